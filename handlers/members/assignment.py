"""Who looks after whom, by rule and tag: every night for those without anybody, in lots; and all clients handed over.

What an admin bound by hand stays, and so does what a rule bound, as long as that one is on the staff.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from handlers.kit import (
    Context,
    Feature,
    MemberContext,
    Message,
    Query,
    Refusal,
    Role,
    Section,
    TimerPayload,
)
from handlers.kit.declarations import Prepared
from handlers.kit.timers import carry_out_in_lots
from handlers.segments.matching import select
from handlers.segments.rules import SegmentRule
from handlers.segments.standing import facts_for
from handlers.staff.directory import is_staff, list_staff, split_staff
from handlers.system.confirmation_requests import ask_confirmation
from storage import staff as bindings
from storage.db import to_millis
from storage.members import roster
from storage.members.roster import Member
from storage.system.confirmation_requests import ConfirmationRequest

NIGHTLY = "每天 03:30"
LOT = 500
"""Members of one transaction."""
NO_RULES = "还没有分配的规则。写在群的 YAML 里，例如 assign: {rules: [{whom: {tag: 宝妈}, to: [店员的用户 ID]}]}。"
NOTHING = "该有负责人的成员都有了，没有要分的。"
PREVIEW = "没有负责人、符合规则的 {count} 位会这样分：{shares}。发「分配 开始」马上分，不发今晚 03:30 也会分。"
SHARE = "{name} {count} 位"
DONE = "好的，分好了 {count} 位：{shares}。"
IN_LOTS = "好的，要分 {count} 位：{shares}，正在一批一批分。"
USAGE = "可以写：分配（先看看）、分配 开始。"
START = "开始"
HAND_OVER_USAGE = "交接客户 @店员 @店长"
SAME = "要交给另一位同事。"
NO_CLIENTS = "{name} 名下没有成员。"
HAND_OVER = "把 {old} 名下的 {count} 位成员都交给 {new} 负责"
HANDED_OVER = "好的，{count} 位成员现在由 {new} 负责。"

Binding = tuple[int, int]
"""A member's id and that of who is to look after them."""


class Assignment(Section):
    """一条分配规则"""

    whom: SegmentRule = Field(description="哪些成员", examples=[{"tag": "宝妈"}])
    to: list[Annotated[str, Field(min_length=1, max_length=64)]] = Field(
        min_length=1, max_length=50, description="归哪些员工（用户 ID）；几位就归名下最少的", examples=[["店员"]]
    )


class Rules(Section):
    """按规则分配负责人：每晚给还没有负责人的成员分，先写的规则先算"""

    rules: list[Assignment] = Field(
        [], max_length=20, description="规则", examples=[[{"whom": {"tag": "宝妈"}, "to": ["店员"]}]]
    )


class Lot(TimerPayload):
    """Bindings that are still to be made; `number` is the lot's among those found at the same moment."""

    kind: Literal["lot"] = "lot"
    at: datetime
    number: int
    bindings: tuple[Binding, ...]

    @property
    def key(self) -> str:
        return f"lot {to_millis(self.at)} {self.number}"


class HandOver(Section):
    """A request to hand over all clients of one to another, by their members' ids."""

    old: int
    new: int


feature = Feature("assign", Rules, title="分配", topic="客户")


@feature.command("分配", help="按规则给成员分负责人，先看再分", usage="开始", role=Role.ADMIN)
def assign(_: Message, ctx: MemberContext) -> Query:
    if ctx.args not in ("", START):
        raise Refusal(USAGE)
    if not ctx.rules(Rules).rules:
        raise Refusal(NO_RULES)
    start = ctx.args == START
    list_staff(ctx)  # whoever never spoke is put on the roster, which a reading connection cannot do

    def look(reading: Context) -> Prepared | str:
        staff = _list_colleagues(reading)
        found = _find(reading, staff)
        if not found:
            return NOTHING
        return _prepare(found, staff) if start else PREVIEW.format(count=len(found), shares=_share(found, staff))

    return Query(lambda db: look(replace(ctx, db=db)))


@feature.scheduled("nightly", lambda group: NIGHTLY if group.rules(Rules).rules else None, read_only=True)
def assign_at_night(ctx: Context) -> Prepared | None:
    staff = _list_colleagues(ctx)
    found = _find(ctx, staff)
    return Prepared(lambda writing: _prepare(found, staff).run(writing) and None) if found else None


@feature.on_timer(Lot)
def bind(lot: Lot, ctx: Context) -> None:
    _bind(ctx, lot)


@feature.command("交接客户", help="一位员工名下的成员都交给另一位", usage="@店员 @店长", role=Role.ADMIN)
def hand_over(message: Message, ctx: MemberContext) -> str:
    old, rest = split_staff(message, ctx, ctx.args, HAND_OVER_USAGE)
    new, _ = split_staff(message, ctx, rest, HAND_OVER_USAGE)
    if old == new:
        raise Refusal(SAME)
    count = bindings.count_clients(ctx.db, ctx.group.id).get(old.id, 0)
    if not count:
        raise Refusal(NO_CLIENTS.format(name=old.name))
    question = HAND_OVER.format(old=old.name, new=new.name, count=count)
    return ask_confirmation(ctx, feature, HandOver(old=old.id, new=new.id), question)


@feature.on_confirmed(HandOver)
def carry_out(params: HandOver, request: ConfirmationRequest, ctx: MemberContext) -> str:
    old, new = (roster.get(ctx.db, member_id) for member_id in (params.old, params.new))
    if old is None or new is None or not is_staff(ctx, new):
        raise Refusal(HAND_OVER_USAGE)
    count = bindings.rebind_all(ctx.db, old, new, actor=request.proposer, at=ctx.now)
    return HANDED_OVER.format(count=count, new=new.name)


def _list_colleagues(ctx: Context) -> list[Member]:
    """Return the staff, the admins and the owner who have not left and are on the roster, by user id."""
    users = sorted({*ctx.group.staff, *ctx.group.admins, ctx.group.owner} - {""})
    return [member for user in users if (member := roster.get_by_user(ctx.db, ctx.group.id, user))]


def _find(ctx: Context, staff: list[Member]) -> list[Binding]:
    """Return who is to look after each member without anybody, by the first rule that fits, the least busy first."""
    rules = ctx.rules(Rules).rules
    by_user = {member.user_id: member for member in staff}
    bound = bindings.list_bound(ctx.db, ctx.group.id, [member.id for member in staff])
    everybody = facts_for(ctx, [rule.whom for rule in rules], with_opted_out=True)
    free = [facts for facts in everybody if facts.member.id not in bound]
    loads = Counter(bindings.count_clients(ctx.db, ctx.group.id))
    found: dict[int, int] = {}
    for rule in rules:
        candidates = [by_user[user] for user in rule.to if user in by_user]
        if candidates:
            for facts in select(rule.whom, free, ctx.today, ctx.group):
                if facts.member.id not in found and facts.member.user_id not in by_user:
                    least = min(candidates, key=lambda member: loads[member.id])
                    found[facts.member.id] = least.id
                    loads[least.id] += 1
    return sorted(found.items())


def _prepare(found: list[Binding], staff: list[Member]) -> Prepared:
    def run(writing: Context) -> str:
        lots = [
            Lot(at=writing.now, number=number, bindings=tuple(found[start : start + LOT]))
            for number, start in enumerate(range(0, len(found), LOT))
        ]
        carry_out_in_lots(writing, feature.name, lots, _bind)
        return (IN_LOTS if len(lots) > 1 else DONE).format(count=len(found), shares=_share(found, staff))

    return Prepared(run)


def _bind(ctx: Context, lot: Lot) -> None:
    for member_id, staff_id in lot.bindings:
        bindings.bind_free(ctx.db, member_id, staff_id, at=lot.at)


def _share(found: list[Binding], staff: list[Member]) -> str:
    counts = Counter(staff_id for _, staff_id in found)
    return "、".join(SHARE.format(name=member.name, count=counts[member.id]) for member in staff if counts[member.id])
