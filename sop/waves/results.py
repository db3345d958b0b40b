"""What runs brought: who came back because of it, what it cost, and what it earned; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from handlers.text.shares import whole
from sop.waves.lift import FEW, Lift, measure_lift
from storage.sop.wave_results import Arm
from storage.sop.waves import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The figures of a run, or of several together. Amounts are in fen, ratios in percent."""

    called: Arm
    alone: Arm
    spent: int
    """What it cost: 投入."""
    earned: int
    """What those who were called brought in: 产出. By the owner's worth of each, else by their orders."""

    @property
    def lift(self) -> Lift | None:
        """Return by how much more came back; None where nobody was called, or nobody left alone."""
        return measure_lift(self.called.woken, self.called.members, self.alone.woken, self.alone.members)

    @property
    def is_small(self) -> bool:
        """Return whether there are too few to tell anything but a very large difference."""
        return self.alone.members < FEW

    @property
    def ratio(self) -> int | None:
        """Return 产出 ÷ 投入 in percent; None where nothing was spent."""
        return whole(self.earned * 100 / self.spent) if self.spent else None

    @property
    def more(self) -> tuple[float, float, float] | None:
        """Return how many more came back than would have by themselves: the estimate, at least, and at most."""
        lift, members = self.lift, self.called.members
        return (lift.difference * members, lift.low * members, lift.high * members) if lift else None

    @property
    def proven_ratio(self) -> tuple[int, int, int] | None:
        """Return the ratio that the holdout proves: the estimate, at least, and at most.

        Only those count who would not have come by themselves; each for what one who was called and came is worth.
        """
        if not self.more or not self.spent or not self.called.woken:
            return None
        each = self.earned / self.called.woken
        estimate, least, most = (whole(members * each * 100 / self.spent) for members in self.more)
        return estimate, least, most


def results_of(run: Run, called: Arm, alone: Arm) -> Results:
    """Return the figures of a run, by the terms it was begun with."""
    return Results(
        called=called,
        alone=alone,
        spent=called.touched * run.touch_fen + called.taken * run.offer_fen,
        earned=called.fen if run.worth_fen is None else called.woken * run.worth_fen,
    )


def add_up(parts: Sequence[Results]) -> Results:
    """Return the figures of several runs together. Each of them left the same share alone, so shares can be added."""
    return Results(
        called=_sum([part.called for part in parts]),
        alone=_sum([part.alone for part in parts]),
        spent=sum(part.spent for part in parts),
        earned=sum(part.earned for part in parts),
    )


def _sum(arms: Sequence[Arm]) -> Arm:
    return Arm(**{field.name: sum(getattr(arm, field.name) for arm in arms) for field in fields(Arm)})
