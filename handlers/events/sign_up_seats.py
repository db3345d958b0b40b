"""Who has a seat on a sign-up list and who waits, and telling those who move up or down."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.events.seats import count_seated
from handlers.kit import Context, Refusal, Reply, reply
from handlers.text.people import mention
from storage.events import sign_up_lists
from storage.events.sign_up_lists import Entry, SignUpList
from storage.members import roster

MOVED_UP = "🎉 {names} 从候补排上了。"
MOVED_DOWN = "名额不够了，{names} 排到候补，有人退出就往前排。"
FEW_SEATS = "一共只有 {seats} 个名额，坐不下 {people} 人。"
SEATS_TAKEN = "名额只剩 {left} 个了。多带的人请另写一行，例如「接龙 替小红」，会排进候补。"


def count(entries: Sequence[Entry], seats: int) -> int:
    """Return how many of the lines have a seat."""
    return count_seated([entry.people for entry in entries], seats)


def require(sign_up_list: SignUpList, entries: Sequence[Entry], before: Entry | None, people: int) -> None:
    """Raise Refusal where so many can never have seats, or would take those that others have."""
    seats = sign_up_list.seats
    if not seats:
        return
    if people > seats:
        raise Refusal(FEW_SEATS.format(seats=seats, people=people))
    seated = entries[: count(entries, seats)]
    left = seats - sum(entry.people for entry in seated)
    if before and before in seated and people - before.people > left:
        raise Refusal(SEATS_TAKEN.format(left=left))


def announce_moved(ctx: Context, sign_up_list: SignUpList, before: Sequence[Entry]) -> Reply:
    """Return who has a seat now and waited before, and the other way round, with a mention of who wrote their line."""
    if not sign_up_list.seats:
        return ()
    after = sign_up_lists.list_entries(ctx.db, sign_up_list.id)
    had, have = count(before, sign_up_list.seats), count(after, sign_up_list.seats)
    up = _describe_moved(ctx, MOVED_UP, before[had:], after[:have])
    return (*up, *_describe_moved(ctx, MOVED_DOWN, before[:had], after[have:]))


def _describe_moved(ctx: Context, words: str, before: Sequence[Entry], after: Sequence[Entry]) -> Reply:
    keys = {entry.key for entry in before}
    moved = [entry for entry in after if entry.key in keys]
    if not moved:
        return ()
    writers = {entry.entered_by: roster.get(ctx.db, entry.entered_by) for entry in moved}
    mentions = [mention(member) for member in writers.values() if member]
    return reply("\n" + words.format(names="、".join(entry.name for entry in moved[:10])), *mentions)
