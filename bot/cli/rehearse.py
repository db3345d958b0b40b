"""The next weeks with members of different habits, on a copy of the data, and the reports that come of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from pathlib import Path
from random import Random

import typer

from bot.cli.glimpses import glimpses
from bot.cli.habits import Act, answer, live
from bot.cli.joining_in import attend_to, choose_best, join_in
from bot.cli.loading import fail, run, settings
from bot.cli.simulate import PRIVATE, Ear, Heard, rehearsing
from bot.clock import SystemClock
from bot.time_travel import fast_forward
from config.group import Group
from config.settings import Settings
from handlers.courses.questions import LETTERS, Choice, Keywords
from handlers.courses.rules import Courses
from handlers.kit import Event, Joined, Left, Message, Picture, Refusal
from handlers.kit.reply import plain
from sop.waves.section import waves_of
from sop.waves.touching import TAKE
from storage.db import Db
from storage.messages import files
from storage.sop import waves

REPORTS = ("月报", "周报", "活跃榜", "留存", "漏斗", "时段", "红人", "三分法", "沉默名单", "签到率", "沉睡名单")
LISTENS = timedelta(minutes=10)
"""After so long without a word members look what the bot has said."""
NO_OWNER = "群「{name}」没有写 owner，没有人可以看报告。"


@dataclass(frozen=True, slots=True)
class Report:
    """One answer, in words and as a picture."""

    words: str
    shown: str
    picture: bytes | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What was said to the group by itself, some of what its members did, and the reports at the end."""

    diary: list[Heard]
    reports: list[Report]


async def rehearse(chosen: Settings, group: Group, now: datetime, days: int, members: int, seed: int = 1) -> Rehearsal:
    """Return what so many days with so many new members come to; raises Refusal where that cannot be tried."""
    if not group.owner:
        raise Refusal(NO_OWNER.format(name=group.name))
    async with rehearsing(chosen, now) as (bot, ears):
        first = bot.clock.now().astimezone(group.zone).date() + timedelta(days=1)
        last = first + timedelta(days=days)
        end = datetime(last.year, last.month, last.day, 9, tzinfo=group.zone)
        random = Random(seed)  # noqa: S311 - lives, not secrets
        acts = live(first, days, members, group.zone, seed)
        listened, number = dict.fromkeys(ears, 0), 0
        present: dict[str, None] = {}
        done: list[tuple[Heard, str]] = []
        while acts and acts[0].at < end:
            # Who is asked for something answers it in time, also where nobody says anything meanwhile.
            moment = min(acts[0].at, bot.clock.now() + LISTENS)
            await fast_forward(bot.clock, bot.runner, bot.sender, moment)
            for answered in _answers(random, ears, listened, moment, group, list(present)):
                heappush(acts, answered)
            if acts[0].at > moment:
                continue
            act = heappop(acts)
            answered_with = await bot.receive(_event(act, group, f"rehearsal{number}"))
            number += 1
            if act.kind == "say":
                done.append((Heard(act.at, act.who, act.words), plain(answered_with or ())))
            if act.kind == "leave":
                present.pop(act.who, None)
            else:
                present[act.who] = None
        await fast_forward(bot.clock, bot.runner, bot.sender, end)
        reports = []
        for words in (*REPORTS, *await bot.database.read(partial(_wave_reports, group))):
            message = Message(
                channel=group.hear[0], key=words, chat=None, group=group.id, user=group.owner, at=end, text=words
            )
            answer = await bot.receive(message) or ()
            await bot.late_answers.settle()
            digest = next((part.digest for part in answer if isinstance(part, Picture)), "")
            picture = await bot.database.read(partial(_load, digest)) if digest else None
            reports.append(Report(words, plain(answer), picture))
        diary = [heard for ear in ears.values() for heard in ear.heard if heard.target == group.id]
        return Rehearsal(sorted([*diary, *glimpses(done, group.zone)], key=lambda heard: heard.at), reports)


def show_reports(group: Group, days: int, members: int, pictures: Path | None) -> None:
    """Print the diary and the reports of a rehearsal from now on, and save the pictures where a folder is named."""
    try:
        rehearsal = run(rehearse(settings(), group, SystemClock().now(), days, members))
    except Refusal as refusal:
        fail(str(refusal))
    for heard in rehearsal.diary:
        typer.echo(f"{heard.at.astimezone(group.zone):%m-%d %H:%M} {' '.join(heard.words.split())}")
    typer.echo()
    for report in rehearsal.reports:
        typer.echo(f"—— {report.words} ——\n{report.shown}\n")
        if pictures and report.picture:
            pictures.mkdir(parents=True, exist_ok=True)
            (pictures / f"{report.words}.png").write_bytes(report.picture)


def _answers(
    random: Random,
    ears: Mapping[str, Ear],
    listened: dict[str, int],
    now: datetime,
    group: Group,
    present: Sequence[str],
) -> Iterator[Act]:
    """Yield what those do who were called back, and those who heard the bot ask, since this was asked last."""
    staff = next(iter(group.staff), group.owner or "")
    solutions = _solutions_of(group)
    for name, ear in ears.items():
        for heard in ear.heard[listened[name] :]:
            if heard.target == group.id:
                at, members = max(heard.at, now).astimezone(group.zone), [who for who in present if who != staff]
                acts = list(join_in(random, members, at, heard.words, solutions))
                yield from (*acts, *attend_to(random, staff, at, heard.words))
                yield from choose_best(random, staff, acts, heard.words)
            who = heard.target.removesuffix(PRIVATE.format(user=""))
            if who != heard.target and TAKE in heard.words:
                yield from answer(random, who, max(heard.at, now), TAKE)
        listened[name] = len(ear.heard)


def _solutions_of(group: Group) -> dict[str, str]:
    """Return the letters of the right options, or the word to be said, by the questions of the group's courses."""
    solutions: dict[str, str] = {}
    for course in group.rules(Courses).root.values():
        for question in course.list_questions():
            match question:
                case Choice():
                    solutions[question.ask] = "".join(LETTERS[number - 1] for number in sorted(question.right))
                case Keywords():
                    solutions[question.ask] = question.solution
    return solutions


def _wave_reports(group: Group, db: Db) -> list[str]:
    """Return how all runs of each wave that was begun are asked for."""
    return [f"唤醒报表 {wave.name} 全部" for wave in waves_of(group) if waves.list_runs(db, group.id, wave.name)]


def _load(digest: str, db: Db) -> bytes | None:
    return files.load(db, digest)


def _event(act: Act, group: Group, key: str) -> Event:
    channel = group.hear[0]
    if act.kind == "join":
        return Joined(
            channel=channel,
            key=key,
            chat=group.id,
            user=act.who,
            name=act.who,
            at=act.at,
            invited_by=act.words or None,
        )
    if act.kind == "leave":
        return Left(channel=channel, key=key, chat=group.id, user=act.who, name=act.who, at=act.at)
    return Message(channel=channel, key=key, chat=group.id, user=act.who, name=act.who, at=act.at, text=act.words)
