"""合并: two members who are one person become one, once an admin has read what that means and confirmed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pydantic import BaseModel

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.levels import growth
from handlers.levels import rules as level_rules
from handlers.points.by_hand import Confirmation, needed_confirmation
from handlers.points.once import Twice, forget_owed_twice, list_paid_for, list_twice, take_back, take_back_entries
from handlers.system.confirmation_requests import ask_confirmation
from handlers.text.people import split_member
from storage import timers
from storage.checkin import checkins
from storage.members import roster
from storage.members.merging import KIND, REASON, merge
from storage.members.roster import Member
from storage.points import arrears, ledger
from storage.points.entries import Entry
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature("merging", title="合并成员", topic="成员")
feature.ledger_kind(KIND, REASON)

USAGE = "合并 @小明 @ZhangSan（后一个并进前一个）"
SAME = "说的是同一个人，不用合并。"
QUESTION = (
    "把「{gone}」（{gone_id}）并进「{stays}」（{stays_id}）。积分 {own} + {other} = {sum} 分，"
    "签到 {own_days} 天和 {other_days} 天合在一起（同一天算一次），连签重新数；"
    "成长、标签、任务、订单、邀请、投票、活动、接龙、课程、小组、红包都归「{stays}」，抢到的红包两份都留着。"
    "只能有一份的（介绍、生日、同一个投票）留「{stays}」的。{twice}{invited}以后两个账号说话都算「{stays}」。合并了就不能再分开"
)
TWICE = "两边都领过的只算一份，收回 {points} 分：{reasons}。"
INVITED = "邀请的是自己，为这个领的 {points} 分收回。"
INVITED_BACK = "邀请自己领的 {points} 分收回了。"
INVITED_REASON = "合并成员：「{reason}」邀请的是自己，收回"
MOST_REASONS = 5
MERGED = "合并好了：「{gone}」就是「{stays}」，现在有 {points} 分，连续签到 {streak} 天。{back}两个账号说话都算 TA 的。"
BACK = "重复领的 {points} 分收回了。"
FORGETTER = "personal_data"
"""The feature whose timer forgets a member, under their id."""
FORGETTING = "「{name}」要删除自己的数据，请先让 TA 发「取消删除」。"


class Merge(BaseModel):
    """Two members by id, as kept until it is confirmed."""

    gone: int
    stays: int


@feature.command(
    "合并", "合并成员", help="一个人有两个账号：后一个并进前一个", usage="@小明 @ZhangSan", role=Role.ADMIN
)
def ask(message: Message, ctx: MemberContext) -> str:
    stays, rest = split_member(message, ctx, USAGE, include_left=True)
    gone, _ = split_member(message, replace(ctx, args=rest), USAGE, include_left=True)
    if gone.id == stays.id:
        raise Refusal(SAME)
    _require_kept(ctx, gone, stays)
    own, other = ledger.balance(ctx.db, stays), ledger.balance(ctx.db, gone)
    invited = _list_paid_for_inviting(ctx, gone, stays)
    question = QUESTION.format(
        gone=gone.name,
        gone_id=gone.user_id,
        stays=stays.name,
        stays_id=stays.user_id,
        own=own,
        other=other,
        sum=own + other,
        own_days=_days(ctx, stays),
        other_days=_days(ctx, gone),
        twice=_describe_twice(list_twice(ctx, gone, stays)),
        invited=INVITED.format(points=sum(entry.amount for entry in invited)) if invited else "",
    )
    # Who takes over another account's points does not confirm it alone.
    needed = needed_confirmation(ctx, "grant", [stays], other)
    second = needed is Confirmation.SECOND
    about = [gone.user_id, stays.user_id]
    return ask_confirmation(ctx, feature, Merge(gone=gone.id, stays=stays.id), question, second=second, about=about)


@feature.on_confirmed(Merge)
def carry_out(order: Merge, proposal: ConfirmationRequest, ctx: MemberContext) -> str:
    gone, stays = (_member(ctx, number) for number in (order.gone, order.stays))
    if gone is None or stays is None or gone.id == stays.id:
        raise Refusal(SAME)
    _require_kept(ctx, gone, stays)
    by = proposal.proposer + (f" + {ctx.member.user_id}" if proposal.second else "")
    twice = list_twice(ctx, gone, stays)
    invited = _list_paid_for_inviting(ctx, gone, stays)
    forget_owed_twice(ctx, gone, stays)
    _forget_owed_for_inviting(ctx, gone, stays)
    tellers = [look(gone, stays, ctx) for look in ctx.registry.mergers]
    merge(ctx.db, gone, stays, cause=f"{ctx.key} by {by}", at=ctx.now)
    back = take_back(ctx, stays, twice)
    invited_back = take_back_entries(ctx, stays, invited, INVITED_REASON)
    for number, tell in enumerate(tellers):
        if words := tell():
            ctx.post(f"{ctx.key}:merged:{number}", words)
    if ctx.rules(level_rules.Rules).ladder:
        growth.record_level_change(ctx, stays)
    return MERGED.format(
        gone=gone.name,
        stays=stays.name,
        points=ledger.balance(ctx.db, stays),
        streak=checkins.streak(ctx.db, stays, ctx.today),
        back=(BACK.format(points=back) if back else "")
        + (INVITED_BACK.format(points=invited_back) if invited_back else ""),
    )


def _inviting_keys(invited: Member) -> list[str]:
    """Return the keys under which somebody's inviter is paid: for their coming, and for their introduction."""
    return [f"invite:{invited.id}", f"introduction:inviter:{invited.id}"]


def _list_paid_for_inviting(ctx: MemberContext, gone: Member, stays: Member) -> list[Entry]:
    """Return what one of them was paid for bringing the other."""
    pairs = ((gone, stays), (stays, gone))
    return [entry for inviter, invited in pairs for entry in list_paid_for(ctx, inviter, _inviting_keys(invited))]


def _forget_owed_for_inviting(ctx: MemberContext, gone: Member, stays: Member) -> None:
    for inviter, invited in ((gone, stays), (stays, gone)):
        for owed in arrears.list_of_member(ctx.db, inviter):
            if owed.key in _inviting_keys(invited):
                arrears.cancel(ctx.db, owed.key)


def _describe_twice(twice: Sequence[Twice]) -> str:
    if not twice:
        return ""
    counts = Counter(each.second.reason for each in twice)
    reasons = [f"{reason} {count} 次" if count > 1 else reason for reason, count in counts.most_common(MOST_REASONS)]
    more = "等" if len(counts) > MOST_REASONS else ""
    return TWICE.format(points=sum(each.second.amount for each in twice), reasons="、".join(reasons) + more)


def _member(ctx: MemberContext, number: int) -> Member | None:
    return roster.get(ctx.db, number, include_left=True)


def _days(ctx: MemberContext, member: Member) -> int:
    return checkins.count(ctx.db, member, date.min, ctx.today)


def _require_kept(ctx: MemberContext, *members: Member) -> None:
    """Raise Refusal where one of them is about to be forgotten: all that is theirs would be, then."""
    for member in members:
        if timers.due_at(ctx.db, ctx.group.id, FORGETTER, str(member.id)) is not None:
            raise Refusal(FORGETTING.format(name=member.name))
