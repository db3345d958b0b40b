"""Puts messages into the right lane of the outbox, inside the transaction that made them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.channels.channel import Channel
from config.group import Group
from handlers.kit import Capability, Event, Reply
from handlers.kit.reply import dump
from storage.db import Db
from storage.messages import outbox
from storage.messages.outbox import Kind

STALE = timedelta(seconds=120)
"""An answer later than this confuses more than it helps."""
OUTDATED = timedelta(hours=1)
"""A broadcast that could not leave for so long is no longer sent; admins find it under `重发`."""


class Outgoing:
    """Knows which channel serves whom."""

    def __init__(self, channels: Mapping[str, Channel]) -> None:
        self._channels = channels

    def to_group(self, db: Db, group: Group, key: str, reply: Reply, now: datetime) -> None:
        """Post a broadcast in the group, once per key. Where no channel can push, the sender refuses it openly."""
        channel = group.push or self._pushing(group)
        self._post(db, channel, group.id, group.id, key, reply, now, Kind.BROADCAST, now + OUTDATED)

    def to_origin(self, db: Db, event: Event, group_id: str, reply: Reply, now: datetime) -> None:
        """Post a late answer to an event, where it came from."""
        target = event.reply_to or event.chat or event.user
        key = f"late:{event.channel}:{event.key}"
        self._post(db, event.channel, target, group_id, key, reply, now, Kind.ANSWER, now + STALE)

    def _post(
        self,
        db: Db,
        channel: str,
        target: str,
        group_id: str,
        key: str,
        reply: Reply,
        now: datetime,
        kind: Kind,
        expires: datetime,
    ) -> None:
        pushing = self._channels.get(channel)
        outbox.post(
            db,
            key=key,
            lane=pushing.lane(target) if pushing else channel,
            channel=channel,
            target=target,
            group_id=group_id,
            kind=kind,
            reply=dump(reply),
            at=now,
            expires=expires,
        )

    def _pushing(self, group: Group) -> str:
        heard = (self._channels.get(name) for name in group.hear)
        return next(
            (candidate.name for candidate in heard if candidate and Capability.PUSHES in candidate.capabilities), ""
        )
