"""Puts messages into the right lane of the outbox, inside the transaction that made them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple, Protocol, cast, runtime_checkable

from bot.channels.channel import Channel, PrivateChannel, is_connected
from config.group import Group
from handlers.kit import Capability, Event, ForMember, ForStaff, Mention, Notice, Reply, reply
from handlers.kit.reply import dump
from handlers.kit.roles import role_of
from storage.db import Db
from storage.members import roster
from storage.members.personal_data import NOBODY
from storage.messages import outbox
from storage.messages.outbox import Kind

STALE = timedelta(seconds=120)
"""An answer later than this confuses more than it helps."""
GIVEN_UP = timedelta(seconds=30)
"""How long the answer to a question that takes its time is waited for."""
OUTDATED = timedelta(hours=1)
"""A broadcast that could not leave for so long is no longer sent; admins find it under `重发`."""
WRITTEN = "发到你的私聊了～"
"""What the group reads of an answer that is not for everybody."""
WRITTEN_TO_STAFF = "发到工作群了～"
DONE = "这里不方便细说：要办的已经办好了，想看的请私聊我。"
FOR_YOU = "有一条给你的消息。"
FOR_STAFF = "有一条给管理员的消息。"
ASK = "私聊我发「{ask}」就能看到。"


@runtime_checkable
class AnswersPrivately(Protocol):
    """A channel by which members can be written to once they have written to it in private."""

    def lane(self, target: str) -> str:
        """Return the lane of a target."""

    def private_target(self, group_id: str, user: str) -> str:
        """Return the target of what is for one member of a group only."""


class _Address(NamedTuple):
    """A channel, and whom it reaches there."""

    channel: str
    target: str


class Outgoing:
    """Knows which channel serves whom."""

    def __init__(self, channels: Mapping[str, Channel]) -> None:
        self._channels = channels

    def post(self, db: Db, group: Group, key: str, notice: Notice, now: datetime) -> None:
        """Say something by itself to those whom it is for, once per key.

        Where they cannot be written to, those in charge are who were answered in private before; else the group is told
        how to read it. Where no channel can push in the group, the sender refuses that openly.
        """
        if isinstance(notice, tuple):
            self._broadcast(db, self._group_address(group), group, key, notice, now)
            return
        if isinstance(notice, ForMember) and notice.member.user_id.startswith(NOBODY):
            return
        addresses = list(self._addresses(db, group, notice))
        if not addresses and isinstance(notice, ForStaff):
            addresses = list(self._answered_before(db, group, notice))
        self._to_each(db, addresses, group, key, notice.reply, now)
        if not addresses:
            self._broadcast(db, self._group_address(group), group, key, _instead(notice), now)

    def post_in_charge(self, db: Db, group: Group, key: str, notice: ForStaff, now: datetime) -> None:
        """Say something to each of those in charge once per key, never in the group: it is not the members' business.

        Where no channel writes to members first, those can be written to who were answered in private before; the
        others find it under `notice.ask`.
        """
        for address in list(self._addresses(db, group, notice)) or self._answered_before(db, group, notice):
            each = f"{key}:{address.channel}:{address.target}"  # whoever is in charge of several groups reads it once
            self._broadcast(db, address, group, each, notice.reply, now)

    def to_asker(
        self, db: Db, event: Event, group: Group, notice: ForMember | ForStaff, now: datetime, instead: str = ""
    ) -> str:
        """Write an answer to whoever asked in the group, or to the chat of those in charge.

        Return what the group is told of it: where it went, or where nobody can be written to how it can be read, which
        `instead` says where it is known better.
        """
        private = self._private_channel(group, event.channel)
        if private:
            address, told = _Address(private.name, private.private_target(group.id, event.user)), WRITTEN
        elif group.staff_channel and isinstance(notice, ForStaff):
            address, told = _Address(group.staff_channel, group.id), WRITTEN_TO_STAFF
        else:
            return instead or (ASK.format(ask=notice.ask) if notice.ask else DONE)
        self._post(db, address, group.id, private_key(event), notice.reply, now, Kind.ANSWER, now + STALE)
        return told

    def answers_later(self, channel: str) -> bool:
        """Return whether all answers of a channel leave through the outbox: it has no callbacks to carry them."""
        return is_connected(self._channels.get(channel))

    def answer(
        self, db: Db, event: Event, group_id: str, answer: Reply | None, is_waiting: bool, now: datetime
    ) -> bool:
        """Post the answer to an event where its channel's answers leave through the outbox; False elsewhere.

        One that `is_waiting` stands for what is still to be asked: its asker hears it if the process dies meanwhile.
        """
        if not answer or not self.answers_later(event.channel):
            return False
        self.to_origin(db, event, group_id, answer, now, due=now + GIVEN_UP if is_waiting else None)
        return True

    def to_origin(
        self, db: Db, event: Event, group_id: str, answer: Reply, now: datetime, *, due: datetime | None = None
    ) -> None:
        """Post a late answer to an event, where it came from; with `due`, unless `instead_of_waiting` comes before."""
        address = _Address(event.channel, event.reply_to or event.chat or event.user)
        kind = Kind.ANSWER_ONCE if self.answers_later(event.channel) else Kind.ANSWER
        expires = (due or now) + STALE
        self._post(db, address, group_id, _late_key(event), answer, now, kind, expires, due=due)

    def instead_of_waiting(self, db: Db, event: Event, group_id: str, answer: Reply, now: datetime) -> None:
        """Post the answer in the place of what was to be said if it did not come; nothing where it is empty."""
        replaced = outbox.replace_waiting(db, _late_key(event), dump(answer) if answer else None, now, now + STALE)
        if not replaced and answer:
            address = _Address(event.channel, event.reply_to or event.chat or event.user)
            key = f"{_late_key(event)}:after"
            self._post(db, address, group_id, key, answer, now, Kind.ANSWER_ONCE, now + STALE)

    def _addresses(self, db: Db, group: Group, notice: ForMember | ForStaff) -> Iterator[_Address]:
        """Yield where those whom a notice is for can be written to."""
        if isinstance(notice, ForStaff) and group.staff_channel:
            yield _Address(group.staff_channel, group.id)
            return
        private = self._private_channel(group)
        if private:
            users = (notice.member.user_id,) if isinstance(notice, ForMember) else _readers(db, group, notice)
            for user in users:
                yield _Address(private.name, private.private_target(group.id, user))

    def _answered_before(self, db: Db, group: Group, notice: ForStaff) -> Iterator[_Address]:
        """Yield those in charge who wrote in private to a channel that answers there only, and were answered.

        Each is written to by one channel, however many they wrote to.
        """
        for user in _readers(db, group, notice):
            reached = (address for name in group.hear for address in self._answered_by(db, name, group, user))
            yield from islice(reached, 1)

    def _answered_by(self, db: Db, name: str, group: Group, user: str) -> Iterator[_Address]:
        channel = self._channels.get(name)
        if isinstance(channel, AnswersPrivately):
            target = channel.private_target(group.id, user)
            if outbox.has_arrived(db, channel.lane(target)):
                yield _Address(name, target)

    def _to_each(
        self, db: Db, addresses: Sequence[_Address], group: Group, key: str, words: Reply, now: datetime
    ) -> None:
        for number, address in enumerate(addresses):
            self._broadcast(db, address, group, f"{key}:{number}" if number else key, words, now)

    def _broadcast(self, db: Db, address: _Address, group: Group, key: str, words: Reply, now: datetime) -> None:
        self._post(db, address, group.id, key, words, now, Kind.BROADCAST, now + OUTDATED)

    def _post(
        self,
        db: Db,
        address: _Address,
        group_id: str,
        key: str,
        words: Reply,
        now: datetime,
        kind: Kind,
        expires: datetime,
        due: datetime | None = None,
    ) -> None:
        channel = self._channels.get(address.channel)
        outbox.post(
            db,
            key=key,
            lane=channel.lane(address.target) if channel else address.channel,
            channel=address.channel,
            target=address.target,
            group_id=group_id,
            kind=kind,
            reply=dump(words),
            at=now,
            expires=expires,
            due=due,
        )

    def _group_address(self, group: Group) -> _Address:
        heard = (self._channels.get(name) for name in group.hear)
        pushing = (channel.name for channel in heard if channel and Capability.PUSHES in channel.capabilities)
        return _Address(group.push or next(pushing, ""), group.id)

    def _private_channel(self, group: Group, first: str = "") -> PrivateChannel | None:
        """Return a channel of the group that can write to its members; `first` is preferred."""
        for name in (first, *group.hear, group.push):
            channel = self._channels.get(name) if name else None
            if channel and Capability.WRITES_PRIVATELY in channel.capabilities:
                return cast("PrivateChannel", channel)
        return None


def _late_key(event: Event) -> str:
    return f"late:{event.channel}:{event.key}"


def private_key(event: Event) -> str:
    """Return the outbox key of what is written to whoever caused an event."""
    return f"private:{event.channel}:{event.key}"


def _instead(notice: ForMember | ForStaff) -> Reply:
    """Return what the group is told in place of a notice."""
    how_to_read = ASK.format(ask=notice.ask)
    if notice.shown:
        return (*notice.shown, *reply("\n" + how_to_read))
    if isinstance(notice, ForMember):
        return reply(Mention(user=notice.member.user_id, name=notice.member.name), FOR_YOU + how_to_read)
    return reply(FOR_STAFF + how_to_read)


def _readers(db: Db, group: Group, notice: ForStaff) -> list[str]:
    """Return the user ids of those in charge who are written a notice, the owner first.

    Who left the group reads nothing of it any more; where nobody else would be left, the owner does all the same.
    """
    users = dict.fromkeys((group.owner, *sorted(group.admins), *sorted(group.staff)))
    meant = [user for user in users if user and role_of(group, user) >= notice.role]
    there = [user for user in meant if not roster.has_left(db, group.id, user)]
    return [user for user in there or meant[:1] if user != notice.known_to]
