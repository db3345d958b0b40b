"""Puts photos into the album of an event: what who signed up sends to the group meanwhile, whoever else takes it."""

from __future__ import annotations

from datetime import timedelta

from handlers.dates.months import midnight
from handlers.events.pictures import album_of
from handlers.events.rules import DOORS_OPEN, MOST_OPEN
from handlers.kit import MemberContext, Message
from storage import albums
from storage.events import events, sign_ups
from storage.events.events import Event
from storage.messages import files

AFTERWARDS = timedelta(days=2)
"""So long after an event its photos are still collected."""
MOST, MOST_OF_MEMBER = 60, 10


def collect(message: Message, ctx: MemberContext) -> Event | None:
    """Keep what somebody who signed up sends to the group on the day of their event or soon after; return which one."""
    if message.chat is None or not message.pictures:
        return None
    day_is_over = midnight(ctx.today + timedelta(days=1), ctx.group.zone)
    begun = events.list_begun(ctx.db, ctx.group.id, day_is_over - timedelta(milliseconds=1), MOST_OPEN)
    recent = [event for event in begun if event.terms.ends_at > ctx.now - AFTERWARDS]
    own = [event for event in recent if sign_ups.get(ctx.db, event, ctx.member)]
    # Where people come together now, else what is just over, else what is still to come today.
    event = min(own, key=lambda event: _nearness(ctx, event), default=None)
    return event if event and take(event, message, ctx) else None


def _nearness(ctx: MemberContext, event: Event) -> tuple[int, float]:
    terms = event.terms
    if terms.starts_at - DOORS_OPEN <= ctx.now < terms.ends_at:
        return 0, -terms.starts_at.timestamp()
    return (1, -terms.ends_at.timestamp()) if terms.ends_at <= ctx.now else (2, terms.starts_at.timestamp())


def take(event: Event, message: Message, ctx: MemberContext) -> bool:
    """Put the pictures of a message into an event's album while there is room; return whether any is in it now."""
    album, taken = album_of(event), False
    for digest in files.list_kept(ctx.db, message.pictures):
        if albums.has(ctx.db, album, digest):
            taken = True
        elif albums.count(ctx.db, album) < MOST and albums.count(ctx.db, album, ctx.member) < MOST_OF_MEMBER:
            albums.add(ctx.db, album, ctx.member, digest, ctx.now)
            taken = True
    return taken
