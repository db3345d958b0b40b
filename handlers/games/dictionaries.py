"""The word lists inside the package jionlp (Apache 2.0), which is read as data and never imported."""

from __future__ import annotations

from importlib.metadata import distribution
from zipfile import ZipFile


def read_lines(name: str, ending: str = "txt") -> list[str]:
    """Return the lines of one of the package's lists."""
    path = distribution("jionlp").locate_file(f"jionlp/dictionary/{name}.zip")
    with ZipFile(str(path)) as archive:
        text = archive.read(f"{name}.{ending}").decode()
    # splitlines() would also part at \x85, which is one of the characters counted in there.
    return text.replace("\r\n", "\n").rstrip("\n").split("\n")
