"""What lines of a sign-up list said before they were changed, so that an old copy does not change them back.

Lines are known by a digest: what somebody wrote once is not to be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from pydantic import BaseModel

from handlers.events.sign_up_lines import Line
from handlers.kit import Context
from storage import state
from storage.events import sign_up_lists
from storage.events.sign_up_lists import Entry, SignUpList

NAME = "sign_up_earlier_lines"
MOST = 500
"""Earlier lines of a list that are kept, the latest."""


class EarlierLines(BaseModel):
    """What lines of the open lists of a group said before."""

    lists: dict[int, list[str]] = {}


def record(ctx: Context, sign_up_list: SignUpList, entries: Iterable[Entry]) -> None:
    """Note what these lines say before they are changed; what is kept of lists that have ended goes."""
    said = [_digest(entry.key, entry.people, entry.note) for entry in entries]
    if not said:
        return
    kept = state.load(ctx.db, ctx.group.id, NAME, EarlierLines)
    is_open = {each.id for each in sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now)}
    lists = {list_id: lines for list_id, lines in kept.lists.items() if list_id in is_open}
    lists[sign_up_list.id] = [*lists.get(sign_up_list.id, []), *said][-MOST:]
    state.save(ctx.db, ctx.group.id, NAME, EarlierLines(lists=lists))


def list_stale(ctx: Context, sign_up_list: SignUpList, written: Mapping[str, Line]) -> set[str]:
    """Return the keys of those lines of a copy that say what the list said before."""
    said = set(state.load(ctx.db, ctx.group.id, NAME, EarlierLines).lists.get(sign_up_list.id, ()))
    return {key for key, line in written.items() if _digest(key, line.people or 1, line.note) in said}


def _digest(key: str, people: int, note: str) -> str:
    return sha256(f"{key}\n{people}\n{note}".encode()).hexdigest()[:16]
