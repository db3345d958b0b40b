"""The shop: how many of each item are taken, and every order's way from its code to the counter or back.

Invariants: what is taken never exceeds the supply it was taken under; an order is paid once and refunded at most
once; each state is entered once, with who and when.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, Row, from_millis, to_millis
from storage.members.roster import Member
from storage.points import ledger
from storage.points.ledger import Account

SHOP = "shop"
"""The account that holds what members spent here."""
UNLIMITED = 1_000_000_000


class State(StrEnum):
    """Where an order stands. Stored, so the names stay."""

    WAITING = "waiting"
    """An admin has to approve."""
    READY = "ready"
    """The code may be handed in."""
    PICKED = "picked"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REJECTED = "rejected"
    REFUNDED = "refunded"


_NEXT = {
    State.WAITING: {State.READY, State.CANCELLED, State.EXPIRED, State.REJECTED, State.REFUNDED},
    State.READY: {State.PICKED, State.CANCELLED, State.EXPIRED, State.REFUNDED},
    State.PICKED: {State.REFUNDED},
}
OPEN = (State.WAITING, State.READY)
_OPEN = "('waiting', 'ready')"
KEPT = "('waiting', 'ready', 'picked')"


class SoldOut(Exception):
    """Nothing is left of an item."""


class LimitReached(Exception):
    """The member has as many as one may have."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a member takes, on the terms of this moment."""

    item: str
    points: int
    cash: int
    minimum: int
    supply: int | None
    limit: int | None
    approve: bool
    until: datetime


@dataclass(frozen=True, slots=True)
class Order:
    """One exchange, on the terms of its own moment."""

    id: int
    code: str
    member: Member
    present: bool
    """The member has not left."""
    item: str
    points: int
    cash: int
    minimum: int
    state: State
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """Who brought an order into a state, and when. `who` is a name where we have one."""

    who: str
    at: datetime
    note: str


def count_taken(db: Db, group_id: str) -> dict[str, int]:
    """How many of each item are reserved or handed out."""
    rows = db.fetch_all("SELECT item, taken FROM mall_stock WHERE group_id = :group_id", group_id=group_id)
    return {row[0]: int(row[1]) for row in rows}


def count_kept(db: Db, member: Member) -> dict[str, int]:
    """How many of each item count for the member's limit: open orders and what was handed out."""
    rows = db.fetch_all(
        f"SELECT item, COUNT(*) FROM mall_order WHERE member_id = :member_id AND state IN {KEPT} GROUP BY item",
        member_id=member.id,
    )
    return {row[0]: int(row[1]) for row in rows}


def has_ordered(db: Db, member: Member, item: str) -> bool:
    """Whether the member ever took this item, whatever became of it."""
    row = db.fetch_one("SELECT 1 FROM mall_order WHERE member_id = :id AND item = :item", id=member.id, item=item)
    return row is not None


def place(
    db: Db, member: Member, offer: Offer, *, draw: Callable[[], str], key: str, at: datetime
) -> tuple[Order, int]:
    """Reserves one, takes the points, and returns the order and the balance left. `draw` gives codes.

    Raises SoldOut, Enough or Overdrawn; then the caller has to let the transaction be undone.
    """
    order = reserve(db, member, offer, draw=draw, at=at)
    moved = ledger.transfer(
        db,
        ledger.account(member),
        _shop(member.group_id),
        offer.points,
        key=f"redeem:{order.code}",
        reason=f"兑换 {offer.item}",
        cause=key,
        at=at,
    )
    assert moved, "an event is handled once, so its payment is new"
    return order, moved.source


def reserve(db: Db, member: Member, offer: Offer, *, draw: Callable[[], str], at: datetime) -> Order:
    """As `place`, for what costs no points, or is paid by the caller."""
    # The stock row comes first: its lock makes the count behind it exact, whoever else is at it.
    if not _reserve(db, member.group_id, offer):
        raise SoldOut
    if offer.limit is not None and count_kept(db, member).get(offer.item, 0) >= offer.limit:
        raise LimitReached
    order = _insert(db, member, offer, draw, at)
    _note(db, order.id, order.state, member.user_id, "", at)
    return order


def approve(db: Db, order: Order, until: datetime, *, actor: str, at: datetime) -> bool:
    """Makes a waiting order ready, good until a new end; False when it was not waiting."""
    if not _enter(db, order, State.READY, actor, "", at):
        return False
    db.execute("UPDATE mall_order SET until = :until WHERE id = :id", until=to_millis(until), id=order.id)
    return True


def hand_out(db: Db, order: Order, *, actor: str, at: datetime) -> bool:
    """The code was handed in; False when the order was not ready."""
    return _enter(db, order, State.PICKED, actor, "", at)


def end(db: Db, order: Order, state: State, *, actor: str, cause: str, at: datetime, note: str = "") -> int | None:
    """Ends an order, frees its stock unless it was handed out, and returns the member's balance with the points back.

    None when the order cannot come into this state, any more: nothing moves.
    """
    if not _enter(db, order, state, actor, note, at):
        return None
    if order.state is not State.PICKED:
        db.execute(
            "UPDATE mall_stock SET taken = taken - 1 WHERE group_id = :group_id AND item = :item",
            group_id=order.member.group_id,
            item=order.item,
        )
    if not order.points:
        return ledger.balance(db, order.member)
    paid = ledger.get_by_key(db, f"redeem:{order.code}")
    assert paid
    moved = ledger.reverse(db, paid, reason=f"退回 {order.item}", cause=cause, at=at)
    assert moved, "a state is entered once, so its refund is new"
    return moved.target


def get(db: Db, code: str) -> Order | None:
    """The order with this code, in whatever group."""
    row = db.fetch_one(f"{_ORDERS} WHERE mall_order.code = :code", code=code)
    return _order(row) if row else None


def list_of_member(db: Db, member: Member, limit: int) -> list[Order]:
    """The member's orders: open ones first, then the latest."""
    rows = db.fetch_all(
        f"""{_ORDERS} WHERE mall_order.member_id = :member_id
        ORDER BY CASE WHEN mall_order.state IN {_OPEN} THEN 0 ELSE 1 END, mall_order.id DESC LIMIT :most""",
        member_id=member.id,
        most=limit,
    )
    return [_order(row) for row in rows]


def list_in_state(db: Db, group_id: str, state: State, limit: int) -> list[Order]:
    """A group's orders in this state, oldest first."""
    rows = db.fetch_all(
        f"""{_ORDERS} WHERE mall_order.group_id = :group_id AND mall_order.state = :state
        ORDER BY mall_order.id LIMIT :most""",
        group_id=group_id,
        state=state.value,
        most=limit,
    )
    return [_order(row) for row in rows]


def count_in_state(db: Db, group_id: str, state: State) -> int:
    """How many of a group's orders are in this state."""
    row = db.fetch_one(
        "SELECT COUNT(*) FROM mall_order WHERE group_id = :group_id AND state = :state",
        group_id=group_id,
        state=state.value,
    )
    assert row
    return int(row[0])


def most_ordered(db: Db, group_id: str, since: datetime, until: datetime) -> tuple[str, int] | None:
    """The item taken most often from `since` until just before `until`, with how often; what came back is left out."""
    row = db.fetch_one(
        f"""SELECT item, COUNT(*) FROM mall_order
        WHERE group_id = :group_id AND state IN {KEPT} AND at >= :since AND at < :until
        GROUP BY item ORDER BY COUNT(*) DESC, item LIMIT 1""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
    )
    return (row[0], int(row[1])) if row else None


def get_step(db: Db, order: Order, state: State) -> Step | None:
    """Who brought the order into this state, None where it never was."""
    row = db.fetch_one(
        """SELECT COALESCE(member.name, mall_step.actor), mall_step.at, mall_step.note FROM mall_step
        LEFT JOIN member ON member.user_id = mall_step.actor AND member.group_id = :group_id
        WHERE mall_step.order_id = :order_id AND mall_step.state = :state""",
        group_id=order.member.group_id,
        order_id=order.id,
        state=state.value,
    )
    return Step(row[0], from_millis(row[1]), row[2]) if row else None


def wrong_counts(db: Db, group_id: str = "") -> list[tuple[str, str, int, int]]:
    """Items whose counter is not the number of orders that hold one: group, item, counter, number. Empty is right.

    Of all groups unless one is named.
    """
    rows = db.fetch_all(
        """SELECT mall_stock.group_id, mall_stock.item, mall_stock.taken, COUNT(mall_order.id) FROM mall_stock
        LEFT JOIN mall_order ON mall_order.group_id = mall_stock.group_id AND mall_order.item = mall_stock.item
            AND (mall_order.state IN ('waiting', 'ready', 'picked') OR EXISTS (SELECT 1 FROM mall_step
                WHERE mall_step.order_id = mall_order.id AND mall_step.state = 'picked'))
        WHERE :group_id IN ('', mall_stock.group_id)
        GROUP BY mall_stock.group_id, mall_stock.item, mall_stock.taken
        HAVING mall_stock.taken <> COUNT(mall_order.id)""",
        group_id=group_id,
    )
    return [(row[0], row[1], int(row[2]), int(row[3])) for row in rows]


_ORDERS = """SELECT mall_order.id, mall_order.code, member.id, member.group_id, member.user_id, member.name,
    member.left_at, mall_order.item, mall_order.points, mall_order.cash, mall_order.minimum, mall_order.state,
    mall_order.at, mall_order.until
    FROM mall_order JOIN member ON member.id = mall_order.member_id"""


def _order(row: Row) -> Order:
    id_, code, *member, left_at, item, points, cash, minimum, state, at, until = row
    return Order(
        id_,
        code,
        Member(*member),
        left_at is None,
        item,
        points,
        cash,
        minimum,
        State(state),
        from_millis(at),
        from_millis(until),
    )


def _shop(group_id: str) -> Account:
    return Account(group_id, SHOP)


def _reserve(db: Db, group_id: str, offer: Offer) -> bool:
    supply = UNLIMITED if offer.supply is None else offer.supply
    return supply > 0 and bool(
        db.execute(
            """INSERT INTO mall_stock (group_id, item, taken) VALUES (:group_id, :item, 1)
            ON CONFLICT (group_id, item) DO UPDATE SET taken = mall_stock.taken + 1
            WHERE mall_stock.taken < :supply""",
            group_id=group_id,
            item=offer.item,
            supply=supply,
        )
    )


def _insert(db: Db, member: Member, offer: Offer, draw: Callable[[], str], at: datetime) -> Order:
    state = State.WAITING if offer.approve else State.READY
    row = None
    while row is None:
        code = draw()
        row = db.fetch_one(
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
        row[0], code, member, True, offer.item, offer.points, offer.cash, offer.minimum, state, at, offer.until
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
        _note(db, order.id, state, actor, note, at)
    return bool(entered)


def _note(db: Db, order_id: int, state: State, actor: str, note: str, at: datetime) -> None:
    db.execute(
        "INSERT INTO mall_step (order_id, state, actor, note, at) VALUES (:order_id, :state, :actor, :note, :at)",
        order_id=order_id,
        state=state.value,
        actor=actor,
        note=note,
        at=to_millis(at),
    )
