"""The timers of waves."""

from __future__ import annotations

from datetime import date
from typing import Literal

from handlers.kit import TimerPayload

NAME = "waves"
"""The feature whose timers they are."""


class Portion(TimerPayload):
    """The next portion of a run."""

    kind: Literal["portion"] = "portion"
    run: int

    @property
    def key(self) -> str:
        return f"{self.kind} {self.run}"


class Again(TimerPayload):
    """Those who could not be spoken to on their day."""

    kind: Literal["again"] = "again"
    run: int
    day: date

    @property
    def key(self) -> str:
        return f"{self.kind} {self.run} {self.day}"


class Back(TimerPayload):
    """Some who were found to be back; a timer takes the first of them."""

    kind: Literal["back"] = "back"
    run: int
    ids: tuple[int, ...]

    @property
    def key(self) -> str:
        return f"{self.kind} {self.run} {self.ids[0]}"


class Finish(TimerPayload):
    """The days of everybody in a run are over."""

    kind: Literal["finish"] = "finish"
    run: int

    @property
    def key(self) -> str:
        return f"{self.kind} {self.run}"
