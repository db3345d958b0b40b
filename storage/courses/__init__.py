"""Lessons of courses, who attended them, and their homework."""
