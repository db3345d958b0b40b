"""What a person is paid once for, also where they were two members: see `person` of a kind of entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.kit import Context
from storage.members import aliases
from storage.members.roster import Member
from storage.points import arrears, entries, ledger
from storage.points.entries import Entry

ONCE = "合并成员：「{reason}」两边都领过，收回一份"


@dataclass(frozen=True, slots=True)
class Twice:
    """Two entries that paid one person for the same."""

    first: Entry
    second: Entry
    """The later one, which is taken back."""


def was_paid_before(ctx: Context, member: Member, key: str) -> bool:
    """Return whether one of the members that have become this one was paid for the same, or is owed it."""
    place = _place(ctx, key)
    if place is None:
        return False
    keys = (_key_of(key, place, member.id, other) for other in aliases.merged_from(ctx.db, member.id))
    return any(other and (entries.get_by_key(ctx.db, other) or arrears.is_owed(ctx.db, other)) for other in keys)


def list_twice(ctx: Context, gone: Member, stays: Member) -> list[Twice]:
    """Return what both were paid for and a person is paid once for; to be asked before they are merged."""
    return list(_twice(ctx, gone, stays))


def list_paid_for(ctx: Context, member: Member, keys: Sequence[str]) -> list[Entry]:
    """Return the entries with these keys that paid a member and stand."""
    kinds = {key.partition(":")[0] for key in keys}
    standing = entries.list_standing(ctx.db, ctx.group.id, ledger.account(member).holder, kinds)
    return [entry for entry in standing if entry.key in keys]


def _twice(ctx: Context, gone: Member, stays: Member) -> Iterator[Twice]:
    kinds = [kind for kind, entry in ctx.registry.ledger_kinds.items() if entry.person is not None]
    for paid in entries.list_standing(ctx.db, ctx.group.id, ledger.account(gone).holder, kinds):
        place = _place(ctx, paid.key)
        key = None if place is None else _key_of(paid.key, place, gone.id, stays.id)
        other = entries.get_by_key(ctx.db, key) if key else None
        if other and entries.get_reversal(ctx.db, other) is None:
            first, second = sorted((paid, other), key=lambda entry: entry.id)
            yield Twice(first, second)


def forget_owed_twice(ctx: Context, gone: Member, stays: Member) -> None:
    """Delete what is owed to one of two members who become one and was paid, or is owed, to the other."""
    for owed in (*arrears.list_of_member(ctx.db, gone), *arrears.list_of_member(ctx.db, stays)):
        mine, other = (gone, stays) if owed.member.id == gone.id else (stays, gone)
        place = _place(ctx, owed.key)
        key = None if place is None else _key_of(owed.key, place, mine.id, other.id)
        is_owed = key is not None and mine is gone and arrears.is_owed(ctx.db, key)
        if key and (is_owed or entries.get_by_key(ctx.db, key)):
            arrears.cancel(ctx.db, owed.key)


def take_back(ctx: Context, member: Member, twice: Sequence[Twice]) -> int:
    """Take back what was paid twice, as far as it is still there, by entries that name it; return the points."""
    return take_back_entries(ctx, member, [each.second for each in twice], ONCE)


def take_back_entries(ctx: Context, member: Member, paid: Sequence[Entry], reason: str) -> int:
    """Take back what was paid, as far as it is still there; return the points. `reason` has the place of its own."""
    taken = 0
    for entry in paid:
        amount = min(entry.amount, ledger.balance(ctx.db, member))
        why = reason.format(reason=entry.reason)
        if amount and ledger.reverse(ctx.db, entry, reason=why, cause=ctx.key, at=ctx.now, amount=amount):
            taken += amount
    return taken


def _place(ctx: Context, key: str) -> int | None:
    kind = ctx.registry.ledger_kinds.get(key.partition(":")[0])
    return kind.person if kind else None


def _key_of(key: str, place: int, member_id: int, other_id: int) -> str | None:
    """Return the key of the same for another member; None for one that is nobody's, as that of an inviter's thanks."""
    words = key.split(":")
    if words[place] != str(member_id):
        return None
    words[place] = str(other_id)
    return ":".join(words)
