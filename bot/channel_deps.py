"""What channels are given to work with, made from the bot's parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aiohttp import ClientSession

from bot.channels.channel import Channel, ChannelDeps, Receive
from bot.clock import Clock
from bot.groups import Groups
from bot.known_people import KnownPeople
from bot.line_diary import LineDiary
from bot.outgoing import Outgoing
from bot.sightings import Sightings
from handlers.kit import Event, Reply
from storage.database import Database
from storage.db import Db
from storage.members import aliases, roster
from storage.messages import files


def channel_deps(
    *,
    receive: Receive,
    channels: Mapping[str, Channel],
    session: ClientSession,
    database: Database,
    outgoing: Outgoing,
    groups: Groups,
    clock: Clock,
    wake_sender: Callable[[], None],
    sightings: Sightings,
) -> ChannelDeps:
    """Return what every channel may ask of the bot."""

    async def load_picture(digest: str) -> bytes | None:
        return await database.read(lambda db: files.load(db, digest))

    async def save_picture(data: bytes) -> str:
        now = clock.now()
        return await database.write(lambda db: files.save(db, data, now))

    async def known_members(group_id: str) -> frozenset[str]:
        def read(db: Db) -> list[str]:
            return [*(member.user_id for member in roster.current(db, group_id)), *aliases.list_all(db, group_id)]

        return frozenset(await database.read(read))

    async def answer_later(event: Event, answer: Reply) -> None:
        now = clock.now()
        await database.write(lambda db: outgoing.to_origin(db, event, event.chat or "", answer, now))
        wake_sender()

    return ChannelDeps(
        receive=receive,
        clock=clock,
        session=session,
        load_picture=load_picture,
        save_picture=save_picture,
        known_members=known_members,
        answer_later=answer_later,
        real_id=KnownPeople(channels, database, outgoing, groups, clock, wake_sender).real_id,
        diary=LineDiary(database, outgoing, groups, clock, wake_sender),
        note=sightings.note,
        refused=sightings.refused,
    )
