"""Reports that come by themselves, to those in charge, where the owner wants them."""

from __future__ import annotations

from pydantic import Field

from config.group import Group
from handlers.dates.hours import TimeOfDay
from handlers.kit import Capability, Context, Feature, ForStaff, Refusal, Section
from handlers.reports.service import look
from handlers.reports.sheets import report_reply
from handlers.reports.spans import read_span


class Rules(Section):
    """定期报告：到时间自己发给管理员和群主，不发到群里"""

    daily: bool = Field(False, description="每天发前一天的日报")
    weekly: bool = Field(False, description="每周一发上周的周报")
    monthly: bool = Field(False, description="每月 1 日发上个月的月报")
    at: TimeOfDay = Field("09:00", description="几点发", examples=["09:00"])


feature = Feature("digest", Rules, title="定期报告", topic="群报告")
feature.requires(Capability.PUSHES, "发「日报」「周报」「月报」自己看。")


@feature.scheduled("daily", lambda group: _when(group, "每天", _rules(group).daily), read_only=True)
def send_day(ctx: Context) -> ForStaff | None:
    return _report(ctx, "昨天", "日报")


@feature.scheduled("weekly", lambda group: _when(group, "每周一", _rules(group).weekly), read_only=True)
def send_week(ctx: Context) -> ForStaff | None:
    return _report(ctx, "上周", "周报")


@feature.scheduled("monthly", lambda group: _when(group, "每月1日", _rules(group).monthly), read_only=True)
def send_month(ctx: Context) -> ForStaff | None:
    return _report(ctx, "上月", "月报")


def _rules(group: Group) -> Rules:
    return group.rules(Rules)


def _when(group: Group, days: str, wanted: bool) -> str | None:
    return f"{days} {_rules(group).at}" if wanted else None


def _report(ctx: Context, words: str, ask: str) -> ForStaff | None:
    """Return the report of a span that is over; None where nothing is on record yet."""
    try:
        overview = look(ctx, read_span(words, ctx.today, words))
    except Refusal:
        return None
    return ForStaff(reply=report_reply(ctx, overview), ask=ask)
