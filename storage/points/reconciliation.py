"""Whether a group's ledger agrees with itself: each check returns what does not, so an empty result is right.

Each is one statement, so what others write meanwhile cannot look like a fault.
"""

from __future__ import annotations

from datetime import date, timedelta

from storage.db import Db

Number = tuple[str, int, int]
"""What it is about, the actual value and the expected one."""


def count_entries(db: Db, group_id: str) -> int:
    """Return how many entries the group has."""
    return int(db.fetch_value("SELECT COUNT(*) FROM entry WHERE group_id = :group_id", group_id=group_id))


def count_accounts(db: Db, group_id: str) -> int:
    """Return how many accounts the group has."""
    return int(db.fetch_value("SELECT COUNT(*) FROM account WHERE group_id = :group_id", group_id=group_id))


def list_groups(db: Db) -> list[str]:
    """Return the ids of the groups that have accounts."""
    rows = db.fetch_all("SELECT DISTINCT group_id FROM account ORDER BY group_id")
    return [group_id for (group_id,) in rows]


def wrong_balances(db: Db, group_id: str = "") -> list[tuple[str, str, str, int, int]]:
    """Return the accounts whose balance is not the sum of their entries: group, unit, holder, balance, sum.

    Of all groups unless one is named.
    """
    rows = db.fetch_all(
        """SELECT account.group_id, account.unit, account.holder, account.balance, COALESCE(moved.total, 0)
        FROM account LEFT JOIN (
            SELECT group_id, unit, holder, SUM(amount) AS total FROM (
                SELECT group_id, unit, target AS holder, amount FROM entry WHERE :group_id IN ('', group_id)
                UNION ALL
                SELECT group_id, unit, source AS holder, -amount FROM entry WHERE :group_id IN ('', group_id)
            ) both_sides GROUP BY group_id, unit, holder
        ) moved ON moved.group_id = account.group_id AND moved.unit = account.unit AND moved.holder = account.holder
        WHERE :group_id IN ('', account.group_id) AND account.balance <> COALESCE(moved.total, 0)""",
        group_id=group_id,
    )
    return [(group, unit, holder, int(balance), int(total)) for group, unit, holder, balance, total in rows]


def missing_accounts(db: Db, group_id: str) -> list[str]:
    """Return the holders that entries name and that have no account."""
    rows = db.fetch_all(
        """SELECT DISTINCT holder FROM (
            SELECT unit, target AS holder FROM entry WHERE group_id = :group_id
            UNION SELECT unit, source FROM entry WHERE group_id = :group_id
        ) named WHERE NOT EXISTS (SELECT 1 FROM account
            WHERE account.group_id = :group_id AND account.unit = named.unit AND account.holder = named.holder)
        ORDER BY holder""",
        group_id=group_id,
    )
    return [name for (name,) in rows]


def unbalanced_units(db: Db, group_id: str) -> list[Number]:
    """Return the units whose balances do not add up to zero."""
    rows = db.fetch_all(
        """SELECT unit, SUM(balance) FROM account WHERE group_id = :group_id
        GROUP BY unit HAVING SUM(balance) <> 0 ORDER BY unit""",
        group_id=group_id,
    )
    return [(name, int(balance), 0) for name, balance in rows]


def overdrawn_accounts(db: Db, group_id: str) -> list[Number]:
    """Return the holders below zero, except the issuer."""
    rows = db.fetch_all(
        """SELECT holder, balance FROM account
        WHERE group_id = :group_id AND balance < 0 AND holder <> 'issuer' ORDER BY holder""",
        group_id=group_id,
    )
    return [(name, int(balance), 0) for name, balance in rows]


def wrong_reversals(db: Db, group_id: str) -> list[int]:
    """Return the ids of reversals that do not reverse an earlier entry alone, the other way and within its amount."""
    rows = db.fetch_all(
        """SELECT entry.id FROM entry LEFT JOIN entry original ON original.id = entry.reverses
        WHERE entry.reverses IS NOT NULL AND entry.group_id = :group_id AND (
            original.id IS NULL OR original.id >= entry.id OR original.reverses IS NOT NULL
            OR original.group_id <> entry.group_id OR original.unit <> entry.unit
            OR original.source <> entry.target OR original.target <> entry.source OR original.amount < entry.amount
            OR EXISTS (SELECT 1 FROM entry other WHERE other.reverses = entry.reverses AND other.id <> entry.id))
        ORDER BY entry.id""",
        group_id=group_id,
    )
    return [name for (name,) in rows]


def repeated_keys(db: Db) -> list[Number]:
    """Return the keys that occur more than once, in any group."""
    rows = db.fetch_all("SELECT key, COUNT(*) FROM entry GROUP BY key HAVING COUNT(*) > 1 ORDER BY key")
    return [(key, int(entries), 1) for key, entries in rows]


def count_orphans(db: Db) -> int:
    """Return how many check-ins and days of activity belong to no member, in all groups: they have no foreign key."""
    rows = db.fetch_all(
        """SELECT COUNT(*) FROM checkin WHERE NOT EXISTS (SELECT 1 FROM member WHERE member.id = checkin.member_id)
        UNION ALL
        SELECT COUNT(*) FROM activity WHERE NOT EXISTS (SELECT 1 FROM member WHERE member.id = activity.member_id)"""
    )
    return sum(int(orphans) for (orphans,) in rows)


def paid_arrears(db: Db, group_id: str) -> list[str]:
    """Return the keys of what is owed although it was paid."""
    rows = db.fetch_all(
        """SELECT arrear.key FROM arrear JOIN entry ON entry.key = arrear.key
        WHERE arrear.group_id = :group_id ORDER BY arrear.id""",
        group_id=group_id,
    )
    return [name for (name,) in rows]


def wrong_orders(db: Db, group_id: str) -> list[Number]:
    """Return the orders whose debit, less its refund, is not what their state asks for: code, debit, points kept."""
    rows = db.fetch_all(
        """SELECT code, paid, kept FROM (
            SELECT mall_order.code, COALESCE(entry.amount, 0) - COALESCE(back.amount, 0) AS paid,
                CASE WHEN mall_order.state IN ('waiting', 'ready', 'picked') THEN mall_order.points ELSE 0 END AS kept
            FROM mall_order LEFT JOIN entry ON entry.key = 'redeem:' || mall_order.code
            LEFT JOIN entry back ON back.reverses = entry.id WHERE mall_order.group_id = :group_id
        ) compared WHERE paid <> kept ORDER BY code""",
        group_id=group_id,
    )
    return [(name, int(actual), int(expected)) for name, actual, expected in rows]


def wrong_purchases(db: Db, group_id: str) -> list[Number]:
    """Return the purchases whose points, earned and not reversed or still owed, are not what the member is to keep."""
    rows = db.fetch_all(
        """SELECT number, booked, points FROM (
            SELECT purchase.number, purchase.points,
                CASE WHEN back.id IS NULL THEN COALESCE(entry.amount, 0) ELSE 0 END
                    + COALESCE(arrear.amount, 0) AS booked
            FROM purchase LEFT JOIN entry ON entry.key = purchase.key
            LEFT JOIN entry back ON back.reverses = entry.id
            LEFT JOIN arrear ON arrear.key = purchase.key WHERE purchase.group_id = :group_id
        ) compared WHERE booked <> points ORDER BY number""",
        group_id=group_id,
    )
    return [(name, int(actual), int(expected)) for name, actual, expected in rows]


def wrong_packets(db: Db, group_id: str) -> list[Number]:
    """Return the red packets whose account does not hold what nobody has grabbed: number, balance, shares left.

    One that has ended holds nothing.
    """
    rows = db.fetch_all(
        """SELECT number, held, due FROM (
            SELECT red_packet.number, COALESCE(account.balance, 0) AS held,
                CASE WHEN red_packet.state = 'open' THEN (SELECT COALESCE(SUM(red_packet_share.points), 0)
                    FROM red_packet_share WHERE packet_id = red_packet.id AND member_id IS NULL) ELSE 0 END AS due
            FROM red_packet LEFT JOIN account ON account.group_id = red_packet.group_id AND account.unit = 'points'
                AND account.holder = CASE WHEN red_packet.own = 1 THEN 'escrow:' ELSE 'packet:' END || red_packet.id
            WHERE red_packet.group_id = :group_id
        ) compared WHERE held <> due ORDER BY number""",
        group_id=group_id,
    )
    return [(str(number), int(actual), int(expected)) for number, actual, expected in rows]


def wrong_streaks(db: Db, group_id: str) -> list[tuple[int, str, int, int]]:
    """Return the check-ins whose streak does not follow from the day before: member, day, actual, expected.

    A frozen day holds the run together without counting.
    """
    rows = db.fetch_all(
        """SELECT checkin.member_id, checkin.day, checkin.streak, checkin.kind
        FROM checkin JOIN member ON member.id = checkin.member_id
        WHERE member.group_id = :group_id ORDER BY checkin.member_id, checkin.day""",
        group_id=group_id,
    )
    wrong = []
    before: tuple[int, date, int] | None = None
    for member, day, streak, kind in rows:
        local_day = date.fromisoformat(day)
        follows = before is not None and before[0] == member and before[1] + timedelta(days=1) == local_day
        expected = (before[2] if before and follows else 0) + (kind != "frozen")
        if streak != expected:
            wrong.append((member, day, streak, expected))
        before = member, local_day, streak
    return wrong
