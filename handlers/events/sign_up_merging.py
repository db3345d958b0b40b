"""合并: the lines that one person has twice on a sign-up list become one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.events import sign_up_seats, withdrawals
from handlers.events.sign_up_lines import LONGEST_NOTE, name_key
from handlers.kit import MemberContext, Reply
from storage.events import sign_up_lists
from storage.events.sign_up_lists import Entry, SignUpList
from storage.members import roster
from storage.members.roster import Member


def join_lines(gone: Member, stays: Member, ctx: MemberContext) -> Callable[[], Reply]:
    """Join what two members who become one have on the open lists, and tell those that waited for the second seat."""
    both = {gone.id, stays.id}
    # A line that another wrote may mean somebody else of that name.
    unmistakable = {
        member.id
        for member in (gone, stays)
        if both.issuperset(other.id for other in roster.list_by_name(ctx.db, ctx.group.id, member.name))
    }

    def find(entries: Sequence[Entry], member: Member) -> Entry | None:
        named = (entry for entry in entries if entry.key == name_key(member.name))
        return next((entry for entry in named if entry.entered_by in both or member.id in unmistakable), None)

    def tell() -> Reply:
        withdrawals.hand_over(ctx, gone, stays)
        told: Reply = ()
        for sign_up_list in sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now):
            entries = sign_up_lists.list_entries(ctx.db, sign_up_list.id)
            of_gone, of_stays = find(entries, gone), find(entries, stays)
            if of_gone and of_gone != of_stays:
                lines = [entry for entry in entries if entry in (of_gone, of_stays)]
                _join(replace(ctx, member=stays), sign_up_list, lines)
                withdrawals.record(replace(ctx, member=stays), sign_up_list, [of_gone.key])
                told = (*told, *sign_up_seats.announce_moved(ctx, sign_up_list, entries))
        return told

    return tell


def _join(ctx: MemberContext, sign_up_list: SignUpList, lines: Sequence[Entry]) -> None:
    """Let the first of the lines be the member's, under their name, for the most people, with the notes of all."""
    notes = dict.fromkeys(entry.note for entry in lines if entry.note)
    joined = Entry(
        key=name_key(ctx.member.name),
        name=ctx.member.name,
        people=max(entry.people for entry in lines),
        note="，".join(notes)[:LONGEST_NOTE],
        entered_by=ctx.member.id,
    )
    for entry in lines[1:]:
        sign_up_lists.delete_entry(ctx.db, sign_up_list.id, entry.key)
    sign_up_lists.rename_entry(ctx.db, sign_up_list.id, lines[0].key, joined)
