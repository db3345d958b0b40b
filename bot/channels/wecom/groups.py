"""Customer groups: who really joined or left, made from notices that come late, twice, in three shapes or never."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from bot.channels.wechat.xml import Element
from bot.channels.wecom.api import ApiError, Json
from handlers.kit import Joined, Left

log = structlog.get_logger()

PATIENCE = 3.0
"""Seconds the platform may take to list a group's members; it waits 5 s for our answer meanwhile."""
NEWS = timedelta(hours=1)
"""Who joined longer ago, and was not named in the notice, is no longer greeted as a newcomer."""


class UnknownChangeError(Exception):
    """The notice names nobody and the group cannot be read: the platform has to notify once more."""


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    joined: datetime | None
    invited_by: str | None


class CustomerGroups:
    """Turns a channel's `change_external_chat` notices into events."""

    def __init__(
        self,
        channel: str,
        *,
        read: Callable[[str], Awaitable[Json]],
        known_members: Callable[[str], Awaitable[frozenset[str]]],
    ) -> None:
        """`read` gets a group from the platform, `known` the user ids we believe to be in it."""
        self._channel = channel
        self._read = read
        self._known = known_members

    async def changes(self, notice: Element, at: datetime) -> list[Joined | Left]:
        """Return what a notice means, each time with the same keys; raises UnknownChangeError."""
        chat = notice.word("ChatId")
        detail = notice.word("UpdateDetail")
        appeared = notice.word("ChangeType") == "create" or detail == "add_member"
        if not chat or not (appeared or detail == "del_member"):
            return []
        named = named_members(notice)
        present = await self._present(chat)
        if present is None and not named:
            raise UnknownChangeError
        known_members = await self._known(chat)
        if appeared:
            return list(self._joined(chat, at, named, present or {}, known_members))
        gone = named or sorted(known_members - (present or {}).keys())
        return [self._left(chat, at, user) for user in gone if user in known_members]

    def _joined(
        self, chat: str, at: datetime, named: list[str], present: dict[str, _Person], known_members: frozenset[str]
    ) -> Iterator[Joined]:
        """Return newcomers that are named, even if the list does not have them yet, and those whose notice was lost."""
        lost = (user for user, person in present.items() if person.joined and at - person.joined <= NEWS)
        for user in dict.fromkeys((*named, *lost)):
            if user in known_members:
                continue
            person = present.get(user) or _Person("", None, None)
            joined = person.joined or at
            yield Joined(
                channel=self._channel,
                key=f"{chat}:{user}:{joined.timestamp():.0f}",
                chat=chat,
                user=user,
                name=person.name,
                at=joined,
                invited_by=person.invited_by,
            )

    def _left(self, chat: str, at: datetime, user: str) -> Left:
        key = f"{chat}:{user}:left:{at.timestamp():.0f}"
        return Left(channel=self._channel, key=key, chat=chat, user=user, at=at)

    async def _present(self, chat: str) -> dict[str, _Person] | None:
        try:
            async with asyncio.timeout(PATIENCE):
                group = await self._read(chat)
        except (ApiError, TimeoutError) as error:
            log.warning("customer_group_unread", channel=self._channel, chat=chat, why=str(error) or "timeout")
            return None
        people = group.get("member_list")
        return dict(_people(people)) if isinstance(people, list) else None


def named_members(notice: Element) -> list[str]:
    """Return the user ids in a notice: one element each, or one text with commas, or none."""
    listed = notice.first("MemChangeList")
    texts = [item.text for item in listed.all("Item")] or listed.text.split(",")
    return [user for text in texts if (user := text.strip())]


def _people(members: list[Json]) -> Iterator[tuple[str, _Person]]:
    for member in members:
        if not isinstance(member, dict) or not isinstance(user := member.get("userid"), str):
            continue
        inviter = member.get("invitor")
        joined = member.get("join_time")
        yield (
            user,
            _Person(
                name=str(member.get("group_nickname") or member.get("name") or ""),
                joined=datetime.fromtimestamp(joined, UTC) if isinstance(joined, int) and 0 < joined < 1e11 else None,
                invited_by=str(inviter["userid"]) if isinstance(inviter, dict) and inviter.get("userid") else None,
            ),
        )
