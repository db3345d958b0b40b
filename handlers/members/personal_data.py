"""One's own data: all of it on request, and forgotten a day after one asked for that."""

from __future__ import annotations

import json
from datetime import timedelta

from handlers.dates.hours import format_time
from handlers.kit import (
    Audience,
    Context,
    Document,
    Feature,
    MemberContext,
    Message,
    Refusal,
    Reply,
    Role,
    TimerPayload,
    cancel_timer,
    reply,
    set_timer,
)
from storage import timers
from storage.members import personal_data, roster
from storage.messages import files
from storage.points import ledger

feature = Feature("personal_data", title="我的数据", topic="成员")
feature.ledger_kind("forget", "注销")
REASON = "注销，积分作废"

HEAD = "这里记着你的这些："
LINE = "{title}：{count} 条"
NOTHING = "除了你的名字，这里什么也没记。"
HOW = "全部内容在文件里。不想留着的话，发「删除我的数据」。"
FILE = "我的数据.json"
ASKED = (
    "好的，{at} 删除你的介绍、生日、标签、说过的话和名字，还有员工写你的话，积分 {points} 分也就没有了，不能恢复。"
    "正要发出的消息和别人聊天里提到你的话，过一阵（一般一个月）自己清掉。"
    "改主意的话，在那之前发「取消删除」。为了新人礼不领两次，一年里只留一个认不出你的记号。"
)
ALREADY = "已经记下了，{at} 删除；改主意发「取消删除」。"
KEPT = "好的，不删了，一切照旧～"
NOT_ASKED = "你没有要删除，放心～"
IN_CHARGE = "你是这个群的{role}，先请群主在群的 YAML 里去掉你的名字，再来删除。"
UNDO = ("取消注销", "撤销删除", "撤销注销", "不删了", "不注销了", "不要删了", "别删了", "取消删除我的数据")
PATIENCE = timedelta(hours=24)
"""So long after the request somebody may change their mind."""


class Forgetting(TimerPayload):
    """The timer that forgets a member."""

    member: int

    @property
    def key(self) -> str:
        return str(self.member)


@feature.command("我的数据", "导出我的数据", help="这里记着我的什么", audience=Audience.ASKER, after_leaving=True)
def show(message: Message, ctx: MemberContext) -> Reply:
    known = dict(personal_data.export(ctx.db, ctx.member))
    if not known:
        return reply(NOTHING)
    data = json.dumps({"名字": ctx.member.name, **known}, ensure_ascii=False, indent=1).encode()
    lines = [LINE.format(title=title, count=len(rows)) for title, rows in known.items()]
    digest = files.save(ctx.db, data, ctx.now)
    return reply("\n".join([HEAD, *lines, HOW]), Document(digest=digest, name=FILE))


@feature.command("删除我的数据", "注销", help="一天以后忘掉我的一切", audience=Audience.ASKER, after_leaving=True)
def ask(message: Message, ctx: MemberContext) -> str:
    if ctx.role > Role.MEMBER:
        raise Refusal(IN_CHARGE.format(role=ctx.role.title))
    at = ctx.now + PATIENCE
    if not set_timer(ctx, feature.name, Forgetting(member=ctx.member.id), at):
        due = timers.due_at(ctx.db, ctx.group.id, feature.name, Forgetting(member=ctx.member.id).key)
        raise Refusal(ALREADY.format(at=format_time(ctx, due or at)))
    return ASKED.format(at=format_time(ctx, at), points=ledger.balance(ctx.db, ctx.member))


@feature.command("取消删除", *UNDO, help="不删了", audience=Audience.ASKER, after_leaving=True)
def change_mind(message: Message, ctx: MemberContext) -> str:
    forgetting = Forgetting(member=ctx.member.id)
    if timers.due_at(ctx.db, ctx.group.id, feature.name, forgetting.key) is None:
        raise Refusal(NOT_ASKED)
    cancel_timer(ctx, feature.name, forgetting)
    return KEPT


@feature.on_timer(Forgetting)
def forget(forgetting: Forgetting, ctx: Context) -> None:
    """Forget a member who has not changed their mind; their points lapse, the books stay under nobody's name."""
    member = roster.get(ctx.db, forgetting.member, include_left=True)
    if member is None:
        return
    tellers = [look(member, ctx) for look in ctx.registry.forgetters]
    points = ledger.balance(ctx.db, member)
    if points > 0:
        ledger.debit(ctx.db, member, points, key=f"forget:{member.id}", reason=REASON, cause=ctx.key, at=ctx.now)
    personal_data.forget(ctx.db, member, ctx.now)
    for number, tell in enumerate(tellers):
        if words := tell():
            ctx.post(f"forgotten:{member.id}:{number}", words)
