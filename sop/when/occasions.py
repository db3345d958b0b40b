"""Days that an owner gave a name, such as 读书会: the group's `calendar` says on which dates they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from config.calendar import OwnCalendar


@dataclass(frozen=True, slots=True)
class Occasion:
    """The dates of some occasions, by sorted names, or of a single one so many days later (before: < 0).

    The dates are asked for each time, so that an occasion that is moved takes its plans along.
    """

    names: tuple[str, ...]
    shift: int = 0

    def first(self, day: date, own: OwnCalendar, /) -> date | None:
        wanted = day - timedelta(days=self.shift)
        dates = (one for name in self.names for one in own.occasions.get(name, ()) if one >= wanted)
        found = min(dates, default=None)
        return found + timedelta(days=self.shift) if found else None

    def __str__(self) -> str:
        return "、".join(self.names) + shown(self.shift)


def shown(shift: int) -> str:
    """Return 前3天 or 后1天, nothing for the day itself."""
    return f"{'前' if shift < 0 else '后'}{abs(shift)}天" if shift else ""
