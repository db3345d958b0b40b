"""Pictures of events: the poster that announces one, and the album of its photos."""

from __future__ import annotations

from handlers.kit import Capability, Context, Picture
from storage import albums
from storage.events.events import Event

PHOTOS = "\n📷 收到 {count} 张照片，发「活动照片 {number}」看；今明两天发到群里的也收。"


def posters(ctx: Context, event: Event) -> list[Picture]:
    """Return an event's poster, where it has one and the channel sends pictures."""
    is_shown = event.terms.poster and Capability.PICTURES in ctx.capabilities
    return [Picture(digest=event.terms.poster, alt=event.terms.title)] if is_shown else []


def album_of(event: Event) -> str:
    """Return the name of the album with an event's photos."""
    return f"event:{event.id}"


def describe_photos(ctx: Context, event: Event) -> str:
    """Return how many photos an event has and how to see them; empty where there are none."""
    count = albums.count(ctx.db, album_of(event))
    return PHOTOS.format(count=count, number=event.number) if count else ""
