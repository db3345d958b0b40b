"""Reads the times that owners write and says when they come."""
