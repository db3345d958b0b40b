"""Reads and writes what people type: numbers, names, amounts, templates."""
