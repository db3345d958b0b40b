"""Waves: members who are falling asleep are called back, with some left alone to see what it brought."""
