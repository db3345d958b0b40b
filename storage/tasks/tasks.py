"""Work that is handed out to staff as tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, to_millis


class Kind(StrEnum):
    """What kind of work it is. Stored and shown, so the names stay."""

    LEARN = "学习"
    INVITE = "邀约"
    SEND = "群发"
    SOP = "社群SOP"
    TAG = "标签"
    CALL = "回访"
    """A follow-up that staff set for themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What there is to do."""

    kind: Kind
    title: str
    text: str
    link: str = ""
    picture: str = ""
    points: int = 0
    proof: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Work that was handed out."""

    id: int
    group_id: str
    work: Work
    giver: str


def create(db: Db, group_id: str, work: Work, *, giver: str, at: datetime) -> Task:
    """Record a task; `parts.hand_out` hands its parts to members."""
    number = db.insert(
        """INSERT INTO task (group_id, kind, title, text, link, picture, points, proof, checked, giver, at)
        VALUES (:group_id, :kind, :title, :text, :link, :picture, :points, :proof, :checked, :giver, :at)""",
        group_id=group_id,
        kind=work.kind.value,
        title=work.title,
        text=work.text,
        link=work.link,
        picture=work.picture,
        points=work.points,
        proof=work.proof,
        checked=int(work.checked),
        giver=giver,
        at=to_millis(at),
    )
    return Task(number, group_id, work, giver)
