"""The tables, subject by subject; only migrations and tests load them: the bot speaks plain SQL."""
