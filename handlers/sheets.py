"""What a picture shows, as plain data: a handler fills a sheet in, bot/studio.py has it drawn by another process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupSheet:
    """A code for the counter, to be read by people and by a scanner."""

    kind: Literal["pickup"] = "pickup"
    code: str
    item: str
    name: str
    """Whose it is."""
    until: str
    """The last day, as shown."""


Sheet = Annotated[PickupSheet, Field(discriminator="kind")]
