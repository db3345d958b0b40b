"""A plan told in the chat: read back in the YAML's words, confirmed, and written into the group's file."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NoReturn

from pydantic import BaseModel

from config.editing import add_plan
from config.group import Group
from config.problems import ConfigError
from handlers.dates.spoken import FURTHEST, read_deadline
from handlers.dates.spoken import LONGEST as LONGEST_TIME
from handlers.dates.spoken_days import read_spoken_day
from handlers.dates.spoken_spans import read_span
from handlers.kit import Feature, ForMember, MemberContext, Message, Query, Refusal, Role, reply
from handlers.kit.words import half_width
from handlers.system.confirmation_requests import ask_confirmation
from sop.plans.controls import singles_of, together_of
from sop.plans.fields import LONGEST_NAME
from sop.plans.preview import describe_next
from sop.when.durations import whole_minute
from sop.when.parser import parse
from storage.members.roster import Member
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature("sop_adding", title="新增计划", topic="定时")

USAGE = "SOP 新增 每周三 20:00 今晚课程开始啦"
HOW = "请这样写：" + USAGE
SAID_DONE = "写好了。"
NO_WORDS = "到时候说什么呢？" + HOW
TWICE = "已经有叫「{name}」的计划，请在最前面写一个别的名字：SOP 新增 名字 每周三 20:00 内容"
ECHO = "新的计划：\n- name: {name}\n  when: {when}\n  say: {say}\n下一次：{next}。写进群的 YAML"
ADDED = "写好了，「{name}」下一次：{next}。发「SOP」看看接下来几天。"
OVER = "「{when}」已经过去，不会再来了。请写以后的日子，例如 明天 20:00；每年都要就不写年份，例如 12月24日 20:00。"
UNWRITABLE = "群的文件写不进去（{file}），请检查文件权限。"
UNREADABLE = "这样写进去，群的 YAML 就读不懂了，所以没有写：{problem}"
TIME = "09:00"
"""The time of a single day that is told without one."""
SHORT = 10
_TIMES = re.compile(r"[0-9]{1,2}:[0-9]{2}(?: ?[、,和 ] ?[0-9]{1,2}:[0-9]{2})*")


class Added(BaseModel):
    """A plan as it will stand in the file."""

    name: str
    when: str
    say: str


@feature.command("SOP 新增", help="在群里加一个定时消息", usage="每周三 20:00 说什么", role=Role.ADMIN)
def add(_: Message, ctx: MemberContext) -> str:
    plan = read(ctx)
    _require_free_name(ctx, plan.name)
    return ask_confirmation(ctx, feature, plan, ECHO.format(**plan.model_dump(), next=_next(ctx, plan)))


@feature.on_confirmed(Added)
def write(plan: Added, _: ConfirmationRequest, ctx: MemberContext) -> Query:
    _require_free_name(ctx, plan.name)
    told = ADDED.format(name=plan.name, next=_next(ctx, plan))
    # A file with a thousand plans takes seconds to be read and written: nobody else waits for that.
    return Query(lambda _db: _write(plan, ctx.group, ctx.member, told))


def _write(plan: Added, group: Group, admin: Member, told: str) -> ForMember:
    """Write the plan into the group's file, and tell the admin; raises Refusal where it cannot, and nothing changes."""
    try:
        add_plan(group.path, plan.model_dump(), group.check_file)
    except ConfigError as error:
        problem = error.problems[0]
        raise Refusal(UNREADABLE.format(problem="。".join(filter(None, (problem.message, problem.fix))))) from None
    except OSError:
        raise Refusal(UNWRITABLE.format(file=group.path.name)) from None
    return ForMember(member=admin, reply=reply(told), shown=reply(SAID_DONE), ask="SOP")


def _require_free_name(ctx: MemberContext, name: str) -> None:
    """Raise Refusal where a plan, campaign or journey has this name."""
    if name in together_of(ctx.group) or any(target.name == name for target in singles_of(ctx.group)):
        raise Refusal(TWICE.format(name=name))


def _next(ctx: MemberContext, plan: Added) -> str:
    """Return when the plan comes next; raises Refusal where it never does."""
    coming = describe_next(ctx.group, parse(plan.when, ctx.group.calendar.occasions), ctx.now)
    if coming is None:
        raise Refusal(OVER.format(when=plan.when))
    return coming


def read(ctx: MemberContext) -> Added:
    """`[name] WHEN words` as a plan; raises Refusal that tells how to write it.

    WHEN is as in the file, or a single time as people say it: 明天 20:00, which becomes its date.
    """
    match = _TIMES.search(half_width(ctx.args))
    if not match:
        return _read_once(ctx) or _refuse(HOW)
    head, say = half_width(ctx.args[: match.end()]).strip(), ctx.args[match.end() :].strip()
    name, _, words = head.partition(" ")
    own = ctx.group.calendar.occasions
    try:
        when, name = str(parse(head, own)), _first(say)
    except ValueError as error:
        try:
            when = str(parse(words, own))
        except ValueError:
            return _read_once(ctx) or _refuse(str(error))
    return Added(name=name[:LONGEST_NAME], when=when, say=say or _refuse(NO_WORDS))


def _read_once(ctx: MemberContext) -> Added | None:
    """Return a plan for a single moment, told as people say it; None where its day is not told. Raises Refusal."""
    name, _, behind = ctx.args.partition(" ")
    for own_name, words in (("", ctx.args), (name[:LONGEST_NAME], behind)):
        if not _names_a_day(words, ctx.local_now):
            continue
        moment, say = read_deadline(words, ctx.local_now, TIME)
        if moment is None:
            continue
        if moment > ctx.now + FURTHEST:
            raise Refusal(HOW)
        when = f"{ctx.local(whole_minute(moment)):%Y-%m-%d %H:%M}"
        return Added(name=own_name or _first(say), when=when, say=say or _refuse(NO_WORDS))
    return None


def _names_a_day(words: str, now: datetime) -> bool:
    """Return whether words begin with one day or a span; a weekday or a time alone may be meant for every one."""
    head = half_width(words[:LONGEST_TIME])
    try:
        day = read_spoken_day(head, 0, now.date())
        span = read_span(head, 0, now)
    except (ValueError, OverflowError):
        return True
    return (day is not None and not day.weekly) or (span is not None and span.marked)


def _refuse(text: str) -> NoReturn:
    raise Refusal(text)


def _first(say: str) -> str:
    words = " ".join(say.split())
    return words if len(words) <= SHORT else words[:SHORT]
