"""接龙: a list that members put themselves on, one after the other, by command or by pasting a copy of it."""

from __future__ import annotations

import re
from datetime import timedelta

from pydantic import Field

from handlers.events import sign_up_service
from handlers.events.forgetting import free_lines
from handlers.events.pasted_lists import take_pasted
from handlers.events.sign_up_entries import put_on, take_off
from handlers.events.sign_up_lines import Line, read_pasted_list, read_sign_up, read_sign_ups
from handlers.events.sign_up_merging import join_lines
from handlers.events.sign_up_orders import NO_TITLE, Rules, read_order
from handlers.events.sign_up_service import FEATURE, ListEnd, describe, resolve
from handlers.events.sign_up_words import read_fewer, says_only_me
from handlers.kit import Capability, Context, Feature, Left, MemberContext, Message, Outlook, Refusal, Reply, Section
from handlers.kit.words import half_width, normalize, truncate
from handlers.text.numbers import read_number
from storage.events import sign_up_lists
from storage.events.sign_up_lists import SignUpList
from storage.members import roster

feature = Feature(FEATURE, Rules, title="接龙", topic="活动")
feature.requires(Capability.HEARS_ALL, "粘贴一份接龙要 @我，我才看得到。")
feature.requires(Capability.PUSHES, "到时间不会自己公布名单，请发「接龙名单」看。")
feature.on_merging(join_lines)
feature.on_forgetting(free_lines)

BEGUN = "{title}\n发「接龙」就报上名，带人发「接龙 +1」，替别人发「接龙 替小红」；发「接龙名单」看有谁。"
HOW = "接龙请写在一行里，例如「接龙 +1」「接龙 替小红」；粘贴接龙的话，每行前面要有编号。"
HOW_TO_END = "要结束报名，请发起人或员工发「结束接龙」。"
OVER = "🏁 {number} 号接龙「{title}」结束了。"
OVER_UNDO = "还要接着报的话，发「重开接龙 {number}」。"
ALREADY_CLOSED = "{number} 号接龙已经结束了。"
UNREADABLE = "没看懂「{shown}」。带人发「接龙 +1」，不去了发「退出接龙」。"
STILL_OPEN = "{number} 号接龙还开着呢，直接发「接龙」就行。"
THANKS = "📝 记下了，发「接龙名单」看汇总。"
REOPENED = "{title}\n又可以报名了。"
NOTHING_YET = "这个群还没有过接龙，发「接龙 周六爬山」就能开一个～"
NOBODY_IN_CHARGE = "接龙要有发起人，请在群的 YAML 里写上 owner。"
ONLY_STAFF = "这里由员工发起接龙，想组织什么就告诉他们吧～"
_NUMBER = re.compile(r"(?:#([0-9]{1,6})|([0-9]{1,6})号)(?:接龙)?(?:\s|$)")
_BARE_NUMBER = re.compile(r"([0-9]{1,6})(?:\s|$)")
_MINUS = re.compile(r"[-－—–]\s?[0-9]")
_ENDING = re.compile("(?:截止|结束)[了吧啦]?")
_PLUS = re.compile(r"接龙\s?\+\s?[0-9]{1,2}|\+\s?1")


class Params(Section):
    """接龙：到时间开一个接龙，算群主发起的"""

    order: str = Field(
        min_length=1,
        max_length=100,
        description="和「发起接龙」后面写的一样",
        examples=["周日包饺子 限8人 截止 周六20:00"],
    )


def _foresee(params: Params, outlook: Outlook) -> None:
    read_order(params.order, outlook.at, outlook.rules(Rules).days)


@feature.action("接龙", Params, foresee=_foresee)
def begin_planned(params: Params, ctx: Context) -> str:
    """Begin a list by the timetable, in the name of who is in charge of the group; raises Refusal."""
    order = read_order(params.order, ctx.local_now, ctx.rules(Rules).days)
    in_charge = ctx.group.owner or next(iter(ctx.group.admins), "")
    if not in_charge:
        raise Refusal(NOBODY_IN_CHARGE)
    author = roster.get_or_create(ctx.db, ctx.group.id, in_charge, "", ctx.now)
    return _describe_begun(ctx, sign_up_service.begin(ctx, order, author))


@feature.command("接龙", help="报上自己；没有接龙时后面写名字就开一个", usage="+1")
def sign_up(message: Message, ctx: MemberContext) -> str | Reply:
    pasted = read_pasted_list(message.text)
    if pasted and pasted.named:
        return take_pasted(pasted, ctx) or THANKS
    if "\n" in message.text.strip():
        raise Refusal(HOW)
    number, words = _read_number(ctx, ctx.args)
    if number is None and not sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now):
        return _begin(ctx, words)
    if number is None:
        number, words = sign_up_service.find_titled(ctx, words)
    if _ENDING.fullmatch(words):
        raise Refusal(HOW_TO_END)
    lines = read_sign_ups(words)
    if _MINUS.match(half_width(words)) or any(line.unclear for line in lines):
        raise Refusal(UNREADABLE.format(shown=truncate(words)))
    if len(lines) == 1 and lines[0].cancelled:
        name = lines[0].name
        return take_off(ctx, sign_up_service.resolve_own(ctx, number, name, name), name)
    sign_up_list = resolve(ctx, number, "接龙 {}号", words)
    return "\n".join(put_on(ctx, sign_up_list, line, words) for line in lines)


@feature.command("发起接龙", "开接龙", help="开一个接龙", usage="周六爬山 限20人 截止 周五20:00", in_group=True)
def begin(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        raise Refusal(NO_TITLE)
    return _begin(ctx, ctx.args)


@feature.command("接龙名单", "接龙列表", help="接龙里有谁", usage="3", read_only=True)
def show(message: Message, ctx: MemberContext) -> str:
    number = read_number(ctx.args.strip().strip("号#")) if ctx.args else None
    if ctx.args and number is None:
        raise Refusal(f"「{truncate(ctx.args)}」不是编号，请这样写：接龙名单 3")
    if number is not None:
        return describe(ctx, sign_up_service.get_by_number(ctx, number))
    open_lists = sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now)
    latest = sign_up_lists.get_latest(ctx.db, ctx.group.id)
    shown = open_lists or ([latest] if latest else [])
    return "\n\n".join(describe(ctx, each) for each in shown) or NOTHING_YET


@feature.command("退出接龙", "取消接龙", help="不去了；替别人报的写上名字", usage="小红")
def leave(message: Message, ctx: MemberContext) -> Reply:
    number, words = _read_number(ctx, ctx.args)
    first, _, rest = words.lstrip("@＠").strip().rpartition(" ")
    fewer = read_fewer(half_width(rest))
    name = first if fewer else f"{first} {rest}".strip()
    return take_off(ctx, sign_up_service.resolve_own(ctx, number, name, words), name, fewer)


@feature.command("结束接龙", help="不再报名，公布名单；发起人和员工可以", usage="3", in_group=True)
def close(message: Message, ctx: MemberContext) -> str:
    sign_up_list = _named_or_open(ctx, "结束接龙 {}")
    sign_up_service.require_author(ctx, sign_up_list)
    if not sign_up_service.close(ctx, sign_up_list):
        raise Refusal(ALREADY_CLOSED.format(number=sign_up_list.number))
    return f"{_describe_end(ctx, sign_up_list)}\n{OVER_UNDO.format(number=sign_up_list.number)}"


@feature.command("重开接龙", help="结束了的接龙接着报", usage="3")
def reopen(message: Message, ctx: MemberContext) -> str:
    number = read_number(ctx.args.strip().strip("号#")) if ctx.args else None
    latest = sign_up_lists.get_latest(ctx.db, ctx.group.id)
    if latest is None:
        raise Refusal(NOTHING_YET)
    sign_up_list = latest if number is None else sign_up_service.get_by_number(ctx, number)
    sign_up_service.require_author(ctx, sign_up_list)
    if sign_up_list.is_open(ctx.now):
        raise Refusal(STILL_OPEN.format(number=sign_up_list.number))
    sign_up_service.reopen(ctx, sign_up_list, ctx.now + timedelta(days=ctx.rules(Rules).days))
    return REOPENED.format(title=describe(ctx, sign_up_service.get_by_number(ctx, sign_up_list.number)))


@feature.claim
def claims_place(text: str) -> bool:
    return _PLUS.fullmatch(half_width(normalize(text))) is not None or says_only_me(half_width(normalize(text)))


@feature.listen
def hear_pasted(message: Message, ctx: MemberContext) -> str | Reply | None:
    """Take a pasted copy of a list into the one that is kept; and +1 where there is just one list to mean.

    我也去 may be about anything, so it has to be said to the bot.
    """
    words = half_width(normalize(message.text))
    if _PLUS.fullmatch(words) or (message.addressed and says_only_me(words)):
        open_lists = sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now)
        line = read_sign_up(words.removeprefix("接龙")) if "接龙" in words else Line("")
        return put_on(ctx, open_lists[0], line, "") if len(open_lists) == 1 else None
    pasted = read_pasted_list(message.text) if "\n" in message.text else None
    return take_pasted(pasted, ctx) if pasted else None


@feature.on(Left)
def take_off_who_left(event: Left, ctx: MemberContext) -> Reply:
    """Take who has left the group off the open lists, and tell those who waited; what they wrote for others stays."""
    return sign_up_service.take_off_who_left(ctx)


@feature.on_timer(ListEnd)
def end(timer: ListEnd, ctx: Context) -> str | None:
    """Close a list at its time and say who is on it."""
    sign_up_list = sign_up_lists.get(ctx.db, timer.sign_up_list)
    if sign_up_list is None or not sign_up_lists.close(ctx.db, sign_up_list.id, ctx.now):
        return None
    return _describe_end(ctx, sign_up_list) if Capability.PUSHES in ctx.capabilities else None


def _begin(ctx: MemberContext, words: str) -> str:
    rules = ctx.rules(Rules)
    if ctx.role < rules.role:
        raise Refusal(ONLY_STAFF)
    line = read_sign_up(words)
    if not words or words.startswith(("+", "＋")) or line.name or line.cancelled:
        raise Refusal(sign_up_service.NONE_OPEN)
    begun = sign_up_service.begin(ctx, read_order(words, ctx.local_now, rules.days), ctx.member)
    return _describe_begun(ctx, begun)


def _describe_begun(ctx: Context, sign_up_list: SignUpList) -> str:
    return BEGUN.format(title=describe(ctx, sign_up_list).rpartition("\n")[0])


def _named_or_open(ctx: MemberContext, example: str) -> SignUpList:
    number = read_number(ctx.args.strip().strip("号#")) if ctx.args else None
    return sign_up_service.get_by_number(ctx, number) if number is not None else resolve(ctx, None, example)


def _read_number(ctx: MemberContext, words: str) -> tuple[int | None, str]:
    """Return the list's number that the words begin with, 3号, #3, or 3 where there is such a list, and the rest."""
    bare = _BARE_NUMBER.match(half_width(words))
    if bare and sign_up_lists.get_by_number(ctx.db, ctx.group.id, int(bare[1])):
        return int(bare[1]), words[bare.end() :].strip()
    match = _NUMBER.match(half_width(words))
    return (int(match[1] or match[2]), words[match.end() :].strip()) if match else (None, words)


def _describe_end(ctx: Context, sign_up_list: SignUpList) -> str:
    over = OVER.format(number=sign_up_list.number, title=sign_up_list.title)
    return f"{over}\n{describe(ctx, sign_up_list).partition(chr(10))[2]}"
