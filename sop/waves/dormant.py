"""沉睡名单: who is asleep, since when, and why they count as such; for those in charge."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.kit.words import half_width
from handlers.segments.lifecycle import inactive_of
from handlers.segments.ready import INACTIVE
from handlers.segments.standing import staff_of, window_of
from handlers.segments.thresholds import Thresholds
from sop.waves.section import waves_of
from storage.members import roster
from storage.segments.asleep import Asleep
from storage.segments.asleep import list_asleep as list_silent
from storage.sop import wave_members

feature = Feature("dormant", title="沉睡名单", topic="客户")

SHOWN = 20
"""Members on a page."""
NOBODY = "没有人 {days} 天没动静，真好～"
HEAD = "沉睡 {count} 人（{counts}），最久的在前，第 {page}/{pages} 页："
COUNT = "{name} {count}"
LINE = "{name}：{quiet} 天没动静，{since}，算{inactive}（{from_days} 天起）{called}"
SINCE_SEEN = "最后露面 {day:%Y-%m-%d}"
SINCE_BOUGHT = "最后下单 {day:%Y-%m-%d}"
SINCE_JOINED = "{day:%Y-%m-%d} 进群后没来过"
CALLED = "，最近找过"
LATELY = timedelta(days=30)
NO_PAGE = "一共 {pages} 页，例如「沉睡名单 {pages}」。"
HOW = "按最后一次露面或下单算，天数在 tiers 里改。"
NEXT = "发「沉睡名单 {page}」看下一页。"
WAVES = "请他们回来：发「唤醒方案」。"


@feature.command(
    "沉睡名单", "沉睡会员", help="谁睡着了、从什么时候起、为什么算", usage="2", role=Role.ADMIN, read_only=True
)
def list_asleep(_: Message, ctx: MemberContext) -> str:
    thresholds, today = ctx.rules(Thresholds), ctx.today.toordinal()
    asleep = list_silent(ctx.db, ctx.group.id, window_of(ctx), thresholds.silent, staff_of(ctx))
    if not asleep:
        return NOBODY.format(days=thresholds.silent)
    kinds = Counter(inactive_of(thresholds, today - member.last) for member in asleep)
    pages = -(-len(asleep) // SHOWN)
    page = _read_page(ctx.args, pages)
    shown = asleep[(page - 1) * SHOWN : page * SHOWN]
    called = wave_members.list_called(ctx.db, ctx.group.id, [absent.id for absent in shown], ctx.now - LATELY)
    counts = "、".join(COUNT.format(name=name, count=kinds[name]) for name in INACTIVE)
    lines = [HEAD.format(count=len(asleep), counts=counts, page=page, pages=pages)]
    from_days = dict(zip(INACTIVE, (thresholds.silent, thresholds.asleep, thresholds.lost), strict=True))
    for absent in shown:
        member, quiet = roster.get(ctx.db, absent.id), today - absent.last
        name = inactive_of(thresholds, quiet) or INACTIVE[0]
        lines.append(
            LINE.format(
                name=member.name if member else "",
                quiet=quiet,
                since=_since(absent),
                inactive=name,
                from_days=from_days[name],
                called=CALLED if absent.id in called else "",
            )
        )
    more = [NEXT.format(page=page + 1)] if page < pages else []
    return "\n".join([*lines, *more, HOW + (WAVES if waves_of(ctx.group) else "")])


def _since(absent: Asleep) -> str:
    """Say what a member did last, and when."""
    day = date.fromordinal(absent.last)
    if absent.last == absent.bought_on:
        return SINCE_BOUGHT.format(day=day)
    return (SINCE_SEEN if absent.last == absent.seen_on else SINCE_JOINED).format(day=day)


def _read_page(text: str, pages: int) -> int:
    """Return the page that is asked for; raises Refusal."""
    words = half_width(text).strip().removeprefix("第").removesuffix("页").strip()
    if not words:
        return 1
    if words.isascii() and words.isdigit() and len(words) <= 6 and 1 <= int(words) <= pages:
        return int(words)
    raise Refusal(NO_PAGE.format(pages=pages))
