"""日报, 周报 and 月报: one look at the group, for those in charge."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Reply, Role, reply
from handlers.reports.rules import Rules
from handlers.reports.service import look
from handlers.reports.sheets import describe, report_reply
from handlers.reports.spans import SPAN_WORDS, read_span

feature = Feature("reports", Rules, title="群报告")

WORDS_ONLY = "文字"
"""Typed with a report, it asks for words in place of the picture."""
GLUED = (
    *SPAN_WORDS,
    WORDS_ONLY,
    *(span + WORDS_ONLY for span in SPAN_WORDS),
    *(WORDS_ONLY + span for span in SPAN_WORDS),
)
USUAL = {"日报": "昨天", "周报": "上周", "月报": "上月", "群报告": "上周"}


@feature.command(
    "日报",
    help="昨天的群，一张图；「日报 今天」看到现在为止，「日报 11-23」看那一天",
    usage="今天",
    role=Role.ADMIN,
    read_only=True,
    glued=GLUED,
)
def show_day(message: Message, ctx: MemberContext) -> Reply:
    return _show(ctx, "日报")


@feature.command(
    "周报",
    help="上周的群，一张图；「周报 11-23」看那一天所在的一周",
    usage="本周",
    role=Role.ADMIN,
    read_only=True,
    glued=GLUED,
)
def show_week(message: Message, ctx: MemberContext) -> Reply:
    return _show(ctx, "周报")


@feature.command("月报", help="上个月的群，一张图", usage="2026-11", role=Role.ADMIN, read_only=True, glued=GLUED)
def show_month(message: Message, ctx: MemberContext) -> Reply:
    return _show(ctx, "月报")


@feature.command(
    "群报告",
    "统计",
    help="昨天、上周、上月……的群；加上「文字」就不画图",
    usage="上周 文字",
    role=Role.ADMIN,
    read_only=True,
    glued=GLUED,
)
def show_any(message: Message, ctx: MemberContext) -> Reply:
    return _show(ctx, "群报告")


def _show(ctx: MemberContext, word: str) -> Reply:
    asked = " ".join(ctx.args.split())
    in_words = asked.startswith(WORDS_ONLY) or asked.endswith(WORDS_ONLY)
    span = read_span(
        asked.removeprefix(WORDS_ONLY).removesuffix(WORDS_ONLY), ctx.today, USUAL[word], by_week=word == "周报"
    )
    overview = look(ctx, span)
    if in_words:
        return reply("\n".join(describe(ctx, overview)))
    return report_reply(ctx, overview)
