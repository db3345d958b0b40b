"""Which staff member looks after which member: by an admin's command, or by rule when somebody joins."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from handlers.kit import Capability, Feature, Joined, Left, MemberContext, Message, Refusal, Role, Section
from handlers.kit.roles import role_of
from handlers.staff.directory import is_staff, list_staff, split_staff
from handlers.text.people import only_member, split_member
from storage import staff as bindings
from storage.members import roster
from storage.members.roster import Member

USAGE = "绑定 @小明 @店员"
COLLEAGUE = "{name} 是同事，不用绑定。"
BOUND = "好的，{name} 由 {staff} 负责。"
UNBOUND = "好的，{name} 现在没有负责人了。"
NOBODY = "{name} 还没有负责人，管理员可以发「绑定 @{name} @店员」。"
RESPONSIBLE = "{name} 由 {staff} 负责。"
NO_CLIENTS = "还没有归你负责的成员。"
HEAD = "归 {name} 负责的 {count} 位（久没说话的在前）："
LINE = "{name}：{last}"
LAST = "最近 {day:%m-%d} 说过话"
NEVER = "还没说过话"
MORE = "…还有 {count} 位"
LINES = 50


class Rules(Section):
    """成员由谁负责"""

    auto: Literal["inviter", "fewest", "off"] = Field(
        "inviter",
        description="新人进群归谁：inviter 邀请他的员工；fewest 邀请他的员工，没有就归名下最少的员工；off 不自动归",
    )


feature = Feature("binding", Rules, title="负责人", topic="客户")
feature.requires(Capability.SEES_JOINS, "新人不会自动有负责人，请管理员用「绑定」。")


@feature.command("绑定", help="一位成员由哪位员工负责", usage="@小明 @店员", role=Role.ADMIN)
def bind(message: Message, ctx: MemberContext) -> str:
    member, rest = split_member(message, ctx, USAGE)
    if is_staff(ctx, member):
        raise Refusal(COLLEAGUE.format(name=member.name))
    staff, _ = split_staff(message, ctx, rest, USAGE)
    bindings.bind(ctx.db, member, staff, actor=ctx.member.user_id, at=ctx.now)
    return BOUND.format(name=member.name, staff=staff.name)


@feature.command("解绑", help="一位成员不再由谁负责", usage="@小明", role=Role.ADMIN)
def unbind(message: Message, ctx: MemberContext) -> str:
    member = only_member(message, ctx, "解绑 @小明")
    if not bindings.unbind(ctx.db, member):
        raise Refusal(NOBODY.format(name=member.name))
    return UNBOUND.format(name=member.name)


@feature.command("谁负责", help="一位成员由谁负责", usage="@小明", role=Role.STAFF)
def show_staff(message: Message, ctx: MemberContext) -> str:
    member = only_member(message, ctx, "谁负责 @小明")
    staff = bindings.staff_of(ctx.db, member)
    if staff is None or not is_staff(ctx, staff):
        return NOBODY.format(name=member.name)
    return RESPONSIBLE.format(name=member.name, staff=staff.name)


@feature.command("我的客户", help="归我负责的成员，久没说话的在前", role=Role.STAFF, read_only=True)
def show_clients(message: Message, ctx: MemberContext) -> str:
    clients = bindings.list_clients(ctx.db, ctx.member)
    if not clients:
        return NO_CLIENTS
    lines = [
        LINE.format(name=member.name, last=LAST.format(day=last) if last else NEVER) for member, last in clients[:LINES]
    ]
    more = [MORE.format(count=len(clients) - LINES)] if len(clients) > LINES else []
    return "\n".join([HEAD.format(name=ctx.member.name, count=len(clients)), *lines, *more])


@feature.on(Joined)
def bind_newcomer(event: Joined, ctx: MemberContext) -> None:
    """Bind a newcomer by rule; whoever comes back keeps their former staff member, if that one still is staff."""
    rule = ctx.rules(Rules).auto
    former = bindings.staff_of(ctx.db, ctx.member)
    if rule == "off" or is_staff(ctx, ctx.member) or (former and is_staff(ctx, former)):
        return
    staff = _inviter(event, ctx) or (_least_busy(ctx) if rule == "fewest" else None)
    if staff:
        bindings.bind(ctx.db, ctx.member, staff, actor="", at=ctx.now)


@feature.on(Left)
def unbind_leaver(event: Left, ctx: MemberContext) -> None:
    bindings.unbind_all(ctx.db, ctx.member)


def _inviter(event: Joined, ctx: MemberContext) -> Member | None:
    """Return who invited the newcomer, if that is one of the staff."""
    if not event.invited_by or role_of(ctx.group, event.invited_by) < Role.STAFF:
        return None
    return roster.get_or_create(ctx.db, ctx.group.id, event.invited_by, "", ctx.now)


def _least_busy(ctx: MemberContext) -> Member | None:
    """Return the staff member with fewest clients; among equals the first by user id."""
    loads = bindings.count_clients(ctx.db, ctx.group.id)
    return min(list_staff(ctx), key=lambda member: loads.get(member.id, 0), default=None)
