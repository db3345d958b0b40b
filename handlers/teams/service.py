"""Gathering, dividing, ranking and ending: what several files of the teams share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from handlers.dates.hours import format_time, moment_at
from handlers.dates.months import midnight
from handlers.kit import Capability, Context, Drawing, Refusal, Reply, TimerPayload, cancel_timer, reply, set_timer
from handlers.pictures.specs import BoardLine, BoardSpec
from handlers.teams.division import Person, divide
from handlers.teams.rules import FEWEST_PEOPLE, Order, Rules, elapsed_days, percentage
from storage.teams import challenges, teams
from storage.teams.challenges import Challenge, State
from storage.teams.teams import Progress, Team

TIMERS = "team_challenges"
"""The feature whose timers make teams and end challenges."""
UNNAMED = "第 {number} 组"
NO_CHALLENGE = "现在没有小组打卡。"
STILL_GATHERING = "小组打卡还在报名，{until} 分好组再来～"
TAKEN = "已经有一期小组打卡了（第 {number} 期），结束后再开下一期吧。"
BOARD_TITLE = "小组榜（第 {elapsed}/{days} 天）"
LINE = "{place}. {name}  {percent}%"
UNIT = "%"
SETTLES_AFTER = timedelta(minutes=30)
"""So long after the last midnight the outcome is told: what was said at the last moment is on record by then."""


class Gathered(TimerPayload):
    """The timer that makes teams of who signed up."""

    kind: Literal["gathered"] = "gathered"
    challenge: int

    @property
    def key(self) -> str:
        return f"{self.challenge} gathered"


class Finished(TimerPayload):
    """The timer that ends a challenge."""

    kind: Literal["finished"] = "finished"
    challenge: int

    @property
    def key(self) -> str:
        return f"{self.challenge} finished"


class Rewarding(TimerPayload):
    """The teams that are still to be paid."""

    kind: Literal["rewarding"] = "rewarding"
    challenge: int
    after: int
    """The number of the last team that was paid."""

    @property
    def key(self) -> str:
        return f"{self.challenge} rewarding {self.after}"


class Evening(TimerPayload):
    """The timer that reminds those who have not checked in on a day."""

    kind: Literal["evening"] = "evening"
    challenge: int
    day: date
    """In the group's zone."""

    only_speaks = True

    @property
    def key(self) -> str:
        return f"{self.challenge} evening {self.day}"


class Standing(NamedTuple):
    """How far a team is."""

    place: int
    """From 1; teams that are as far share it."""
    team: Team
    progress: list[Progress]
    percent: int


def begin(ctx: Context, order: Order) -> Challenge:
    """Let members sign up for a challenge; raises Refusal where there is one."""
    current = challenges.get_current(ctx.db, ctx.group.id)
    if current:
        raise Refusal(TAKEN.format(number=current.number))
    first_day = ctx.local(order.until).date() + timedelta(days=1)
    challenge = challenges.create(ctx.db, ctx.group.id, order.days, order.size, order.reward, order.until, first_day)
    set_timer(ctx, TIMERS, Gathered(challenge=challenge.id), order.until)
    return challenge


def form_teams(ctx: Context, challenge: Challenge) -> bool:
    """Make teams of who signed up, and set the timer of the end; return False and cancel where they are too few."""
    candidates = teams.list_candidates(ctx.db, challenge)
    if len(candidates) < FEWEST_PEOPLE:
        cancel(ctx, challenge)
        return False
    people = [Person(candidate.member.id, candidate.inviter_id) for candidate in candidates]
    teams.form(ctx.db, challenge, divide(people, challenge.size, ctx.random))
    challenges.change_state(ctx.db, challenge, State.RUNNING)
    cancel_timer(ctx, TIMERS, Gathered(challenge=challenge.id))
    end = midnight(challenge.last_day + timedelta(days=1), ctx.group.zone) + SETTLES_AFTER
    set_timer(ctx, TIMERS, Finished(challenge=challenge.id), end)
    set_evening(ctx, challenge, challenge.first_day)
    return True


def set_evening(ctx: Context, challenge: Challenge, day: date) -> None:
    """Set the timer of a local day's reminder, where the owner wants one and the challenge still runs then."""
    at = ctx.rules(Rules).remind
    if at and day <= challenge.last_day:
        set_timer(ctx, TIMERS, Evening(challenge=challenge.id, day=day), moment_at(ctx, day, at))


def cancel(ctx: Context, challenge: Challenge) -> bool:
    """Cancel a challenge; return False where it is over."""
    cancel_timer(ctx, TIMERS, Gathered(challenge=challenge.id))
    cancel_timer(ctx, TIMERS, Finished(challenge=challenge.id))
    return challenges.change_state(ctx.db, challenge, State.CANCELLED)


def require_running(ctx: Context) -> Challenge:
    """Return the challenge that is running; raises Refusal."""
    challenge = challenges.get_current(ctx.db, ctx.group.id)
    if challenge and challenge.state is State.GATHERING:
        raise Refusal(STILL_GATHERING.format(until=format_time(ctx, challenge.gathers_until)))
    if challenge is None or challenge.state is not State.RUNNING:
        raise Refusal(NO_CHALLENGE)
    return challenge


def name_of(team: Team) -> str:
    """Return what a team is called."""
    return team.name or UNNAMED.format(number=team.number)


def list_standings(ctx: Context, challenge: Challenge) -> list[Standing]:
    """Return the teams, those that are furthest first."""
    by_team: dict[int, list[Progress]] = defaultdict(list)
    for progress in teams.list_progress(ctx.db, challenge, ctx.today):
        by_team[progress.team_id].append(progress)
    elapsed = elapsed_days(challenge.first_day, challenge.days, ctx.today)
    found = [
        (percentage(by_team[team.id], elapsed), team, by_team[team.id]) for team in teams.list_teams(ctx.db, challenge)
    ]
    ranked = sorted(found, key=lambda standing: (-standing[0], standing[1].number))
    percents = [percent for percent, _, _ in ranked]
    return [Standing(percents.index(percent) + 1, team, progress, percent) for percent, team, progress in ranked]


def board(ctx: Context, challenge: Challenge, standings: Sequence[Standing], own: Team | None = None) -> Reply:
    """Return the ranking of the teams as a picture where the channels can show one, else as words."""
    elapsed = elapsed_days(challenge.first_day, challenge.days, ctx.today)
    title = BOARD_TITLE.format(elapsed=elapsed, days=challenge.days)
    if Capability.PICTURES not in ctx.capabilities:
        lines = [LINE.format(place=each.place, name=name_of(each.team), percent=each.percent) for each in standings]
        return reply("\n".join([title, *lines]))
    places = tuple(
        BoardLine(
            place=each.place,
            name=name_of(each.team),
            value=each.percent,
            mine=own is not None and each.team.id == own.id,
        )
        for each in standings
    )
    return reply(Drawing(sheet=BoardSpec(title=title, unit=UNIT, lines=places), alt=title))
