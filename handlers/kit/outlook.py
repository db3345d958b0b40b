"""What an action of the timetable may ask before its time comes: can it be done at all?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel

from config.group import Group
from handlers.kit.context import Registry

Rules = TypeVar("Rules", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Outlook:
    """A group as its file has it, and the local moment at which something is planned there."""

    group: Group
    registry: Registry
    at: datetime
    """Aware, in the group's zone."""
    silent_until: Callable[[datetime], datetime | None]
    """Tells when the group's quiet hours around a moment are over; None where it is not quiet then."""

    def rules(self, kind: type[Rules]) -> Rules:
        """Return a section of the group's file."""
        return self.group.rules(kind)
