"""Sheets as PNG pictures. Nothing here is imported by the bot itself: `python -m handlers.drawings` draws beside it."""
