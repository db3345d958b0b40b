"""Sheets as PNG pictures. Only specs.py is imported by the bot itself: `python -m handlers.pictures` draws beside it."""
