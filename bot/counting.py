"""What is counted of every message, whatever it is answered with."""

from __future__ import annotations

from handlers.kit import Event, MemberContext, Request
from storage.members import activity
from storage.reports import hours


def record_message(ctx: MemberContext, event: Event, request: Request) -> None:
    """Record that the member was there, before anything asks how much they said."""
    activity.record_message(ctx.db, ctx.member, ctx.local_now, is_talk=_is_talk(event, request))


def add_to_sums(ctx: MemberContext, event: Event, request: Request) -> None:
    """Add the message to the sums that reports read, once it is known what it did."""
    is_talk = _is_talk(event, request)
    hours.count_message(ctx.db, ctx.member, ctx.local_now, is_talk=is_talk, checked_in=ctx.checked_in)


def count(ctx: MemberContext, event: Event, request: Request) -> None:
    """Count a message of which nothing else is left, because what it did was undone."""
    record_message(ctx, event, request)
    add_to_sums(ctx, event, request)


def _is_talk(event: Event, request: Request) -> bool:
    """Return whether a message is said to the group: neither a command, whoever may use it, nor private words."""
    return event.chat is not None and request.command is None and not request.says_command
