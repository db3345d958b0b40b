"""Follow-ups: staff set themselves a reminder to talk to a member, and keep notes."""

from __future__ import annotations

from handlers.dates.hours import format_time
from handlers.dates.spoken import FURTHEST, read_deadline
from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.tasks.rules import TEXT, Rules, read_note
from handlers.tasks.service import hand_out, name_of_user
from handlers.text.people import only_member, split_member
from storage.tasks import history
from storage.tasks.history import Act, Step
from storage.tasks.tasks import Kind, Work

feature = Feature("followup", title="回访", topic="客户")

USAGE = "回访 @小明 明天 15:00 备注"
RECORDS_USAGE = "回访记录 @小明"
NO_DEADLINE = "什么时候回访？请这样写：{usage}"
DEADLINE_PAST = "这个时间已经过了，请写以后的时间，最多一年。"
PLANNED = "记下啦：{number} 号，{due} 前回访 {name}{note}。聊完发「完成 {number} 聊了什么」。"
NONE = "还没有 {name} 的回访记录，发「回访 @{name} 明天 15:00 备注」约一次。"
HEAD = "{name} 的回访记录（新的在前）："
LINE = "{at:%Y-%m-%d %H:%M} {who} {act}{note}"
ACTS = {
    Act.GIVEN: "约了",
    Act.REPORTED: "回访过",
    Act.POSTPONED: "延期",
    Act.PASSED_ON: "转交给",
    Act.WITHDRAWN: "撤回",
}
TITLE = "回访 {name}"
LINES = 20


@feature.command("回访", help="提醒自己到时联系一位成员", usage="@小明 明天 15:00 备注", role=Role.STAFF)
def plan_followup(message: Message, ctx: MemberContext) -> str:
    member, rest = split_member(message, ctx, USAGE)
    due, note = read_deadline(rest, ctx.local_now, ctx.rules(Rules).at)
    if due is None:
        raise Refusal(NO_DEADLINE.format(usage=USAGE))
    if not ctx.now < due <= ctx.now + FURTHEST:
        raise Refusal(DEADLINE_PAST)
    note = read_note(note)
    title = TITLE.format(name=member.name)
    work = Work(kind=Kind.CALL, title=title, text=note or title, proof=TEXT)
    task = hand_out(ctx, work, {ctx.member: (member,)}, due, giver=ctx.member.user_id, note=note)
    shown_note = f"（{note}）" if note else ""
    return PLANNED.format(number=task.id, due=format_time(ctx, due), name=member.name, note=shown_note)


@feature.command("回访记录", help="一位成员的回访都记了什么", usage="@小明", role=Role.STAFF, read_only=True)
def show_records(message: Message, ctx: MemberContext) -> str:
    about = only_member(message, ctx, RECORDS_USAGE)
    steps = history.list_calls_about(ctx.db, about, LINES)
    if not steps:
        return NONE.format(name=about.name)
    return "\n".join([HEAD.format(name=about.name), *(_line(ctx, step) for step in steps)])


def _line(ctx: MemberContext, step: Step) -> str:
    note = name_of_user(ctx, step.note) if step.act is Act.PASSED_ON else step.note
    return LINE.format(
        at=ctx.local(step.at),
        who=name_of_user(ctx, step.actor),
        act=ACTS.get(step.act, step.act),
        note=f"：{note}" if note else "",
    )
