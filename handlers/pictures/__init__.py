"""Pictures as PNG files. The bot itself imports specs.py only: `python -m handlers.pictures` draws beside it."""
