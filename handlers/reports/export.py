"""导出: members, the ledger, activity, orders or exchanges as a file, into the admin's private chat only.

This file is long because what can be exported stands in one table, with what reads each kind of row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from secrets import token_urlsafe
from typing import Annotated

from pydantic import BeforeValidator, Field

from handlers.kit import (
    Audience,
    Capability,
    Context,
    Document,
    Feature,
    MemberContext,
    Message,
    Query,
    Refusal,
    Reply,
    Role,
    Section,
    reply,
)
from handlers.kit.declarations import Prepared
from handlers.kit.words import truncate
from handlers.reports.days import bounds_of
from handlers.reports.spans import read_span
from handlers.reports.spreadsheets import Cell, Table, to_csv, to_xlsx
from handlers.text.arrivals import describe_way
from storage.db import Db, from_millis
from storage.members.arrivals import Way
from storage.members.presence import KEPT
from storage.messages import downloads, files
from storage.reports import exports

URL = r"^(https?://[^\s/]+(/[^\s]*[^\s/])?)?$"
MOST_OF_URL = 200
NO_URL = "要写完整的网址，末尾不写 /，例如 https://bot.example.com"


def _check_url(value: object) -> object:
    if isinstance(value, str) and not re.match(URL, value[:MOST_OF_URL]):
        raise ValueError(NO_URL)
    return value


class Rules(Section):
    """导出"""

    url: Annotated[str, BeforeValidator(_check_url)] = Field(
        "",
        max_length=MOST_OF_URL,
        pattern=URL,
        description="从外面能打开的机器人网址，末尾不写 /；通道发不了文件时，给一个十分钟有效、只能用一次的下载链接",
        examples=["https://bot.example.com"],
    )


feature = Feature("export", Rules, title="导出", topic="群报告")

MOST = 50_000
"""Rows of a file: some 10 MB, which platforms take and one transaction can write."""
MOST_XLSX = 20_000
"""Rows from which on it is CSV: XLSX takes ten times as long to write."""
DAYS = 30
USAGE = "请写要导出什么：{kinds}，后面可以写月份，要 CSV 就再写 csv。例如「导出 账本 2026-11 csv」。"
UNKNOWN = "不会导出「{word}」。"
NO_FILES = (
    "这个群的通道发不了文件。请在能私聊成员的通道（自建应用、沙盒）里用「导出」，"
    "或者请群主在 YAML 里写 export: {url: 从外面能打开的机器人网址}，就能给你一个下载链接。"
)
LINK = "{words}\n{minutes} 分钟内打开这个链接下载，只能下载一次，不要转给别人：\n{url}/files/{secret}"
LIFE = timedelta(minutes=10)
UNDATED = "成员"
AS_OF_NOW = "成员表是现在的样子，不分月份，「{rest}」用不上。请这样写：导出 成员"
EMPTY = "{dates}没有{title}可以导出。"
DONE = "{title}{dates}，共 {rows} 行{note}。里面有成员的信息，请收好。"
CUT = "（太多了，只有最前面的 {most} 行）"
AS_CSV = "（超过 {most} 行，用 CSV）"
STATES = {
    "waiting": "待批准",
    "ready": "待取",
    "picked": "已取",
    "cancelled": "已取消",
    "expired": "已过期",
    "rejected": "已驳回",
    "refunded": "已退款",
}
ACCOUNTS = {"issuer": "发行", "treasury": "金库", "shop": "商城"}


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be exported: of which local days, and how."""

    first: date
    last: date
    csv: bool
    dates: str
    """As shown; empty for what has no days."""


@feature.command(
    "导出",
    help="成员、账本、活跃、订单、兑换，一个表格文件，私下发给你",
    usage="账本 2026-11",
    role=Role.ADMIN,
    audience=Audience.ASKER,
    glued=("成员", "账本", "活跃", "订单", "兑换"),
)
def export(message: Message, ctx: MemberContext) -> Query:
    words = ctx.args.split()
    as_csv = any(word.lower() == "csv" for word in words)
    words = [word for word in words if word.lower() not in ("csv", "xlsx")]
    kinds = "、".join(KINDS)
    if not words:
        raise Refusal(USAGE.format(kinds=kinds))
    if words[0] not in KINDS:
        raise Refusal(UNKNOWN.format(word=truncate(words[0])) + USAGE.format(kinds=kinds))
    if Capability.WRITES_PRIVATELY not in ctx.capabilities and not ctx.rules(Rules).url:
        raise Refusal(NO_FILES)
    asked = " ".join(words[1:])
    if words[0] == UNDATED and asked:
        raise Refusal(AS_OF_NOW.format(rest=truncate(asked)))
    span = read_span(asked, ctx.today, "本月")
    shown = "" if words[0] == UNDATED else f" {span.shown}"
    return Query(lambda db: _write(ctx, db, words[0], Request(span.first, span.last, as_csv, shown)))


def _write(ctx: MemberContext, db: Db, kind: str, request: Request) -> Prepared | str:
    """Write the file on a reading connection; it is kept and sent in a short transaction."""
    title, columns, read = KINDS[kind]
    rows = read(ctx, db, request)
    if not rows:
        return EMPTY.format(dates=f"{request.dates} ".lstrip(), title=title)
    note = CUT.format(most=MOST) if len(rows) >= MOST else ""
    as_csv = request.csv or len(rows) > MOST_XLSX
    if as_csv and not request.csv:
        note += AS_CSV.format(most=MOST_XLSX)
    table = Table(title, columns, rows)
    data = to_csv(table) if as_csv else to_xlsx(table)
    name = f"{title}-{ctx.today:%Y%m%d}.{'csv' if as_csv else 'xlsx'}"
    words = DONE.format(title=title, dates=request.dates, rows=len(rows), note=note)

    def send(writing: MemberContext) -> Reply:
        writing.record(f"{writing.typed}：{len(rows)} 行")
        digest = files.save(writing.db, data, writing.now)
        if Capability.WRITES_PRIVATELY in writing.capabilities:
            return reply(words, Document(digest=digest, name=name))
        secret = token_urlsafe(24)
        downloads.offer(writing.db, secret, digest, name, writing.now, writing.now + LIFE)
        minutes = LIFE // timedelta(minutes=1)
        return reply(LINK.format(words=words, minutes=minutes, url=writing.rules(Rules).url, secret=secret))

    return Prepared(send)


Rows = list[tuple[Cell, ...]]


def _time(ctx: Context, millis: int | None) -> str:
    return "" if millis is None else f"{ctx.local(from_millis(millis)):%Y-%m-%d %H:%M}"


def _members(ctx: MemberContext, db: Db, request: Request) -> Rows:
    tags, newest = exports.list_tags(db, ctx.group.id), ctx.today.toordinal()
    members = exports.list_members(db, ctx.group.id, MOST)
    return [
        (
            user,
            name,
            _time(ctx, joined),
            _time(ctx, left),
            inviter or "",
            describe_way(Way(*way)),
            points,
            growth,
            date.fromordinal(seen_on).isoformat() if seen_on else "",
            _count_days(bits, newest - seen_on),
            "、".join(tags.get(user, ())),
            staff or "",
            *(words or "" for words in introduction),
        )
        for user, name, joined, left, inviter, *way, points, growth, seen_on, bits, staff, introduction in (
            (*row[:12], row[12:]) for row in members
        )
    ]


def _count_days(bits: int, ago: int) -> int:
    """Return how many of the last days, today included, are in bits whose first one was so many days ago."""
    return ((bits << ago) & ((1 << DAYS) - 1)).bit_count() if ago < KEPT else 0


def _entries(ctx: MemberContext, db: Db, request: Request) -> Rows:
    since, until = bounds_of(ctx, request.first, request.last)
    titles = {kind: entry.title for kind, entry in ctx.registry.ledger_kinds.items()}
    return [
        (
            number,
            _time(ctx, at),
            titles.get(kind, kind),
            ACCOUNTS.get(source, source),
            ACCOUNTS.get(target, target),
            amount,
            reason,
            corrects,
        )
        for number, at, kind, source, target, amount, reason, corrects in exports.list_entries(
            db, ctx.group.id, since, until, MOST
        )
    ]


def _activity(ctx: MemberContext, db: Db, request: Request) -> Rows:
    rows = exports.list_activity(db, ctx.group.id, request.first, request.last, MOST)
    return [(day, user, name, messages, "是" if checked else "") for day, user, name, messages, checked in rows]


def _purchases(ctx: MemberContext, db: Db, request: Request) -> Rows:
    since, until = bounds_of(ctx, request.first, request.last)
    return [
        (number, user, name, fen / 100, returned / 100, points, _time(ctx, at), actor or "文件")
        for number, user, name, fen, returned, points, at, actor in exports.list_purchases(
            db, ctx.group.id, since, until, MOST
        )
    ]


def _exchanges(ctx: MemberContext, db: Db, request: Request) -> Rows:
    since, until = bounds_of(ctx, request.first, request.last)
    return [
        (user, name, item, points, cash / 100, STATES.get(state, state), _time(ctx, at))
        for user, name, item, points, cash, state, at in exports.list_exchanges(db, ctx.group.id, since, until, MOST)
    ]


KINDS: dict[str, tuple[str, tuple[str, ...], Callable[[MemberContext, Db, Request], Sequence[Sequence[Cell]]]]] = {
    "成员": (
        "成员",
        ("用户ID", "名字", "入群", "退群", "邀请人ID", "来路", "积分", "成长值", "最后露面", f"近{DAYS}天露面天数",
         "标签", "负责人", "自称", "年龄", "喜欢", "擅长", "期望"),
        _members,
    ),
    "账本": ("账本", ("编号", "时间", "种类", "从", "到", "积分", "原因", "冲正哪一笔"), _entries),
    "活跃": ("活跃", ("日期", "用户ID", "名字", "发言", "签到"), _activity),
    "订单": ("订单", ("订单号", "用户ID", "名字", "金额（元）", "退了（元）", "积分", "时间", "记单人ID"), _purchases),
    "兑换": ("兑换", ("用户ID", "名字", "物品", "积分", "现金（元）", "状态", "时间"), _exchanges),
}  # fmt: skip
"""What can be exported: its title, its columns, and what reads its rows."""
