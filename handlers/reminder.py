"""A reminder in the timetable that mentions only those who usually check in and have not done so today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from pydantic import Field

from handlers.kit import Capability, Feature, Mention, Reply, Scene, Section, reply
from storage import checkins
from storage.members import Member

LARGEST = 1800
"""Bytes of one message in UTF-8; WeCom's robots take 2048."""
MARGIN = 4
"""Bytes around a mention."""


class Params(Section):
    """Whom to remind, and how."""

    days: int = Field(3, ge=1, le=30, description="最近几天里签到过、今天还没签的人")
    words: str = Field("今天还没签到哦，发「签到」接上～", min_length=1, max_length=200, description="说什么")
    lot: int = Field(20, ge=1, le=50, description="一条消息最多 @ 几个人")


feature = Feature("reminder", title="签到提醒")
feature.need(Capability.MENTIONS, "签到提醒只写名字，不会响。")
feature.need(Capability.PUSHES, "定时的签到提醒发不出来。")


@feature.action("签到提醒", Params)
def remind(params: Params, scene: Scene) -> Reply | None:
    since = scene.today - timedelta(days=params.days)
    missing = checkins.missing(scene.db, scene.group.id, since, scene.today)
    replies = [address(lot, params.words) for lot in lots(missing, params.lot, LARGEST - len(params.words.encode()))]
    for number, said in enumerate(replies[:-1], 1):
        scene.post(f"{scene.key}:{number}", said)
    return replies[-1] if replies else None


def address(lot: Iterable[Member], words: str) -> Reply:
    """One message to these members."""
    return reply(*(Mention(user=one.user_id, name=one.name) for one in lot), words)


def lots(members: Iterable[Member], most: int, room: int) -> Iterator[list[Member]]:
    """The members in order, at most so many at a time, and with names and ids of at most `room` bytes (one always)."""
    lot: list[Member] = []
    left = room
    for member in members:
        size = len(member.user_id.encode()) + len(member.name.encode()) + MARGIN
        if lot and (len(lot) == most or size > left):
            yield lot
            lot, left = [], room
        lot.append(member)
        left -= size
    if lot:
        yield lot
