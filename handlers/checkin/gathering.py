"""Quiet replies: one line for everybody who checked in during the last minutes."""

from __future__ import annotations

from handlers.checkin.replies import GATHERING, Gathering
from handlers.kit import Context, Feature
from storage.checkin import checkins

feature = Feature(GATHERING)

GATHERED = "✓ 刚刚签到的：{people}"
PERSON = "{name}（连签 {streak} 天）"
MORE = "…一共 {count} 位"
MOST_NAMES = 30


@feature.on_timer(Gathering)
def answer_together(gathering: Gathering, ctx: Context) -> str | None:
    since = gathering.since
    people = checkins.list_since(ctx.db, ctx.group.id, ctx.local(since).date(), since)
    names = [PERSON.format(name=name, streak=streak) for name, streak in people[:MOST_NAMES]]
    more = MORE.format(count=len(people)) if len(people) > MOST_NAMES else ""
    return GATHERED.format(people="、".join(names) + more) if names else None
