"""Work handed out to staff."""
