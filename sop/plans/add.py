"""A plan told in the chat: read back in the YAML's words, confirmed, and written into the group's file."""

from __future__ import annotations

import re

from pydantic import BaseModel

from config.editing import add_plan
from config.group import Group
from config.problems import ConfigError
from handlers.kit import Feature, ForMember, MemberContext, Message, Query, Refusal, Role, reply
from handlers.kit.words import half_width
from handlers.system.confirmation_requests import ask_confirmation
from sop.plans.controls import singles_of, together_of
from sop.plans.fields import LONGEST_NAME
from sop.when.parser import parse
from storage.members.roster import Member
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature("sop_adding", title="新增计划", topic="定时")

USAGE = "SOP 新增 每周三 20:00 今晚课程开始啦"
HOW = "请这样写：" + USAGE
NO_WORDS = "到时候说什么呢？" + HOW
TWICE = "已经有叫「{name}」的计划，请在最前面写一个别的名字：SOP 新增 名字 每周三 20:00 内容"
ECHO = "新的计划：\n- name: {name}\n  when: {when}\n  say: {say}\n写进群的 YAML"
ADDED = "写好了，「{name}」马上生效。发「SOP」看看接下来几天。"
UNWRITABLE = "群的文件写不进去（{file}），请检查文件权限。"
UNREADABLE = "这样写进去，群的 YAML 就读不懂了，所以没有写：{problem}"
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
    return ask_confirmation(ctx, feature, plan, ECHO.format(**plan.model_dump()))


@feature.on_confirmed(Added)
def write(plan: Added, _: ConfirmationRequest, ctx: MemberContext) -> Query:
    _require_free_name(ctx, plan.name)
    # A file with a thousand plans takes seconds to be read and written: nobody else waits for that.
    return Query(lambda _db: _write(plan, ctx.group, ctx.member))


def _write(plan: Added, group: Group, admin: Member) -> ForMember:
    """Write the plan into the group's file; raises Refusal where that cannot be done, and then nothing changes."""
    try:
        add_plan(group.path, plan.model_dump(), group.check_file)
    except ConfigError as error:
        problem = error.problems[0]
        raise Refusal(UNREADABLE.format(problem="。".join(filter(None, (problem.message, problem.fix))))) from None
    except OSError:
        raise Refusal(UNWRITABLE.format(file=group.path.name)) from None
    return ForMember(member=admin, reply=reply(ADDED.format(name=plan.name)), ask="SOP")


def _require_free_name(ctx: MemberContext, name: str) -> None:
    """Raise Refusal where a plan, campaign or journey has this name."""
    if name in together_of(ctx.group) or any(target.name == name for target in singles_of(ctx.group)):
        raise Refusal(TWICE.format(name=name))


def read(ctx: MemberContext) -> Added:
    """`[name] WHEN words` as a plan; raises Refusal that tells how to write it."""
    match = _TIMES.search(half_width(ctx.args))
    if not match:
        raise Refusal(HOW)
    head, say = half_width(ctx.args[: match.end()]).strip(), ctx.args[match.end() :].strip()
    if not say:
        raise Refusal(NO_WORDS)
    name, _, words = head.partition(" ")
    own = ctx.group.calendar.occasions
    try:
        return Added(name=_first(say), when=str(parse(head, own)), say=say)
    except ValueError as error:
        try:
            return Added(name=name[:LONGEST_NAME], when=str(parse(words, own)), say=say)
        except ValueError:
            raise Refusal(str(error)) from None


def _first(say: str) -> str:
    words = " ".join(say.split())
    return words if len(words) <= SHORT else words[:SHORT]
