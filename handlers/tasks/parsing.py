"""Reading an order for a task: for whom, what kind, until when, with how many points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.dates.spoken import FURTHEST, find_deadline, read_deadline
from handlers.kit import Context, MemberContext, Message, Refusal, Reply, reply
from handlers.kit.naming import skip_own_name
from handlers.kit.words import casefold_width, truncate
from handlers.staff.directory import MOST_MENTIONS, NOT_STAFF, TOO_MANY, is_staff, list_staff, split_members
from handlers.tasks.rules import KINDS, LONGEST_TEXT, LONGEST_TITLE, NUMBER, TEXT, TOO_LONG, Rules
from handlers.text.numbers import read_whole_number
from handlers.text.people import split_member
from storage import staff as bindings
from storage.members.roster import Member
from storage.tasks.tasks import Kind, Work

USAGE = "派任务 @店员 群发 今晚 20:00 前 标题（要发的文字写在下一行）"
NO_RECIPIENT = "派给谁？@员工，或者写 全体、负责人。请这样写：{usage}"
UNKNOWN_KIND = "「{shown}」不是任务种类，有这些：学习、邀约、群发、社群SOP、标签。请这样写：{usage}"
DEADLINE_PAST = "截止时间已经过了，请换个以后的时间，最多一年。"
NO_TITLE = "这个任务叫什么？请这样写：{usage}"
NO_STAFF = "这个群还没有员工，请在群的 YAML 里写 staff。"
NO_ABOUT = "派给负责人要写是哪些客户，例如：派任务 负责人 邀约 明天 请老会员回来 @小明 @小红"
NOBODY = "{names} 还没有负责人，先「绑定 @小明 @店员」。"
FOR_NOBODY = "还没有负责人的客户：{names}"
EVERYBODY = ("全体", "全体员工", "所有员工", "所有人")
RESPONSIBLE = "负责人"
LONGEST_LINE = 500
MOST_NAMES = 10
PROOFS = {"要证明": TEXT, "要数字": NUMBER}
CHECKED = "要验收"
IN_TITLE = "{refusal}如果它是标题的一部分，请先写截止时间，例如：派任务 @店员 群发 明天 18:00 标题"
TWICE = "「{words}」是截止时间吗？前面已经写了一个。请只写一个截止时间。"


@dataclass(frozen=True, slots=True)
class Order:
    """A task still to be handed out."""

    work: Work
    to: Mapping[Member, tuple[Member, ...]]
    """The staff who have to do it, each with the members that their part is about."""
    due: datetime
    left_over: tuple[Member, ...]
    """Members nobody looks after, where the task goes to those who do."""


def read_order(message: Message, ctx: MemberContext) -> Order:
    """Read `@店员 群发 今晚 20:00 前 10分 要数字 要验收 标题 @小明`, the text on the next lines; raises Refusal.

    The deadline stands before the title or behind it.
    """
    line, _, text = ctx.args.partition("\n")
    if len(line) > LONGEST_LINE or len(text) > LONGEST_TEXT:
        raise Refusal(TOO_LONG.format(most=LONGEST_TEXT if len(text) > LONGEST_TEXT else LONGEST_LINE))
    to, line = _read_recipients(message, ctx, line)
    kind, line = _read_kind(line)
    rules = ctx.rules(Rules)
    due, line = _ask_with_title(read_deadline, ctx, line)
    work, line = _read_terms(Work(kind=kind, title="", text=""), line, rules.most)
    if due is None:
        due, line = _ask_with_title(read_deadline, ctx, line)
    about, title = _split_about(message, ctx, line)
    if due is None:
        due, title = _ask_with_title(find_deadline, ctx, title)
    elif title.endswith("前") and _ask_with_title(find_deadline, ctx, title)[0]:
        raise Refusal(TWICE.format(words=title))
    due = due or ctx.now + timedelta(hours=rules.hours)
    if not ctx.now < due <= ctx.now + FURTHEST:
        raise Refusal(DEADLINE_PAST)
    title = title or text.strip().partition("\n")[0][:LONGEST_TITLE]
    if not title or len(title) > LONGEST_TITLE:
        raise Refusal(TOO_LONG.format(most=LONGEST_TITLE) if title else NO_TITLE.format(usage=USAGE))
    return distribute(ctx, replace(work, title=title, text=text.strip() or title), to, about, due)


def distribute(
    ctx: Context, work: Work, to: Iterable[Member] | None, about: tuple[Member, ...], due: datetime
) -> Order:
    """Return the order for these staff; None stands for those who look after `about`. Raises Refusal for nobody."""
    if to is not None:
        parts = dict.fromkeys(to, about)
        if not parts:
            raise Refusal(NO_STAFF)
        return Order(work, parts, due, ())
    if not about:
        raise Refusal(NO_ABOUT)
    clients: dict[Member, list[Member]] = {}
    left_over = []
    for member in about:
        staff = bindings.staff_of(ctx.db, member)
        if staff and is_staff(ctx, staff):
            clients.setdefault(staff, []).append(member)
        else:
            left_over.append(member)
    if not clients:
        raise Refusal(NOBODY.format(names=summarize_names(left_over)))
    return Order(work, {staff: tuple(members) for staff, members in clients.items()}, due, tuple(left_over))


def describe_left_over(order: Order) -> Reply:
    """Return a line about the members nobody looks after; nothing where there are none."""
    return reply(FOR_NOBODY.format(names=summarize_names(order.left_over))) if order.left_over else ()


def summarize_names(members: Iterable[Member]) -> str:
    """Return the first few names in words, and how many there are."""
    listed = [member.name for member in members]
    return "、".join(listed[:MOST_NAMES]) + (f" 等 {len(listed)} 位" if len(listed) > MOST_NAMES else "")


def _ask_with_title(
    read: Callable[[str, datetime, str], tuple[datetime | None, str]], ctx: MemberContext, line: str
) -> tuple[datetime | None, str]:
    """Return the deadline that is read from a line, and the rest; the question back says how titles have times."""
    try:
        return read(line, ctx.local_now, ctx.rules(Rules).at)
    except Refusal as refusal:
        raise Refusal(IN_TITLE.format(refusal=refusal)) from None


def _read_recipients(message: Message, ctx: MemberContext, line: str) -> tuple[list[Member] | None, str]:
    word, _, rest = line.partition(" ")
    if word in EVERYBODY:
        return list_staff(ctx), rest.strip()
    if word == RESPONSIBLE:
        return None, rest.strip()
    to, rest = split_members(message, ctx, line, USAGE)
    if not to:
        raise Refusal(NO_RECIPIENT.format(usage=USAGE))
    stranger = next((member for member in to if not is_staff(ctx, member)), None)
    if stranger:
        raise Refusal(NOT_STAFF.format(name=stranger.name))
    return to, rest


def _read_kind(line: str) -> tuple[Kind, str]:
    word, _, rest = line.partition(" ")
    kind = KINDS.get(casefold_width(word[:LONGEST_TITLE]).removesuffix("任务"))
    if kind is None:
        raise Refusal(UNKNOWN_KIND.format(shown=truncate(word), usage=USAGE))
    return kind, rest.strip()


def _read_terms(work: Work, line: str, most: int) -> tuple[Work, str]:
    """Return the work with the points, the proof and the check that the line begins with, and the rest of the line."""
    while line:
        word, _, rest = line.partition(" ")
        if word in PROOFS:
            work = replace(work, proof=PROOFS[word])
        elif word == CHECKED:
            work = replace(work, checked=True)
        elif word[0].isdecimal() and word.endswith(("分", "积分")):
            work = replace(work, points=read_whole_number(word.removesuffix("积分"), 0, most))
        else:
            break
        line = rest.strip()
    return work, line


def _split_about(message: Message, ctx: MemberContext, line: str) -> tuple[tuple[Member, ...], str]:
    """Return the members with an @ anywhere in the line, and what is left of it."""
    members: dict[Member, None] = {}
    line = line.replace("＠", "@")
    for _ in range(MOST_MENTIONS):
        if "@" not in line:
            break
        before, _, after = line.partition("@")
        named = f"@{after}"
        after = skip_own_name(ctx, message, named)
        if after == named:
            member, after = split_member(message, replace(ctx, args=named), USAGE)
            members[member] = None
        line = f"{before.strip()} {after}".strip()
    if "@" in line:
        raise Refusal(TOO_MANY.format(most=MOST_MENTIONS))
    return tuple(members), line
