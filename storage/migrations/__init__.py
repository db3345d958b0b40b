"""The history of the tables: each migration brings an existing database one step along."""

from pathlib import Path

FOLDER = Path(__file__).parent
