"""An order's way: the exchange, its approval, and the counter, or back.

An order is paid once and refunded at most once; each state is entered once, with who brought it there and when.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from storage.db import Db, to_millis
from storage.mall import orders, stock
from storage.mall.orders import Offer, Order, State
from storage.members.roster import Member
from storage.points import entries, ledger
from storage.points.ledger import Account

SHOP = "shop"
"""The account that holds what members spent in the shop."""

_NEXT = {
    State.WAITING: {State.READY, State.CANCELLED, State.EXPIRED, State.REJECTED, State.REFUNDED},
    State.READY: {State.PICKED, State.CANCELLED, State.EXPIRED, State.REFUNDED},
    State.PICKED: {State.REFUNDED},
}


class SoldOut(Exception):
    """Nothing is left of an item."""


class LimitReached(Exception):
    """The member has as many of an item as a member may have."""


def place(
    db: Db, member: Member, offer: Offer, *, draw: Callable[[], str], key: str, at: datetime
) -> tuple[Order, int]:
    """Reserve one, take the points, and return the order and the balance left. `draw` gives codes.

    Raises SoldOut, Enough or Overdrawn; then the caller has to let the transaction be undone.
    """
    order = reserve(db, member, offer, draw=draw, at=at)
    balances = ledger.transfer(
        db,
        ledger.account(member),
        _shop(member.group_id),
        offer.points,
        key=f"redeem:{order.code}",
        reason=f"兑换 {offer.item}",
        cause=key,
        at=at,
    )
    assert balances, "an event is handled once, so its payment is new"
    return order, balances.source


def reserve(db: Db, member: Member, offer: Offer, *, draw: Callable[[], str], at: datetime) -> Order:
    """Place an order that costs no points, or that the caller takes payment for; raises as `place`."""
    # The stock comes first: its lock makes the count after it exact, whoever else exchanges the same item.
    if not stock.reserve(db, member.group_id, offer.item, offer.supply):
        raise SoldOut
    if offer.limit is not None and orders.count_kept(db, member).get(offer.item, 0) >= offer.limit:
        raise LimitReached
    order = _insert(db, member, offer, draw, at)
    _record_step(db, order.id, order.state, member.user_id, "", at)
    return order


def approve(db: Db, order: Order, until: datetime, *, actor: str, at: datetime) -> bool:
    """Make a waiting order ready, valid until a new end; False where it was not waiting."""
    if not _enter(db, order, State.READY, actor, "", at):
        return False
    db.execute("UPDATE mall_order SET until = :until WHERE id = :id", until=to_millis(until), id=order.id)
    return True


def hand_out(db: Db, order: Order, *, actor: str, at: datetime) -> bool:
    """Record that the code was handed in; False where the order was not ready."""
    return _enter(db, order, State.PICKED, actor, "", at)


def end(db: Db, order: Order, state: State, *, actor: str, cause: str, at: datetime, note: str = "") -> int | None:
    """End an order, release its stock unless it was handed out, and return the member's balance with the refund.

    None where the order can no longer enter this state: nothing moves.
    """
    if not _enter(db, order, state, actor, note, at):
        return None
    if order.state is not State.PICKED:
        stock.release(db, order.member.group_id, order.item)
    if not order.points:
        return ledger.balance(db, order.member)
    payment = entries.get_by_key(db, f"redeem:{order.code}")
    assert payment
    balances = ledger.reverse(db, payment, reason=f"退回 {order.item}", cause=cause, at=at)
    assert balances, "a state is entered once, so its refund is new"
    return balances.target


def _shop(group_id: str) -> Account:
    return Account(group_id, SHOP)


def _insert(db: Db, member: Member, offer: Offer, draw: Callable[[], str], at: datetime) -> Order:
    state = State.WAITING if offer.approve else State.READY
    order_id = None
    while order_id is None:
        code = draw()
        order_id = db.fetch_value(
            """INSERT INTO mall_order
                (code, group_id, member_id, item, points, cash, minimum, state, at, until)
            VALUES (:code, :group_id, :member_id, :item, :points, :cash, :minimum, :state, :at, :until)
            ON CONFLICT (code) DO NOTHING RETURNING id""",
            code=code,
            group_id=member.group_id,
            member_id=member.id,
            item=offer.item,
            points=offer.points,
            cash=offer.cash,
            minimum=offer.minimum,
            state=state.value,
            at=to_millis(at),
            until=to_millis(offer.until),
        )
    return Order(
        order_id, code, member, True, offer.item, offer.points, offer.cash, offer.minimum, state, at, offer.until
    )


def _enter(db: Db, order: Order, state: State, actor: str, note: str, at: datetime) -> bool:
    if state not in _NEXT.get(order.state, ()):
        return False
    entered = db.execute(
        "UPDATE mall_order SET state = :state WHERE id = :id AND state = :was",
        state=state.value,
        id=order.id,
        was=order.state.value,
    )
    if entered:
        _record_step(db, order.id, state, actor, note, at)
    return bool(entered)


def _record_step(db: Db, order_id: int, state: State, actor: str, note: str, at: datetime) -> None:
    db.execute(
        "INSERT INTO mall_step (order_id, state, actor, note, at) VALUES (:order_id, :state, :actor, :note, :at)",
        order_id=order_id,
        state=state.value,
        actor=actor,
        note=note,
        at=to_millis(at),
    )
