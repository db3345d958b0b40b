"""Challenges in which teams check in together, the teams, and how far they are."""
