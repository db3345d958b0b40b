"""What others wrote of a member who is forgotten: it goes with them, but that something was done stays on record.

Texts name people by what they are called, so they are looked for by that. Where it cannot be told whether somebody else
of the same name was meant, it goes, too: better a word too few than one that was to be forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Value, to_millis
from storage.members import aliases
from storage.members.roster import Member
from storage.system import audit

SOMEBODY = "已注销成员"
"""Stands in a task's words in place of the name."""
NOTHING_SAID = "[]"
"""A reply without parts, as JSON."""
_OVER = "(outcome <> 'open' OR expires <= :at)"


@dataclass(frozen=True, slots=True)
class Names:
    """What one member is called, and who else could be meant where that stands."""

    own: tuple[str, ...]
    user_ids: tuple[str, ...]
    """Those of `own` that are ids of their accounts."""
    longer: tuple[str, ...]
    """Names of others that have one of their own in them, the longest first: 小明明 is not 小明."""

    def stand_in(self, text: str) -> bool:
        """Tell whether a text speaks of them."""
        for name in self.longer:
            text = text.replace(name, "\n")
        return any(_stands_in(text, name) for name in self.own)

    def hide_in(self, text: str) -> str:
        """Return a text without their names."""
        for name in self.own if self.stand_in(text) else ():
            text = text.replace(name, SOMEBODY)
        return text


def names_of(db: Db, member: Member) -> Names:
    """Return what a member is called: now, in the contacts, by themselves, and by the ids of all their accounts."""
    user_ids = (member.user_id, *aliases.list_of(db, member.id))
    rows = db.fetch_all(
        """SELECT name FROM contact_name WHERE member_id = :id
        UNION SELECT name FROM introduction WHERE member_id = :id""",
        id=member.id,
    )
    called = {member.name, *user_ids, *(name for (name,) in rows)}
    own = sorted({name.strip() for name in called} - {""}, key=lambda name: (-len(name), name))
    condition, patterns = _naming("name", own)
    others = db.fetch_all(
        f"SELECT DISTINCT name FROM member WHERE group_id = :group_id AND id <> :id AND {condition}",
        group_id=member.group_id,
        id=member.id,
        **patterns,
    )
    longer = {name for (name,) in others} - {*own}
    return Names(tuple(own), user_ids, tuple(sorted(longer, key=lambda name: (-len(name), name))))


def forget(db: Db, group_id: str, names: Names, at: datetime) -> None:
    """Take out what was written of somebody in a group, but for messages that are on their way."""
    condition, patterns = _naming("act", names.own)
    acts = db.fetch_all(f"SELECT id, act FROM audit WHERE group_id = :id AND {condition}", id=group_id, **patterns)
    for act_id, act in acts:
        if names.stand_in(act):
            audit.hide(db, act_id, act)
    _forget_requests(db, group_id, names, at)
    _forget_tasks(db, group_id, names)
    _forget_messages(db, group_id, names)
    for user_id in names.user_ids:
        db.execute(
            """UPDATE outbox SET reply = :reply, lane = channel, target = ''
            WHERE group_id = :group_id AND target = :user_id AND state NOT IN ('new', 'claimed')""",
            reply=NOTHING_SAID,
            group_id=group_id,
            user_id=user_id,
        )


def _forget_requests(db: Db, group_id: str, names: Names, at: datetime) -> None:
    condition, patterns = _naming("words", names.own)
    requests = db.fetch_all(
        f"SELECT id, words FROM proposal WHERE group_id = :group_id AND {_OVER} AND {condition}",
        group_id=group_id,
        at=to_millis(at),
        **patterns,
    )
    for number, words in requests:
        if names.stand_in(words):
            db.execute(
                "UPDATE proposal SET words = :words, payload = '{}', about = '' WHERE id = :id",
                words=audit.FORGOTTEN,
                id=number,
            )


def _forget_tasks(db: Db, group_id: str, names: Names) -> None:
    """Take the name out of the words of tasks, which staff still have to do or have done."""
    in_title, patterns = _naming("title", names.own)
    in_text, _ = _naming("text", names.own)
    tasks = db.fetch_all(
        f"SELECT id, title, text FROM task WHERE group_id = :group_id AND ({in_title} OR {in_text})",
        group_id=group_id,
        **patterns,
    )
    for number, title, text in tasks:
        db.execute(
            "UPDATE task SET title = :title, text = :text WHERE id = :id",
            title=names.hide_in(title),
            text=names.hide_in(text),
            id=number,
        )


def _forget_messages(db: Db, group_id: str, names: Names) -> None:
    """Empty what was sent to the group and its people.

    The answers that are kept for messages that come again are of all groups, and too many to be read through here: they
    go with their messages.
    """
    # In JSON a quotation mark or a backslash of a name is written otherwise.
    written = [json.dumps(name, ensure_ascii=False)[1:-1] for name in names.own]
    condition, patterns = _naming("reply", written)
    sent = db.fetch_all(
        f"""SELECT id, reply FROM outbox WHERE group_id = :group_id AND state NOT IN ('new', 'claimed')
        AND {condition}""",
        group_id=group_id,
        **patterns,
    )
    for number, reply in sent:
        if names.stand_in("\n".join(_texts(json.loads(reply)))):
            db.execute("UPDATE outbox SET reply = :reply WHERE id = :id", reply=NOTHING_SAID, id=number)


def _naming(column: str, names: list[str] | tuple[str, ...]) -> tuple[str, dict[str, Value]]:
    """Return a condition that holds where one of the names stands in a column, and its values: names are no pattern."""
    values: dict[str, Value] = {}
    for place, name in enumerate(names):
        escaped = "".join(f"!{sign}" if sign in "!%_" else sign for sign in name)
        values[f"name{place}"] = f"%{escaped}%"
    return "(" + " OR ".join(f"{column} LIKE :{name} ESCAPE '!'" for name in values) + ")", values


def _stands_in(text: str, name: str) -> bool:
    """Tell whether a name stands in a text, and not as a part of another word."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        before, after = text[:start][-1:], text[end:][:1]
        if before == "@" or not (_goes_on(name, before, name[0]) or _goes_on(name, name[-1], after)):
            return True
        start = text.find(name, start + 1)
    return False


def _goes_on(name: str, first: str, second: str) -> bool:
    """Tell whether two signs side by side are of one word: Chinese ones may be, where the name is only one of them."""
    both = first + second
    return len(both) == 2 and both.isalnum() and (len(name) == 1 or both.isascii())


def _texts(value: object) -> Iterator[str]:
    """Yield all texts in what JSON says."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
