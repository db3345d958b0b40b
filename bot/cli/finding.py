"""One line of the doctor's report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What was looked at; a bad one says what to do."""

    bad: bool
    text: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{'✗' if self.bad else '✓'} {self.text}" + (f"\n   → {self.advice}" if self.advice else "")
