"""Dates as people type them, months, times of day and windows, and the calendar of China."""
