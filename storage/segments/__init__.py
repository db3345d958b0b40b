"""Segments: what is looked at of every member at once."""
