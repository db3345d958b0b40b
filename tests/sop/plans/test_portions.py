"""Plans that speak to more members than one transaction takes go on in portions; each member hears once."""

from __future__ import annotations

import pytest

from sop.plans import portions
from sop.plans.sections import plans_of
from storage import timers
from storage.db import Db
from storage.members import opt_outs, roster
from tests.chat import Chat
from tests.conftest import OpenChat

PLAN = """
badges: {badges: []}
timetable: {quiet: ["20:30-21:00"]}
sop: [{name: 提醒, when: 每天 20:WHEN, say: 喝水, whom: {points: 0}}]
"""


async def fill(chat: Chat, count: int) -> None:
    def join(db: Db) -> None:
        for number in range(count):
            roster.get_or_create(db, "demo", f"u{number:04}", f"成员{number}", chat.now)

    await chat.bot.database.write(join)


def rung(said: list[str]) -> list[str]:
    """Return the names that were mentioned, in order."""
    return [word.removeprefix("@") for words in said for word in words.split() if word.startswith("@")]


async def test_everybody_hears_once(open_group: OpenChat) -> None:
    chat = await open_group(PLAN.replace("WHEN", "00"))
    count = 2 * portions.PORTION + 5
    await fill(chat, count)
    assert sorted(rung(await chat.forward(hours=13))) == sorted(f"成员{number}" for number in range(count))
    assert rung(await chat.forward(hours=6)) == []


async def test_a_held_plan_goes_on_after_the_quiet_hours(open_group: OpenChat) -> None:
    chat = await open_group(PLAN.replace("WHEN", "40"))
    await fill(chat, portions.PORTION + 5)
    assert await chat.forward(hours=12.75) == []
    assert len(rung(await chat.forward(hours=0.5))) == portions.PORTION + 5


@pytest.mark.parametrize(("version", "heard"), [("", 2), ("of another day", 0)])
async def test_a_portion_is_not_for_who_left_meanwhile_nor_of_a_plan_that_changed(
    open_group: OpenChat, version: str, heard: int
) -> None:
    chat = await open_group(PLAN.replace("WHEN", "00"))
    await fill(chat, 4)
    [plan] = plans_of(chat.bot.groups.all()[0])

    def leave_a_portion(db: Db) -> None:
        members = [roster.get_or_create(db, "demo", f"u{number:04}", "", chat.now) for number in range(4)]
        portion = portions.Portion(
            plan=plan.name,
            version=version or plan.version,
            at=chat.now,
            number=1,
            words="喝水",
            ids=tuple(member.id for member in members),
        )
        timers.set_once(db, "demo", portions.NAME, portion.key, chat.now, portion.model_dump_json())
        roster.leave(db, members[0], chat.now)
        opt_outs.opt_out(db, members[1], chat.now)

    await chat.bot.database.write(leave_a_portion)
    assert len(rung(await chat.forward(minutes=1))) == heard
