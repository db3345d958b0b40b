"""删除我的数据: those who waited for the seat of somebody who is forgotten are told that it is theirs."""

from __future__ import annotations

from collections.abc import Callable

from handlers.events import service, sign_up_seats
from handlers.kit import Context, Reply
from storage.events import events, sign_up_lists
from storage.members.roster import Member


def free_seats(member: Member, ctx: Context) -> Callable[[], Reply]:
    """Tell who moves up at the events that somebody signed up for."""
    waited = [(event, service.list_seated(ctx, event)[1]) for event in events.list_open_of_member(ctx.db, member)]

    def tell() -> Reply:
        told: Reply = ()
        for event, waiting in waited:
            told = (*told, *service.describe_moved_up(event, waiting, service.list_seated(ctx, event)[0]))
        return told

    return tell


def free_lines(member: Member, ctx: Context) -> Callable[[], Reply]:
    """Tell who moves up on the open lists, of which the lines of somebody who is forgotten are taken off."""
    open_lists = sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now)
    before = [(each, sign_up_lists.list_entries(ctx.db, each.id)) for each in open_lists]

    def tell() -> Reply:
        told: Reply = ()
        for sign_up_list, entries in before:
            told = (*told, *sign_up_seats.announce_moved(ctx, sign_up_list, entries))
        return told

    return tell
