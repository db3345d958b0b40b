"""Why the ledger refuses."""

from __future__ import annotations


class Overdrawn(Exception):
    """The paying account holds too little; nothing was moved."""

    def __init__(self, balance: int) -> None:
        super().__init__(f"balance is {balance}")
        self.balance = balance


class KeyReused(Exception):
    """A key came again with another transfer: a mistake in the calling feature."""
