"""Red packets and their shares."""
