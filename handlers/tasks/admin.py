"""Handing out staff tasks by command and by timetable, the list of open ones, checking and withdrawing."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from handlers.dates.hours import format_time
from handlers.kit import Context, Feature, ForMember, ForStaff, MemberContext, Message, Refusal, Reply, Role, reply
from handlers.kit.naming import SIGNS, is_name_at
from handlers.kit.words import normalize
from handlers.staff.directory import is_staff, split_staff
from handlers.system.confirmation_requests import refuse_own
from handlers.tasks.parsing import USAGE, Order, describe_left_over, distribute, read_order, summarize_names
from handlers.tasks.planned import Params, get_members, staff_named
from handlers.tasks.rewards import Handout, ask, count_rewards, order_of, require_within_limit
from handlers.tasks.rules import (
    NUMBER,
    TEXT,
    describe_status,
    read_note,
    split_number,
    task_label,
)
from handlers.tasks.service import announce, get_parts, hand_out, pay, require_open, tell
from storage.members.roster import Member
from storage.messages import files
from storage.system.confirmation_requests import ConfirmationRequest
from storage.tasks import assignments, history
from storage.tasks.assignments import Assignment, State
from storage.tasks.history import Act
from storage.tasks.tasks import Kind, Work

feature = Feature("task_desk", title="派任务", topic="任务")

NOT_TO_ONESELF = "有积分的任务不能派给自己，请找另一位管理员派。"
SAID_DONE = "派好了。"
NOTHING = "没有没做完的任务。"
HEAD = "没做完的任务（{count} 个）："
NO_LONGER_STAFF = "⚠ {name}（已不是员工，请「改派 编号 @{name} @同事」）"
LINE = "　{head}：{status}{postponed}"
POSTPONED = "，延期 {count} 次（{reason}）"
MORE = "…还有 {count} 个"
SEVERAL_WAITING = "{number} 号有好几位在等验收：{names}。请写上是谁，例如 {word} {number} @{name}"
NOT_WAITING = "{number} 号没有等验收的。"
NOT_ONES_OWN = "自己的任务请别的管理员来验收。"
APPROVED = "的 {head} 验收通过。{paid}"
RETURNED = "：{head} 退回{reason}，请再看看，{due} 前。"
NO_REASON = "请写上退回的理由，例如：退回 {number} 图片不清楚"
WITHDRAWN = "{head} 撤回了{kept}。"
DONE_STAYS = "（已经完成的 {count} 位不变）"
TOO_LATE = "{number} 号没有还没做完的，不用撤回。"
REASSIGN = "改派 5 @店员 @同事"
NAMESAKES = "{number} 号有 {count} 位「{name}」，请写用户 ID：{ids}"
NO_PART = "{name} 没有 {number} 号任务。"
ALREADY_THEIRS = "{name} 已经有 {number} 号任务了。"
REASSIGNED = "：{head} 改派给你了，{due} 前。发「任务 {number}」看全文。"
LINES = 40


@feature.action("派任务", Params)
def assign_planned(params: Params, ctx: Context) -> ForStaff | None:
    """Hand a task out by the timetable, without those who are no longer staff or no longer in the group.

    Raises Refusal where nobody is left, so that the moment is recorded as failed.
    """
    work = Work(
        kind=Kind(params.kind),
        title=params.title,
        text=params.text or params.title,
        link=params.link,
        picture=files.save(ctx.db, params.picture.read_bytes(), ctx.now) if params.picture else "",
        points=params.points,
        proof={"文字": TEXT, "数字": NUMBER}.get(params.proof, ""),
        checked=params.check,
    )
    due = ctx.carried_out_at + timedelta(hours=params.hours)
    order = distribute(ctx, work, staff_named(params.to, ctx), tuple(get_members(params.about, ctx)), due)
    task = hand_out(ctx, order.work, order.to, due, giver="")
    announce(ctx, task, order.to, due)
    left_over = describe_left_over(order)
    return ForStaff(reply=left_over, ask="任务表") if left_over else None


@feature.command(
    "派任务", help="给员工派任务，要发的文字写在下一行", usage="@店员 群发 今晚 20:00 前 标题", role=Role.ADMIN
)
def assign(message: Message, ctx: MemberContext) -> str | Reply:
    if not ctx.args:
        raise Refusal(f"请这样写：{USAGE}")
    order = read_order(message, ctx)
    for member in order.to:
        _refuse_own_points(ctx, order.work, member)
    if not count_rewards(ctx, order):
        return ask(ctx, feature, order)
    return _hand_out(ctx, order, ctx.member.user_id)


@feature.on_confirmed(Handout)
def carry_out(handout: Handout, request: ConfirmationRequest, ctx: MemberContext) -> ForMember:
    told = _hand_out(ctx, order_of(ctx, handout), request.proposer)
    return ForMember(member=ctx.member, reply=told, shown=reply(SAID_DONE), ask="任务表")


@feature.command("任务表", help="谁还有哪些任务没做完", role=Role.ADMIN, read_only=True)
def show_open(message: Message, ctx: MemberContext) -> str:
    parts = assignments.list_open_in_group(ctx.db, ctx.group.id)
    if not parts:
        return NOTHING
    parts.sort(key=lambda part: part.present and is_staff(ctx, part.member))
    lines: list[str] = []
    for member, group in groupby(parts[:LINES], lambda part: part.member):
        parts_of_member = list(group)
        is_still_staff = parts_of_member[0].present and is_staff(ctx, member)
        lines.append(f"{member.name}：" if is_still_staff else NO_LONGER_STAFF.format(name=member.name))
        lines.extend(_describe_part(ctx, part) for part in parts_of_member)
    more = [MORE.format(count=len(parts) - LINES)] if len(parts) > LINES else []
    return "\n".join([HEAD.format(count=len(parts)), *lines, *more])


@feature.command("验收", help="认可一个做完的任务", usage="5 @店员", role=Role.ADMIN)
def approve(message: Message, ctx: MemberContext) -> Reply:
    part, _ = _split_waiting_part(message, ctx, "验收")
    refuse_own(ctx, part.member.user_id, "验收")
    assignments.approve(ctx.db, part, actor=ctx.member.user_id, at=ctx.now)
    text = APPROVED.format(head=task_label(part.task.id, part.task.work), paid=pay(ctx, part))
    return tell(ctx, ctx.key, [part.member], text, part.task.id)


@feature.command("退回", help="一个任务没做好，请他再做", usage="5 @店员 理由", role=Role.ADMIN)
def send_back(message: Message, ctx: MemberContext) -> Reply:
    part, rest = _split_waiting_part(message, ctx, "退回")
    reason = read_note(rest)
    if not reason:
        raise Refusal(NO_REASON.format(number=part.task.id))
    assignments.send_back(ctx.db, part, reason, actor=ctx.member.user_id, at=ctx.now)
    due = format_time(ctx, part.due_at)
    text = RETURNED.format(head=task_label(part.task.id, part.task.work), reason=f"（{reason}）", due=due)
    return tell(ctx, ctx.key, [part.member], text, part.task.id)


@feature.command("撤回任务", help="一个任务不用做了", usage="5", role=Role.ADMIN)
def withdraw(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        raise Refusal("请这样写：撤回任务 5")
    number, _ = split_number(ctx.args, "撤回任务 5")
    parts = get_parts(ctx, number)
    if not assignments.withdraw(ctx.db, parts, actor=ctx.member.user_id, at=ctx.now):
        raise Refusal(TOO_LATE.format(number=number))
    done = sum(part.state is State.DONE for part in parts)
    kept = DONE_STAYS.format(count=done) if done else ""
    return WITHDRAWN.format(head=task_label(number, parts[0].task.work), kept=kept)


@feature.command("改派", help="把一位员工的任务交给另一位", usage="5 @店员 @同事", role=Role.ADMIN)
def reassign(message: Message, ctx: MemberContext) -> Reply:
    if not ctx.args:
        raise Refusal(f"请这样写：{REASSIGN}")
    number, rest = split_number(ctx.args, REASSIGN)
    part, rest = _split_part(number, get_parts(ctx, number), rest)
    require_open(ctx, part)
    to, _ = split_staff(message, ctx, rest, REASSIGN)
    _refuse_own_points(ctx, part.task.work, to)
    require_within_limit(ctx, number, part.task.work, to)
    if not assignments.pass_on(ctx.db, part, to, actor=ctx.member.user_id, at=ctx.now):
        raise Refusal(ALREADY_THEIRS.format(name=to.name, number=number))
    text = REASSIGNED.format(head=task_label(number, part.task.work), due=format_time(ctx, part.due_at), number=number)
    return tell(ctx, ctx.key, [to], text, number)


def _hand_out(ctx: MemberContext, order: Order, giver: str) -> Reply:
    """Hand a task out, tell those who have to do it, and return what they were told."""
    task = hand_out(ctx, order.work, order.to, order.due, giver=giver)
    left_over = describe_left_over(order)
    return (*announce(ctx, task, order.to, order.due), *(reply("\n", *left_over) if left_over else ()))


def _refuse_own_points(ctx: MemberContext, work: Work, to: Member) -> None:
    """Raise Refusal where an admin would give a task with points to themselves; the owner may."""
    if work.points and to.id == ctx.member.id and ctx.role < Role.OWNER:
        raise Refusal(NOT_TO_ONESELF)


def _describe_part(ctx: MemberContext, part: Assignment) -> str:
    step = history.get_last(ctx.db, part.task.id, part.member.id, Act.POSTPONED) if part.postponed else None
    postponed = POSTPONED.format(count=part.postponed, reason=step.note) if step else ""
    proof = f"（{part.proof}）" if part.state is State.WAITING and part.proof else ""
    where = describe_status(part, format_time(ctx, part.due_at), ctx.now) + proof
    return LINE.format(head=task_label(part.task.id, part.task.work), status=where, postponed=postponed)


def _split_waiting_part(message: Message, ctx: MemberContext, word: str) -> tuple[Assignment, str]:
    """Return the part that waits for a check, and the rest of the arguments; raises Refusal."""
    if not ctx.args:
        raise Refusal(f"请这样写：{word} 5 @店员")
    number, rest = split_number(ctx.args, f"{word} 5")
    waiting = [part for part in get_parts(ctx, number) if part.state is State.WAITING]
    if not waiting:
        raise Refusal(NOT_WAITING.format(number=number))
    if rest.startswith(SIGNS):
        part, rest = _split_part(number, waiting, rest)
    elif len(waiting) > 1:
        listed = summarize_names(part.member for part in waiting)
        raise Refusal(SEVERAL_WAITING.format(number=number, names=listed, word=word, name=waiting[0].member.name))
    else:
        part = waiting[0]
    if part.member.id == ctx.member.id and ctx.role < Role.OWNER:
        raise Refusal(NOT_ONES_OWN)
    return part, rest


def _split_part(number: int, parts: list[Assignment], args: str) -> tuple[Assignment, str]:
    """Return the part of the staff member that `args` begin with, even if they left, and the rest; raises Refusal."""
    text = args.lstrip("@＠")
    labels = [(label, part) for part in parts for label in {normalize(part.member.name), part.member.user_id}]
    longest = max((label for label, _ in labels if is_name_at(text, 0, label)), key=len, default=None)
    called = [part for label, part in labels if label == longest]
    called = [part for part in called if part.member.user_id == longest] or called
    if len(called) > 1:
        ids = "、".join(part.member.user_id for part in called)
        raise Refusal(NAMESAKES.format(number=number, count=len(called), name=longest, ids=ids))
    if longest is not None and called:
        return called[0], text[len(longest) :].strip()
    raise Refusal(NO_PART.format(name=text.partition(" ")[0][:12] or "这个人", number=number))
