"""What has to hold, and whether it does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Gate:
    """A figure with its limit: at least so much, or less than so much."""

    name: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value < self.limit

    def __str__(self) -> str:
        sign = ">=" if self.at_least else "<"
        return f"gate {self.name} {self.value:.4g} {sign}{self.limit:g} {'ok' if self.holds else 'short'}"
