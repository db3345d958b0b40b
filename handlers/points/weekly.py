"""The weekly line for the owner and the admins: what was given and taken by hand, and by whom."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from handlers.dates.months import midnight
from handlers.kit import Capability, Context, Feature, ForStaff, reply
from handlers.points.flows import largest_first
from storage.members import roster
from storage.points import flows

feature = Feature("by_hand", title="手工小结")
feature.requires(Capability.PUSHES, "发「操作记录」看管理员手工加减了什么。")

WEEKLY = "每周一 09:30"
HEAD = "上周手工"
TAIL = "。发「操作记录」看每一笔。"
KINDS = {
    "grant": "加了 {sum} 分",
    "deduct": "扣了 {sum} 分",
    "tickets": "发了 {sum} 张抽奖券",
    "packet": "发了 {sum} 分红包",
    "topup": "加拨预算 {sum} 分",
    "reverse": "冲正了 {sum} 分",
}


@feature.scheduled("weekly", lambda group: WEEKLY if group.owner or group.admins else None, read_only=True)
def report_week(ctx: Context) -> ForStaff | None:
    """Report the seven local days before today; silent where nothing was given by hand."""
    if Capability.PUSHES not in ctx.capabilities:
        return None
    since, until = (midnight(ctx.today - timedelta(days=days), ctx.group.zone) for days in (7, 0))
    sums: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for kind, cause, amount in flows.list_causes(ctx.db, ctx.group.id, tuple(KINDS), since, until):
        _, by, users = cause.partition(" by ")
        if by:
            sums[kind][users.partition(" + ")[0]] += amount
    parts = [
        KINDS[kind].format(sum=by_user.total()) + f"（{_list_givers(ctx, by_user)}）"
        for kind, by_user in sums.items()
        if by_user
    ]
    return ForStaff(reply=reply(HEAD + "，".join(parts) + TAIL), ask="操作记录") if parts else None


def _list_givers(ctx: Context, by_user: Counter[str]) -> str:
    return "、".join(f"{_name(ctx, user)} {amount}" for user, amount in largest_first(by_user))


def _name(ctx: Context, user: str) -> str:
    member = roster.get_by_user(ctx.db, ctx.group.id, user)
    return member.name if member else user
