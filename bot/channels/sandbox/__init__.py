"""A group to try the bot in, in the browser and in the terminal."""
