"""What an admin may pause, resume and approve by its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from config.group import Group


class Controllable(Protocol):
    """What an admin may pause, and may have to approve."""

    @property
    def name(self) -> str:
        """Return the name by which it is called."""

    @property
    def kind(self) -> str:
        """Return what owners call such a thing."""

    @property
    def shown_by(self) -> str:
        """Return the command that tells more of it by its name."""

    @property
    def campaign(self) -> str:
        """Return the campaign that is paused as a whole with it; empty where there is none."""

    @property
    def approve(self) -> bool:
        """Return whether it needs an approval."""

    @property
    def author(self) -> str:
        """Return the user id of its author; empty where the file names none."""

    @property
    def version(self) -> str:
        """Return what the approval is for."""


class ControlSource:
    """A section of a group's YAML that has something to be paused or approved."""

    __slots__ = ()

    def single(self) -> Iterator[Controllable]:
        """Yield what can be named by itself."""
        return iter(())

    def together(self) -> Iterator[tuple[str, tuple[Controllable, ...]]]:
        """Yield names that stand for several at once, such as a campaign's, with all that they stand for."""
        return iter(())


def singles_of(group: Group) -> tuple[Controllable, ...]:
    """Return all that can be named by itself in a group, in the order of its file."""
    return tuple(item for source in group.sections_of(ControlSource) for item in source.single())


def together_of(group: Group) -> dict[str, tuple[Controllable, ...]]:
    """Return what stands for several at once in a group, by name."""
    return dict(item for source in group.sections_of(ControlSource) for item in source.together())
