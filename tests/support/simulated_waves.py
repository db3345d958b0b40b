"""Simulated waves with a known true effect, through what really enrols members and what really counts them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from handlers.segments.rules import SegmentRule
from sop.waves.model import Wave, is_held_out
from sop.waves.results import results_of
from storage.db import Db
from storage.members import roster
from storage.sop import wave_members, wave_results, waves
from storage.sop.goals import Goal
from storage.sop.waves import Terms

MEMBERS, SEEDS, BY_THEMSELVES = 240, 100, 0.15
BEGIN = datetime(2026, 1, 1, 2, tzinfo=UTC)
TERMS = Terms(days=14, goals=(Goal.SPOKE,), touch_fen=10, offer_fen=0, worth_fen=3000)


def live_through(db: Db, seed: int, effect: float, ids: list[int]) -> float | None:
    """Run a wave with a true effect; return by how much its interval misses it, 0 where it covers it."""
    dice, at = Random(seed), BEGIN + timedelta(days=30 * seed)
    wave = Wave(name=f"第{seed}轮", whom=SegmentRule(absent=7), say=("回来吧",), days=14)
    run = waves.begin(db, "g", wave.name, TERMS, waves.pack(ids), actor="", at=at, day=at.date())
    assert run
    portion = waves.take_portion(db, run, len(ids))
    assert portion == ids
    last_day = at.date() + timedelta(days=14)
    for held_out in (True, False):
        turn = [member_id for member_id in ids if is_held_out("g", wave, member_id) is held_out]
        arm = wave_members.enrol(
            db,
            run,
            turn,
            held_out=held_out,
            at=at,
            day=at.date(),
            last_day=last_day,
            until=at + timedelta(15),
            since=at,
        )
        for member in arm:
            if dice.random() < BY_THEMSELVES + (0.0 if held_out else effect):
                day = at.date() + timedelta(days=dice.randint(1, 14))
            else:  # late, which is no success
                day = last_day + timedelta(days=dice.randint(1, 10))
            db.execute(
                "INSERT INTO activity (member_id, day, messages) VALUES (:id, :day, 1)",
                id=member.id,
                day=day.isoformat(),
            )
    results = results_of(run, *wave_results.count(db, run))
    assert results.called.members + results.alone.members == len(ids)
    lift = results.lift
    assert lift
    return max(lift.low - effect, effect - lift.high, 0.0)


def count_covered(db: Db, effect: float) -> int:
    """Return in how many of a hundred waves the interval covers the true effect."""
    ids = [roster.get_or_create(db, "g", f"客{number}", "客", BEGIN).id for number in range(MEMBERS)]
    return sum(live_through(db, seed, effect, ids) == 0.0 for seed in range(SEEDS))
