"""Opening packets, giving shares to whoever grabs them, and giving back what is left, for all features of packets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from handlers.kit import Context, Happened, MemberContext, Refusal, TimerPayload, cancel_timer, set_timer
from handlers.points import payments
from handlers.points.earned_dates import oldest_points
from handlers.points.rules import BudgetRules
from handlers.points.treasury import pay_arrears
from handlers.redpackets.rules import Order, Rules
from handlers.redpackets.splitting import split_by_luck, split_equally
from handlers.text.numbers import read_spaced_number
from storage.members import roster
from storage.members.roster import Member
from storage.points import entries, ledger, lots, treasury
from storage.redpackets import packets, shares
from storage.redpackets.packets import Packet, State, Terms
from storage.redpackets.shares import Share

SENT = "sent packets"
"""Under this name the day's packets of a member are counted; their points under the feature's."""
FEATURE = "redpackets"
"""The feature whose timers end packets."""
TOO_FEW = "你有 {balance} 分，发不了 {price} 分的红包，还差 {missing} 分。"
NO_BUDGET = "预算只剩 {left} 分，发不了 {points} 分的红包。"
REASON = "{number} 号红包"
GIVEN_BACK = "{number} 号红包没抢完"
EMPTY = "手慢啦，{number} 号红包已经抢完了～"
OVER = "{number} 号红包已经过时间了。"
UNKNOWN = "没有 {number} 号红包。"
WITHDRAWN = "{number} 号红包已经收回了。"
HAVE_ONE = "{number} 号红包你已经抢过啦，{points} 分～"
NOT_FOR_YOU = "{number} 号红包是给 {names} 的。"
NOT_FOR_SENDER = "{number} 号红包是你替群里发的，留给大家抢吧～"
NOT_FOR_ASKER = "{number} 号红包的题是你出的，留给大家答吧～"
MOST_NAMES = 5


class PacketEnd(TimerPayload):
    """The timer that ends a packet nobody emptied."""

    packet: int

    @property
    def key(self) -> str:
        return str(self.packet)


@dataclass(frozen=True, slots=True)
class Grab:
    """A share that a member has just grabbed."""

    share: Share
    balance: int
    packet: Packet
    """As it is now: empty, where this was the last share."""


def open_packet(
    ctx: Context,
    order: Order,
    *,
    sender: Member | None = None,
    own: bool = False,
    by: str = "",
    after: Happened | None = None,
    lasts: timedelta | None = None,
) -> Packet:
    """Open a packet that ends by itself: an `own` one out of the sender's points, else out of the group's.

    `by` are the user ids of those who answer for the group's points, `after` is what made it come by itself; it is open
    for `lasts`, or for the group's hours. Raises Refusal where there are too few points.
    """
    split = (
        split_by_luck(order.points, order.shares, ctx.random)
        if order.lucky
        else split_equally(order.points, order.shares)
    )
    receivers = roster.list_people(ctx.db, order.receivers, include_left=True)
    packet = packets.create(
        ctx.db,
        ctx.group.id,
        Terms(
            points=order.points,
            lucky=order.lucky,
            words=order.words,
            phrase=order.phrase,
            question=order.question,
            occasion=after.occasion if after else "",
            reason=after.reason if after else "",
            cause=after.key if after else None,
        ),
        split,
        receivers,
        sender=sender,
        own=own,
        at=ctx.carried_out_at,
        ends_at=ctx.carried_out_at + (lasts or timedelta(hours=ctx.rules(Rules).hours)),
    )
    if own and sender:
        _fill_from_member(ctx, packet, sender)
    else:
        _fill_from_group(ctx, packet, f"{ctx.key} by {by}" if by else ctx.key)
    set_timer(ctx, FEATURE, PacketEnd(packet=packet.id), packet.ends_at)
    return packet


def get_named_packet(ctx: MemberContext, how: str) -> Packet:
    """Return the group's packet that is named by its number; raises Refusal, with `how` where there is no number."""
    number = read_spaced_number(ctx.args)
    if number is None:
        raise Refusal(how)
    packet = packets.get_by_number(ctx.db, ctx.group.id, number)
    if packet is None:
        raise Refusal(UNKNOWN.format(number=number))
    return packet


def grab_share(ctx: MemberContext, packet: Packet) -> Grab:
    """Give the next share of a packet to the acting member; raises Refusal where they get none."""
    before = shares.get(ctx.db, packet, ctx.member)
    if before:
        raise Refusal(HAVE_ONE.format(number=packet.number, points=before.points))
    _require_receiver(ctx, packet)
    if packet.state is State.EMPTY:
        raise Refusal(EMPTY.format(number=packet.number))
    if not packet.is_open(ctx.now):
        raise Refusal((WITHDRAWN if packet.is_withdrawn else OVER).format(number=packet.number))
    share = shares.grab(ctx.db, packet, ctx.member, ctx.now)
    if share is None:
        raise Refusal(EMPTY.format(number=packet.number))
    balance = _pay(ctx, packet, share)
    if share.number < packet.shares:
        return Grab(share, balance, packet)
    cancel_timer(ctx, FEATURE, PacketEnd(packet=packet.id))
    return Grab(share, balance, packets.finish(ctx.db, packet, State.EMPTY, ctx.now) or packet)


def end_packet(ctx: Context, packet: Packet) -> Packet | None:
    """End a packet whose time is over and give back what is left of it; None where it has ended before."""
    ended = packets.finish(ctx.db, packet, State.EXPIRED, ctx.now)
    if ended is None:
        return None
    filled = entries.get_by_key(ctx.db, packet.key)
    assert filled, "it was filled when it was opened"
    rest = packet.points - sum(share.points for share in shares.list_grabbed(ctx.db, packet))
    # A correction of the entry that filled it: so what comes back is as old as if it had never left.
    reason = GIVEN_BACK.format(number=packet.number)
    ledger.reverse(ctx.db, filled, reason=reason, cause=ctx.key, at=ctx.now, amount=rest)
    if not packet.own and ctx.rules(BudgetRules).monthly is not None:
        pay_arrears(ctx)
    return ended


def withdraw_packet(ctx: Context, packet: Packet) -> Packet | None:
    """End an open packet before its time, with all that comes at its end; None where it has ended before."""
    cancel_timer(ctx, FEATURE, PacketEnd(packet=packet.id))
    return end_packet(ctx, packet)


def may_grab(ctx: MemberContext, packet: Packet) -> bool:
    """Return whether a share of an open packet is waiting for the acting member."""
    receivers = packets.list_receivers(ctx.db, packet)
    is_for_them = ctx.member in receivers if receivers else not _is_from_them(ctx, packet)
    return is_for_them and shares.get(ctx.db, packet, ctx.member) is None


def _is_from_them(ctx: MemberContext, packet: Packet) -> bool:
    """Return whether the acting member sent a packet whose points they may not take: the group's, or for an answer."""
    return packet.sender_id == ctx.member.id and (not packet.own or bool(packet.question))


def _require_receiver(ctx: MemberContext, packet: Packet) -> None:
    """Raise Refusal where a packet is for others: who gives the group's points away does not take them."""
    if _is_from_them(ctx, packet):
        raise Refusal((NOT_FOR_ASKER if packet.question else NOT_FOR_SENDER).format(number=packet.number))
    receivers = packets.list_receivers(ctx.db, packet)
    if receivers and ctx.member.id not in {member.id for member in receivers}:
        names = "、".join(member.name for member in receivers[:MOST_NAMES])
        raise Refusal(NOT_FOR_YOU.format(number=packet.number, names=names))


def _fill_from_member(ctx: Context, packet: Packet, sender: Member) -> None:
    earned = oldest_points(ctx, sender, packet.points)
    reason = REASON.format(number=packet.number)
    payments.charge(ctx, sender, packet.points, key=packet.key, reason=reason, refusal=TOO_FEW, target=packet.account)
    shares.record_lots(ctx.db, packet, earned)


def _fill_from_group(ctx: Context, packet: Packet, cause: str) -> None:
    reason = REASON.format(number=packet.number)
    if not payments.set_aside(ctx, packet.account, packet.points, key=packet.key, reason=reason, cause=cause):
        left = treasury.balance(ctx.db, ctx.group.id)
        raise Refusal(NO_BUDGET.format(left=left, points=packet.points))


def _pay(ctx: MemberContext, packet: Packet, share: Share) -> int:
    """Pay a share and return the member's balance; what a member gave stays as old as it was."""
    key, reason = f"grab:{packet.id}:{ctx.member.id}", REASON.format(number=packet.number)
    balance = ledger.earn(
        ctx.db, ctx.member, share.points, key=key, reason=reason, cause=ctx.key, at=ctx.now, source=packet.account
    )
    assert balance is not None, "a member has one share of a packet"
    if packet.own:
        entry = entries.get_by_key(ctx.db, key)
        assert entry, "it was booked"
        before = shares.sum_before(ctx.db, packet, share.number)
        earned = lots.take_oldest(shares.list_lots(ctx.db, packet), share.points, behind=before)
        lots.record(ctx.db, entry, ctx.member, earned)
    return balance
