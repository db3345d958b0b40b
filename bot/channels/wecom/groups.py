"""Customer groups: who really joined or left, made from notices that come late, twice, in three shapes or never."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from bot.channels.wechat.xml import Element
from bot.channels.wecom.aibot_events import text_at
from bot.channels.wecom.api import ApiError, Json
from handlers.kit import Joined, Left

log = structlog.get_logger()

PATIENCE = 3.0
"""Seconds the platform may take to list a group's members; it waits 5 s for our answer meanwhile."""
SCENES_OF_MEMBERS = {"1": "invited", "2": "link", "3": "code"}
"""By `join_scene` of a member (D/92122)."""
SCENES_OF_NOTICES = {"0": "invited", "3": "code"}
"""By `JoinScene` of a notice (D/92277)."""
REMOVED = "1"
"""`QuitScene` of who did not leave by themselves."""
NEWS = timedelta(hours=1)
"""Who joined longer ago, and was not named in the notice, is no longer greeted as a newcomer."""


class UnknownChangeError(Exception):
    """The notice names nobody and the group cannot be read: the platform has to notify once more."""


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    joined: datetime | None
    invited_by: str | None
    scene: str = ""
    source: str = ""


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
            scene = SCENES_OF_NOTICES.get(notice.word("JoinScene"), "")
            return list(self._joined(chat, at, named, present or {}, known_members, scene))
        gone = named or sorted(known_members - (present or {}).keys())
        was_removed = notice.word("QuitScene") == REMOVED
        return [self._left(chat, at, user, was_removed=was_removed) for user in gone if user in known_members]

    def _joined(
        self,
        chat: str,
        at: datetime,
        named: list[str],
        present: dict[str, _Person],
        known_members: frozenset[str],
        scene: str,
    ) -> Iterator[Joined]:
        """Return newcomers that are named, even if the list does not have them yet, and those whose notice was lost.

        `scene` is that of the notice, for those whom it names and the list does not have.
        """
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
                scene=person.scene or (scene if user in named else ""),
                source=person.source,
            )

    def _left(self, chat: str, at: datetime, user: str, *, was_removed: bool) -> Left:
        key = f"{chat}:{user}:left:{at.timestamp():.0f}"
        return Left(channel=self._channel, key=key, chat=chat, user=user, at=at, was_removed=was_removed)

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
                scene=SCENES_OF_MEMBERS.get(str(member.get("join_scene")), ""),
                source=text_at(member, "state"),
            ),
        )
