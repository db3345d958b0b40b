"""Staff tasks for those who do them: the list, the text to copy, done, postponed, passed on; reminders."""

from __future__ import annotations

from config.group import Group
from handlers.dates.hours import format_time
from handlers.dates.spoken import FURTHEST, read_deadline
from handlers.kit import (
    Button,
    Capability,
    Card,
    Context,
    Feature,
    ForMember,
    MemberContext,
    Message,
    Picture,
    Pressed,
    Refusal,
    Reply,
    Role,
    Text,
    reply,
)
from handlers.staff.directory import is_staff, split_staff
from handlers.tasks.rewards import require_within_limit
from handlers.tasks.rules import (
    Rules,
    describe_returned,
    describe_status,
    describe_terms,
    describe_time_left,
    read_note,
    read_proof,
    split_number,
    task_label,
)
from handlers.tasks.service import Reminder, get_own_part, get_parts, pay, require_open, set_reminders, tell
from handlers.text.numbers import read_number
from storage.db import to_millis
from storage.tasks import assignments, clients
from storage.tasks.assignments import Assignment, State
from storage.tasks.tasks import Kind

feature = Feature("tasks", Rules, title="员工任务", topic="任务")
feature.ledger_kind("task", "任务", person=-1)
feature.requires(Capability.PUSHES, "任务到期不会提醒，请看「我的任务」。")
feature.requires(Capability.MENTIONS, "派任务和到期提醒只写名字，不会响。")

USAGE = "完成 5"
NOTHING = "现在没有要做的任务，真好～"
HEAD = "{name} 的任务（发「任务 编号」看全文，「完成 编号」报完成）："
LINE = "{head}：{status}"
MORE = "…还有更多"
DONE = "✅ {head} 完成{late}！"
LATE = "（过了截止时间）"
WAITING_FOR_CHECK = "📝 {head} 已报完成，等管理员验收。"
NO_DEADLINE = "延期到什么时候？请这样写：延期 5 明天 18:00 理由"
NO_REASON = "请写上理由，例如：延期 {number} 明天 18:00 客户约在明天。"
NOT_LATER = "新的截止时间要比现在的 {due} 晚，也要晚于此刻，最多一年。"
TOO_OFTEN = "{number} 号已经延期 {most} 次，不能再延了，请找管理员。"
POSTPONED = "{head} 延期到 {due}（{reason}），还能延 {left} 次。"
HAND_OVER_USAGE = "转交 5 @同事"
ALREADY_THEIRS = "{name} 已经有 {number} 号任务了。"
ALREADY_YOURS = "{number} 号本来就是你的～"
NOT_TO_GIVER = "有积分的任务不能转交给派任务的人，请交给别的同事。"
PASSED_ON = "：{who} 把 {head} 转交给你，{due} 前。发「任务 {number}」看全文。"
DUE_SOON = "：{head} 快到时间了，{due} 前（{left}）。做完发「完成 {number}」。"
OVERDUE = "：{head} 过了截止时间 {due}，请尽快做完发「完成 {number}」，或者「延期 {number} 明天 理由」。"
ABOUT = "客户：{names}，{came}"
EARNING_RULE = "任务：派给员工的任务，做完得写明的分，一个最多 {most} 分"
LINES = 30
DONE_BUTTON = "done"


@feature.earning_rule
def describe_earning(group: Group) -> str | None:
    most = group.rules(Rules).most
    return EARNING_RULE.format(most=most) if group.staff and most else None


@feature.command("我的任务", help="我要做的任务，急的在前", role=Role.STAFF, members_say="任务进度")
def show_mine(message: Message, ctx: MemberContext) -> str:
    parts = assignments.list_open_of_member(ctx.db, ctx.member, LINES + 1)
    if not parts:
        return NOTHING
    lines = [
        LINE.format(head=task_label(part.task.id, part.task.work), status=_describe_status(ctx, part))
        for part in parts[:LINES]
    ]
    return "\n".join([HEAD.format(name=ctx.member.name), *lines, *([MORE] if len(parts) > LINES else [])])


@feature.command("任务", help="一个任务的全文，可以直接复制", usage="5", role=Role.STAFF, members_say="任务大厅")
def show_one(message: Message, ctx: MemberContext) -> str | Reply:
    if not ctx.args:
        return show_mine(message, ctx)
    number, _ = split_number(ctx.args, "任务 5")
    part = get_own_part(ctx, number) if ctx.role < Role.ADMIN else _get_any_part(ctx, number)
    work = part.task.work
    picture = [Picture(digest=work.picture)] if work.picture else []
    link = [work.link] if work.link else []
    return reply(_task_card(ctx, part), Text(text="\n".join([work.text, *link])), *picture)


@feature.command(
    "完成", help="报一个任务做完了；要证明的写在后面", usage="5 证明", role=Role.STAFF, members_say="交任务"
)
def finish(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        return show_mine(message, ctx)
    number, proof = split_number(ctx.args, USAGE)
    return _finish(ctx, number, proof)


@feature.on(Pressed)
def finish_by_button(event: Pressed, ctx: MemberContext) -> ForMember | None:
    word, _, number = event.card.partition("-")
    task_number = read_number(number.partition("-")[0])
    if word != "task" or event.button != DONE_BUTTON or task_number is None or not is_staff(ctx, ctx.member):
        return None
    answer = _finish(ctx, task_number, "")
    ctx.record(f"完成 {task_number}（按钮）")
    return ForMember(member=ctx.member, reply=reply(answer), ask="我的任务")


@feature.command("延期", help="一个任务晚些做，要写理由", usage="5 明天 18:00 理由", role=Role.STAFF)
def postpone(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        raise Refusal(NO_DEADLINE)
    number, rest = split_number(ctx.args, "延期 5 明天 18:00 理由")
    part = get_own_part(ctx, number)
    require_open(ctx, part)
    rules = ctx.rules(Rules)
    due, reason = read_deadline(rest, ctx.local_now, rules.at)
    if due is None:
        raise Refusal(NO_DEADLINE)
    if not max(ctx.now, part.due_at) < due <= ctx.now + FURTHEST:
        raise Refusal(NOT_LATER.format(due=format_time(ctx, part.due_at)))
    reason = read_note(reason)
    if not reason:
        raise Refusal(NO_REASON.format(number=number))
    if not assignments.postpone(ctx.db, part, due, reason, most=rules.postpone, actor=ctx.member.user_id, at=ctx.now):
        raise Refusal(TOO_OFTEN.format(number=number, most=rules.postpone))
    set_reminders(ctx, number, due)
    left = rules.postpone - part.postponed - 1
    return POSTPONED.format(
        head=task_label(number, part.task.work), due=format_time(ctx, due), reason=reason, left=left
    )


@feature.command("转交", help="把任务交给同事", usage="5 @同事", role=Role.STAFF)
def pass_on(message: Message, ctx: MemberContext) -> Reply:
    if not ctx.args:
        raise Refusal(f"请这样写：{HAND_OVER_USAGE}")
    number, rest = split_number(ctx.args, HAND_OVER_USAGE)
    part = get_own_part(ctx, number)
    require_open(ctx, part)
    to, _ = split_staff(message, ctx, rest, HAND_OVER_USAGE)
    if to.id == ctx.member.id:
        raise Refusal(ALREADY_YOURS.format(number=number))
    require_within_limit(ctx, number, part.task.work, to)
    if part.task.work.points and to.user_id == part.task.giver and to.user_id != ctx.group.owner:
        raise Refusal(NOT_TO_GIVER)
    if not assignments.pass_on(ctx.db, part, to, actor=ctx.member.user_id, at=ctx.now):
        raise Refusal(ALREADY_THEIRS.format(name=to.name, number=number))
    text = PASSED_ON.format(
        who=ctx.member.name, head=task_label(number, part.task.work), due=format_time(ctx, part.due_at), number=number
    )
    return tell(ctx, ctx.key, [to], text, number)


@feature.on_timer(Reminder)
def remind(reminder: Reminder, ctx: Context) -> None:
    """Remind those who still have to do a task; whoever is done or has another deadline is left out."""
    if reminder.when == "soon" and reminder.due <= ctx.now:
        return  # held by the quiet hours until it was late, which the other reminder tells
    parts = assignments.list_due(ctx.db, reminder.task, reminder.due)
    parts = [part for part in parts if part.present and is_staff(ctx, part.member)]
    if not parts or Capability.PUSHES not in ctx.capabilities:
        return
    text = (DUE_SOON if reminder.when == "soon" else OVERDUE).format(
        head=task_label(reminder.task, parts[0].task.work),
        due=format_time(ctx, parts[0].due_at),
        left=describe_time_left(parts[0].due_at, ctx.now),
        number=reminder.task,
    )
    tell(ctx, ctx.key, [part.member for part in parts], text, reminder.task)


def _finish(ctx: MemberContext, number: int, text: str) -> str:
    part = get_own_part(ctx, number)
    require_open(ctx, part)
    work = part.task.work
    proof = read_proof(number, work.proof, text)
    state = assignments.report_done(ctx.db, part, proof, actor=ctx.member.user_id, at=ctx.now)
    assert state, "units of one group run one after another"
    if state is State.WAITING:
        return WAITING_FOR_CHECK.format(head=task_label(number, work))
    late = LATE if ctx.now > part.due_at else ""
    return DONE.format(head=task_label(number, work), late=late) + _describe_returned(ctx, part) + pay(ctx, part)


def _get_any_part(ctx: MemberContext, number: int) -> Assignment:
    """Return an admin's own part, else the first one."""
    parts = get_parts(ctx, number)
    return next((part for part in parts if part.member.id == ctx.member.id), parts[0])


def _task_card(ctx: MemberContext, part: Assignment) -> Card:
    work = part.task.work
    lines = [_describe_status(ctx, part) + describe_terms(work)]
    about = clients.list_clients(ctx.db, part)
    if about:
        names = "、".join(member.name + ("✓" if back else "") for member, back in about)
        lines.append(ABOUT.format(names=names, came=describe_returned(about)))
    own = part.member.id == ctx.member.id and part.state is State.OPEN and not work.proof
    buttons = (Button(key=DONE_BUTTON, label="完成"),) if own and Capability.BUTTONS in ctx.capabilities else ()
    card = f"task-{part.task.id}-{part.member.id}-{to_millis(ctx.now)}"
    return Card(card=card, title=task_label(part.task.id, work), text="\n".join(lines), buttons=buttons)


def _describe_status(ctx: MemberContext, part: Assignment) -> str:
    if part.state is State.DONE:
        return "已完成"
    if part.state is State.WITHDRAWN:
        return "已撤回"
    return describe_status(part, format_time(ctx, part.due_at), ctx.now)


def _describe_returned(ctx: MemberContext, part: Assignment) -> str:
    """Return, for 邀约, how many of those who were to come back have spoken since."""
    about = clients.list_clients(ctx.db, part) if part.task.work.kind is Kind.INVITE else []
    return f"{describe_returned(about)}。" if about else ""
