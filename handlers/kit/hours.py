"""A time of day as the owner writes it, and when it comes next in a group."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from pydantic import StringConstraints

from handlers.kit.context import Scene

TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""Such as 09:00."""


def moment_at(scene: Scene, day: date, at: TimeOfDay) -> datetime:
    """The local time of a local day, in UTC."""
    return datetime.combine(day, time.fromisoformat(at), scene.group.zone).astimezone(UTC)


def next_at(scene: Scene, at: TimeOfDay) -> datetime:
    """When the local time comes next, in UTC."""
    today = moment_at(scene, scene.today, at)
    return today if today > scene.now else moment_at(scene, scene.today + timedelta(days=1), at)
