"""The history of the tables: each migration brings an existing database one step along."""

from pathlib import Path

FOLDER = Path(__file__).parent


def revisions() -> list[str]:
    """Return all revisions, the oldest first: files are named REVISION_words.py."""
    return sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))
