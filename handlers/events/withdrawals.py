"""Who took which line off a sign-up list, so that an old copy that still has it does not put it back.

Lines are known by a digest: whose name was taken off is not to be kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import sha256

from pydantic import BaseModel

from handlers.events.sign_up_lines import name_key
from handlers.kit import Context, MemberContext
from storage import state
from storage.events import sign_up_lists
from storage.events.sign_up_lists import SignUpList
from storage.members.roster import Member

NAME = "sign_up_withdrawals"


class Withdrawal(BaseModel):
    """A line that was taken off."""

    by: int
    """The id of the member who did it."""
    told: bool = False
    """That a copy did not put it back was said once."""


class Withdrawals(BaseModel):
    """What was taken off the open lists of a group."""

    lists: dict[int, dict[str, Withdrawal]] = {}


def record(ctx: MemberContext, sign_up_list: SignUpList, keys: Collection[str]) -> None:
    """Note that the member took these lines off; what is kept of lists that have ended goes."""
    if not keys:
        return
    kept = state.load(ctx.db, ctx.group.id, NAME, Withdrawals)
    is_open = {each.id for each in sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now)}
    lists = {list_id: lines for list_id, lines in kept.lists.items() if list_id in is_open}
    taken_off = {_digest(sign_up_list, key): Withdrawal(by=ctx.member.id) for key in keys}
    lists[sign_up_list.id] = {**lists.get(sign_up_list.id, {}), **taken_off}
    state.save(ctx.db, ctx.group.id, NAME, Withdrawals(lists=lists))


def forget(ctx: Context, sign_up_list: SignUpList, keys: Iterable[str]) -> None:
    """Note that these lines are on the list again."""
    kept = state.load(ctx.db, ctx.group.id, NAME, Withdrawals)
    lines = kept.lists.get(sign_up_list.id, {})
    back = {_digest(sign_up_list, key) for key in keys} & lines.keys()
    if back:
        kept.lists[sign_up_list.id] = {digest: each for digest, each in lines.items() if digest not in back}
        state.save(ctx.db, ctx.group.id, NAME, kept)


def list_held(ctx: MemberContext, sign_up_list: SignUpList, keys: Iterable[str]) -> set[str]:
    """Return which of these lines a copy of the member does not put back: somebody else took them off."""
    lines = state.load(ctx.db, ctx.group.id, NAME, Withdrawals).lists.get(sign_up_list.id, {})
    own = name_key(ctx.member.name)
    withdrawn = {key: lines.get(_digest(sign_up_list, key)) for key in keys}
    return {key for key, each in withdrawn.items() if each and each.by != ctx.member.id and key != own}


def tell_once(ctx: Context, sign_up_list: SignUpList, held: Collection[str]) -> set[str]:
    """Return of which of these lines it was never said that they are not put back, and note that it is said now."""
    kept = state.load(ctx.db, ctx.group.id, NAME, Withdrawals)
    lines = kept.lists.get(sign_up_list.id, {})
    untold = {key for key in held if not lines[_digest(sign_up_list, key)].told}
    for key in untold:
        lines[_digest(sign_up_list, key)].told = True
    if untold:
        state.save(ctx.db, ctx.group.id, NAME, kept)
    return untold


def hand_over(ctx: Context, gone: Member, stays: Member) -> None:
    """Let what one of two members who become one took off be the other's doing."""
    kept = state.load(ctx.db, ctx.group.id, NAME, Withdrawals)
    of_gone = [each for lines in kept.lists.values() for each in lines.values() if each.by == gone.id]
    for withdrawal in of_gone:
        withdrawal.by = stays.id
    if of_gone:
        state.save(ctx.db, ctx.group.id, NAME, kept)


def _digest(sign_up_list: SignUpList, key: str) -> str:
    return sha256(f"{sign_up_list.id}:{key}".encode()).hexdigest()[:16]
