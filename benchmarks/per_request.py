"""The same check-in the usual way: aiohttp, and one async SQLModel transaction per request.

It opens callbacks with the same codec and the same reader, and keeps the same rows in the same tables, as durably.
Sessions queue for one connection, because SQLite has one writer: five connections with BEGIN IMMEDIATE, or a lock
around the transaction, were measured and are no faster.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy import event
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.channels.wechat.crypto import ForgedError, encrypted_in_xml
from bot.channels.wechat.xml import Element, cdata, read
from bot.channels.wecom.app_events import moment_of
from storage.db import to_millis
from storage.migrate import migrate
from storage.points.ledger import ISSUER, POINTS
from storage.tables.checkin import CheckinTable
from storage.tables.members import ActivityTable, MemberTable
from storage.tables.messages import InboxTable
from storage.tables.points import AccountTable, EntryTable
from tests.support.callbacks import CODEC, CORP

GROUP, CHANNEL = "bench", "office"
ZONE = ZoneInfo("Asia/Shanghai")
DAILY, CYCLE, BONUS = 10, 7, 30

Sessions = async_sessionmaker[AsyncSession]
SESSIONS = web.AppKey("sessions", Sessions)


async def answer(request: web.Request) -> web.Response:
    query = request.query
    timestamp, nonce = query["timestamp"], query["nonce"]
    try:
        plaintext = CODEC.open(query["msg_signature"], timestamp, nonce, encrypted_in_xml(await request.read()))
        message = read(plaintext)
    except ForgedError:
        return web.Response(status=403)
    async with request.app[SESSIONS]() as session, session.begin():
        said = await heard(session, message, int(timestamp))
    return sealed(message, said, timestamp, nonce)


async def heard(session: AsyncSession, message: Element, timestamp: int) -> str:
    """Return what a message is answered with; a repeat hears the same."""
    key = message.word("MsgId")
    before = await session.get(InboxTable, (CHANNEL, key))
    if before:
        return before.answer or ""
    at = moment_of(message, timestamp)
    said = await check_in(session, message.word("FromUserName"), at.astimezone(ZONE).date(), to_millis(at), key)
    session.add(InboxTable(channel=CHANNEL, key=key, received_at=to_millis(at), answer=said))
    return said


async def check_in(session: AsyncSession, user: str, day: date, at: int, cause: str) -> str:
    """Count the message and checks the member in."""
    found = await session.exec(select(MemberTable).where(MemberTable.group_id == GROUP, MemberTable.user_id == user))
    member = found.first()
    if member is None:
        member = MemberTable(group_id=GROUP, user_id=user, name=user, joined_at=at)
        session.add(member)
        await session.flush()
    assert member.id
    today = day.isoformat()
    activity = await session.get(ActivityTable, (member.id, today))
    if activity:
        activity.messages += 1
    else:
        session.add(ActivityTable(member_id=member.id, day=today, messages=1))
    checkin = await session.get(CheckinTable, (member.id, today))
    if checkin:
        return f"今天已经签过啦，连续 {checkin.streak} 天，明天再来～"
    yesterday = await session.get(CheckinTable, (member.id, (day - timedelta(days=1)).isoformat()))
    streak = yesterday.streak + 1 if yesterday else 1
    session.add(CheckinTable(member_id=member.id, day=today, at=at, streak=streak))
    earned = DAILY + (BONUS if streak % CYCLE == 0 else 0)
    balance = await earn(session, member.id, earned, f"checkin:{member.id}:{today}", f"{CHANNEL}:{cause}", at)
    return (
        f"{member.name} 签到成功！连续 {streak} 天，+{earned} 积分，现有 {balance} 分。"
        f"再签 {CYCLE - streak % CYCLE} 天多得 {BONUS} 分。"
    )


async def earn(session: AsyncSession, member_id: int, amount: int, key: str, cause: str, at: int) -> int:
    """Move points from the issuer to a member and return the member's balance."""
    holder = f"member:{member_id}"
    session.add(
        EntryTable(
            key=key,
            kind="checkin",
            group_id=GROUP,
            unit=POINTS,
            source=ISSUER,
            target=holder,
            amount=amount,
            reason="签到",
            cause=cause,
            at=at,
        )
    )
    (await account(session, ISSUER, None)).balance -= amount
    mine = await account(session, holder, member_id)
    mine.balance += amount
    return mine.balance


async def account(session: AsyncSession, holder: str, member_id: int | None) -> AccountTable:
    """Return the account, opened on first use."""
    found = await session.get(AccountTable, (GROUP, POINTS, holder))
    if found is None:
        found = AccountTable(group_id=GROUP, unit=POINTS, holder=holder, member_id=member_id, balance=0)
        session.add(found)
    return found


def sealed(message: Element, said: str, timestamp: str, nonce: str) -> web.Response:
    """Return the answer in its encrypted envelope."""
    encrypted = CODEC.seal(
        f"<xml><ToUserName>{cdata(message.word('FromUserName'))}</ToUserName>"
        f"<FromUserName>{cdata(CORP)}</FromUserName><CreateTime>{timestamp}</CreateTime>"
        f"<MsgType><![CDATA[text]]></MsgType><Content>{cdata(said)}</Content></xml>"
    )
    return web.Response(
        text=f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt>"
        f"<MsgSignature><![CDATA[{CODEC.sign(timestamp, nonce, encrypted)}]]></MsgSignature>"
        f"<TimeStamp>{timestamp}</TimeStamp><Nonce>{cdata(nonce)}</Nonce></xml>",
        content_type="text/xml",
    )


def durable(connection: object, _: ConnectionPoolEntry) -> None:
    """Set the same promises as on the bot's own connection."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


async def healthz(_: web.Request) -> web.Response:
    return web.Response()


def make_app(path: str) -> web.Application:
    """Yield the server on an SQLite file."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}", pool_size=1, max_overflow=0, pool_timeout=600)
    event.listen(engine.sync_engine, "connect", durable)
    app = web.Application()
    app[SESSIONS] = async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)

    async def dispose(_: web.Application) -> AsyncIterator[None]:
        yield
        await engine.dispose()

    app.cleanup_ctx.append(dispose)
    app.add_routes([web.post("/channels/office", answer), web.get("/healthz", healthz)])
    return app


def main() -> None:
    port, path = sys.argv[1:]
    asyncio.run(migrate(f"sqlite:///{path}"))
    web.run_app(make_app(path), host="127.0.0.1", port=int(port), access_log=None, print=None)


if __name__ == "__main__":
    main()
