"""What packets did: how many members who had been silent for a week came back within hours of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from storage.db import Db, Value, to_millis
from storage.redpackets.packets import Packet

SILENCE = timedelta(days=7)


class Hours(NamedTuple):
    """Some hours of a local day."""

    day: date
    mask: int
    """Bit 0 is midnight's."""


class Woken(NamedTuple):
    """How many silent members came back, and how; who did several of these counts in each."""

    people: int
    """With those who only asked the bot something."""
    grabbed: int
    spoke: int
    checked_in: int


def count_woken(
    db: Db, packet: Packet, day: date, hours: Sequence[Hours], until: datetime, *, without: Collection[int] = ()
) -> Woken:
    """Return how many came back within the hours after a packet was opened on a local day.

    Members `without` whom it is counted are those who only look after packets. `until` is the exact end for grabs and
    check-ins, which are on record to the moment.
    """
    came, values = _came(hours)
    row = db.fetch_one(
        f"""SELECT COUNT(*), COALESCE(SUM(grabbed), 0), COALESCE(SUM(spoke), 0), COALESCE(SUM(checked), 0) FROM (
            SELECT
                CASE WHEN EXISTS (SELECT 1 FROM activity WHERE activity.member_id = member.id AND ({came}))
                    THEN 1 ELSE 0 END AS came,
                CASE WHEN EXISTS (SELECT 1 FROM red_packet_share WHERE red_packet_share.member_id = member.id
                    AND packet_id = :packet_id AND at <= :until) THEN 1 ELSE 0 END AS grabbed,
                CASE WHEN EXISTS (SELECT 1 FROM activity WHERE activity.member_id = member.id AND messages > 0
                    AND ({came})) THEN 1 ELSE 0 END AS spoke,
                CASE WHEN EXISTS (SELECT 1 FROM checkin WHERE checkin.member_id = member.id AND kind = 'checked'
                    AND checkin.day IN ({_days(hours)}) AND at >= :opened AND at <= :until) THEN 1 ELSE 0 END AS checked
            FROM member WHERE {_SILENT} AND {_others(without)}
        ) AS returned WHERE came + grabbed + checked > 0""",
        packet_id=packet.id,
        opened=to_millis(packet.opened_at),
        until=to_millis(until),
        **_silent_before(packet.group_id, day),
        **values,
    )
    assert row
    return Woken(*map(int, row))


def count_returned(db: Db, group_id: str, day: date, hours: Sequence[Hours], *, without: Collection[int] = ()) -> int:
    """Return how many members who had been silent before a local day were there in some hours of it."""
    came, values = _came(hours)
    members = db.fetch_value(
        f"""SELECT COUNT(*) FROM member WHERE {_SILENT} AND {_others(without)}
            AND EXISTS (SELECT 1 FROM activity WHERE activity.member_id = member.id AND ({came}))""",
        **_silent_before(group_id, day),
        **values,
    )
    return int(members)


_SILENT = """member.group_id = :group_id AND member.joined_at < :joined AND NOT EXISTS (SELECT 1 FROM activity
    WHERE activity.member_id = member.id AND activity.day >= :since AND activity.day < :day)"""


def _others(without: Collection[int]) -> str:
    """Return the condition that a member is none of these ids."""
    return f"member.id NOT IN ({', '.join(map(str, map(int, without)))})" if without else "1 = 1"


def _silent_before(group_id: str, day: date) -> dict[str, Value]:
    """Return the values of the question who was silent for a week before a local day; who joined later could not be."""
    joined = (day - SILENCE - date(1970, 1, 1)) // timedelta(milliseconds=1)
    return {
        "group_id": group_id,
        "joined": joined,
        "since": (day - SILENCE).isoformat(),
        "day": day.isoformat(),
    }


def _came(hours: Sequence[Hours]) -> tuple[str, dict[str, Value]]:
    """Return the condition that a row of activity is of some hours, with its values."""
    conditions, values = [], dict[str, Value]()
    for place, one in enumerate(hours):
        conditions.append(f"activity.day = :day{place} AND activity.hours & :mask{place} <> 0")
        values |= {f"day{place}": one.day.isoformat(), f"mask{place}": one.mask}
    return " OR ".join(conditions), values


def _days(hours: Sequence[Hours]) -> str:
    return ", ".join(f":day{place}" for place, _ in enumerate(hours))
