"""Levels and badges."""
