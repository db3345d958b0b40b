"""The shop's orders, each on the terms of its own moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, to_millis
from storage.members.roster import Member
from storage.rows import columns, read


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


OPEN = (State.WAITING, State.READY)
_OPEN = "('waiting', 'ready')"
KEPT = "('waiting', 'ready', 'picked')"
"""SQL: the states of an order that holds its item."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a member may exchange points for, on the terms of this moment."""

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


_ORDERS = f"""SELECT {columns(Order, "mall_order", present="member.left_at IS NULL")}
    FROM mall_order JOIN member ON member.id = mall_order.member_id"""


def count_kept(db: Db, member: Member) -> dict[str, int]:
    """Return how many of each item count for the member's limit: open orders and what was handed out."""
    rows = db.fetch_all(
        f"SELECT item, COUNT(*) FROM mall_order WHERE member_id = :member_id AND state IN {KEPT} GROUP BY item",
        member_id=member.id,
    )
    return {item: int(orders) for item, orders in rows}


def has_ordered(db: Db, member: Member, item: str) -> bool:
    """Tell whether the member ever ordered this item, whatever became of it."""
    row = db.fetch_one("SELECT 1 FROM mall_order WHERE member_id = :id AND item = :item", id=member.id, item=item)
    return row is not None


def get(db: Db, code: str) -> Order | None:
    """Return the order with this code, of any group."""
    row = db.fetch_one(f"{_ORDERS} WHERE mall_order.code = :code", code=code)
    return read(Order, row) if row else None


def list_of_member(db: Db, member: Member, limit: int) -> list[Order]:
    """Return the orders of a member: open ones first, then the newest."""
    rows = db.fetch_all(
        f"""{_ORDERS} WHERE mall_order.member_id = :member_id
        ORDER BY CASE WHEN mall_order.state IN {_OPEN} THEN 0 ELSE 1 END, mall_order.id DESC LIMIT :most""",
        member_id=member.id,
        most=limit,
    )
    return [read(Order, row) for row in rows]


def list_in_state(db: Db, group_id: str, state: State, limit: int) -> list[Order]:
    """Return the orders of a group in this state, oldest first."""
    rows = db.fetch_all(
        f"""{_ORDERS} WHERE mall_order.group_id = :group_id AND mall_order.state = :state
        ORDER BY mall_order.id LIMIT :most""",
        group_id=group_id,
        state=state.value,
        most=limit,
    )
    return [read(Order, row) for row in rows]


def count_in_state(db: Db, group_id: str, state: State) -> int:
    """Return how many orders of a group are in this state."""
    orders = db.fetch_value(
        "SELECT COUNT(*) FROM mall_order WHERE group_id = :group_id AND state = :state",
        group_id=group_id,
        state=state.value,
    )
    return int(orders)


def most_ordered(db: Db, group_id: str, since: datetime, until: datetime) -> tuple[str, int] | None:
    """Return the item ordered most often in [since, until), with how often; orders that came back do not count."""
    row = db.fetch_one(
        f"""SELECT item, COUNT(*) FROM mall_order
        WHERE group_id = :group_id AND state IN {KEPT} AND at >= :since AND at < :until
        GROUP BY item ORDER BY COUNT(*) DESC, item LIMIT 1""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
    )
    return (str(row[0]), int(row[1])) if row else None


def get_step(db: Db, order: Order, state: State) -> Step | None:
    """Return who brought the order into this state, and when; None where it never was in it."""
    row = db.fetch_one(
        f"""SELECT {columns(Step, "mall_step", who="COALESCE(member.name, mall_step.actor)")} FROM mall_step
        LEFT JOIN member ON member.user_id = mall_step.actor AND member.group_id = :group_id
        WHERE mall_step.order_id = :order_id AND mall_step.state = :state""",
        group_id=order.member.group_id,
        order_id=order.id,
        state=state.value,
    )
    return read(Step, row) if row else None
