"""What members did on which days, from the tables of each subject; what has no table of its own is in `fact`.

Every question is about a span of time and answered by an index on it, so it costs what happened then, and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from storage.db import Db, Value, to_millis
from storage.members import aliases
from storage.members.roster import Member


class Kind(StrEnum):
    """Kinds of acts. Those from outside are stored under these names."""

    READ = "read"
    VISIT = "visit"
    SEARCH = "search"
    CART = "cart"
    SHARE = "share"
    TALK = "talk"
    CHECKIN = "checkin"
    GAME = "game"
    VOTE = "vote"
    PACKET = "packet"
    REDEMPTION = "redemption"
    INVITATION = "invitation"
    ORDER = "order"
    TOPIC = "topic"
    COURSE = "course"
    TASK = "task"
    EVENT = "event"


OUTSIDE = (Kind.READ, Kind.VISIT, Kind.SEARCH, Kind.CART, Kind.SHARE)
"""What happens elsewhere and is told by a file or a signed request."""
_PACKETS_LAST = timedelta(days=8)
"""No red packet is open for longer, and nobody is put down for a lesson or an event later than that."""


@dataclass(frozen=True, slots=True)
class Span:
    """Local days, both included, and the moments at which they begin and end."""

    first: date
    last: date
    since: datetime
    until: datetime

    @property
    def values(self) -> dict[str, Value]:
        """Return what the questions about acts are asked with."""
        return {
            "first_day": self.first.isoformat(),
            "last_day": self.last.isoformat(),
            "since": to_millis(self.since),
            "until": to_millis(self.until),
            "opened_since": to_millis(self.since - _PACKETS_LAST),
        }


_UNDONE = "('cancelled', 'rejected', 'refunded')"
ACTS: Mapping[Kind, str] = {
    Kind.ORDER: """SELECT member_id, COUNT(*) AS times FROM purchase
        WHERE group_id = :group_id AND bought_at >= :since AND bought_at < :until AND (returned < fen OR at >= :until)
        GROUP BY member_id""",
    Kind.REDEMPTION: f"""SELECT member_id, COUNT(*) AS times FROM mall_order
        WHERE group_id = :group_id AND at >= :since AND at < :until AND (state NOT IN {_UNDONE} OR NOT EXISTS (
            SELECT 1 FROM mall_step WHERE mall_step.order_id = mall_order.id AND mall_step.state IN {_UNDONE}
                AND mall_step.at < :until)) GROUP BY member_id""",
    Kind.GAME: """SELECT member_id, COUNT(*) AS times FROM game_score
        WHERE group_id = :group_id AND day BETWEEN :first_day AND :last_day GROUP BY member_id""",
    Kind.PACKET: f"""SELECT {aliases.TODAY.format(column="share.member_id")} AS member_id, COUNT(*) AS times
        FROM red_packet JOIN red_packet_share share ON share.packet_id = red_packet.id
        WHERE red_packet.group_id = :group_id AND red_packet.opened_at >= :opened_since
            AND red_packet.opened_at < :until AND share.at >= :since AND share.at < :until GROUP BY 1""",
    Kind.VOTE: """SELECT poll_vote.member_id AS member_id, COUNT(*) AS times
        FROM poll JOIN poll_vote ON poll_vote.poll_id = poll.id AND poll_vote.choices > 0
        WHERE poll.group_id = :group_id AND poll.opened_at >= :since AND poll.opened_at < :until
        GROUP BY poll_vote.member_id""",
    Kind.INVITATION: """SELECT invitation.inviter_id AS member_id, COUNT(*) AS times
        FROM invitation JOIN member inviter ON inviter.id = invitation.inviter_id AND inviter.group_id = :group_id
        WHERE invitation.at >= :since AND invitation.at < :until GROUP BY invitation.inviter_id""",
    Kind.TOPIC: """SELECT topic_post.member_id AS member_id, COUNT(*) AS times
        FROM topic JOIN topic_post ON topic_post.topic_id = topic.id
        WHERE topic.group_id = :group_id AND topic.opened_at < :until AND COALESCE(topic.ended_at, :until) >= :since
            AND topic_post.at >= :since AND topic_post.at < :until GROUP BY topic_post.member_id""",
    Kind.COURSE: """SELECT lesson_attendance.member_id AS member_id, COUNT(*) AS times
        FROM lesson JOIN lesson_attendance ON lesson_attendance.lesson_id = lesson.id
        WHERE lesson.group_id = :group_id AND lesson.starts_at < :until
            AND COALESCE(lesson.homework_until, lesson.ends_at) >= :opened_since
            AND lesson_attendance.at >= :since AND lesson_attendance.at < :until
        GROUP BY lesson_attendance.member_id""",
    Kind.TASK: """SELECT quest_claim.member_id AS member_id, COUNT(*) AS times
        FROM quest_claim JOIN quest ON quest.id = quest_claim.quest_id AND quest.group_id = :group_id
        WHERE quest_claim.state = 'done' AND quest_claim.at >= :since AND quest_claim.at < :until
        GROUP BY quest_claim.member_id""",
    Kind.EVENT: """SELECT event_sign_up.member_id AS member_id, COUNT(*) AS times
        FROM event JOIN event_sign_up ON event_sign_up.event_id = event.id
        WHERE event.group_id = :group_id AND event.starts_at < :until AND event.ends_at >= :opened_since
            AND event_sign_up.came_at >= :since AND event_sign_up.came_at < :until
        GROUP BY event_sign_up.member_id""",
    **{
        kind: f"""SELECT member_id, SUM(count) AS times FROM fact
        WHERE group_id = :group_id AND day BETWEEN :first_day AND :last_day AND kind = '{kind}' GROUP BY member_id"""
        for kind in OUTSIDE
    },
}
"""SQL: who did something how often in a span of the group, for each kind that is no message.

A vote counts for the day on which its poll was opened: the moment of a vote is not kept. A task counts when it is
done, a lesson when its member is put down for it, an event when they come. What is undone after the span, an order that
is returned or an exchange that is cancelled, counts still: its points come back on the day on which they do.
"""


@dataclass(frozen=True, slots=True)
class Count:
    """How many members did something, and how often in all."""

    members: int
    times: int
    seconds: int = 0
    """How long it took in all, as far as that is known: of what happens elsewhere."""


def count_acts(db: Db, group_id: str, span: Span) -> dict[Kind, Count]:
    """Return how many members of the group did each kind of act in a span, and how often; without kinds nobody did."""
    united = " UNION ALL ".join(f"SELECT '{kind}' AS kind, acts.* FROM ({sql}) acts" for kind, sql in ACTS.items())
    rows = db.fetch_all(
        f"SELECT kind, COUNT(*), SUM(times) FROM ({united}) united GROUP BY kind", group_id=group_id, **span.values
    )
    lasted: dict[str, int] = dict(
        db.fetch_all(
            """SELECT kind, SUM(seconds) FROM fact
            WHERE group_id = :group_id AND day BETWEEN :first_day AND :last_day AND seconds > 0 GROUP BY kind""",
            group_id=group_id,
            first_day=span.first.isoformat(),
            last_day=span.last.isoformat(),
        )
    )
    return {Kind(kind): Count(int(members), int(times), int(lasted.get(kind, 0))) for kind, members, times in rows}


def list_outside(db: Db, member: Member, first: date, last: date) -> dict[Kind, Count]:
    """Return how often and how long a member did each thing elsewhere from one local day to another."""
    rows = db.fetch_all(
        """SELECT kind, SUM(count), SUM(seconds) FROM fact
        WHERE member_id = :member_id AND day BETWEEN :first AND :last GROUP BY kind ORDER BY kind""",
        member_id=member.id,
        first=first.isoformat(),
        last=last.isoformat(),
    )
    return {Kind(kind): Count(1, int(times), int(seconds)) for kind, times, seconds in rows}


CLICKS = (Kind.READ, Kind.VISIT, Kind.SEARCH, Kind.CART)
"""What members do elsewhere once they have followed a link."""


def count_clicks(db: Db, group_id: str, first: date, last: date, hour: int) -> dict[date, int]:
    """Return how many members clicked within a local hour of each day of a span, once for each kind; without zeros."""
    kinds = ", ".join(f"'{kind}'" for kind in CLICKS)
    rows = db.fetch_all(
        f"""SELECT day, COUNT(*) FROM fact WHERE group_id = :group_id AND day BETWEEN :first AND :last
            AND kind IN ({kinds}) AND hours & :mask <> 0 GROUP BY day""",
        group_id=group_id,
        first=first.isoformat(),
        last=last.isoformat(),
        mask=1 << hour,
    )
    return {date.fromisoformat(day): int(members) for day, members in rows}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened elsewhere on a local day, so often, for so many seconds in all and in which hours."""

    member: Member
    day: date
    kind: Kind
    count: int
    seconds: int
    hours: int = 0
    """The local hours in which it happened, as bits; bit 0 is midnight's. 0 where they are not known."""


def get(db: Db, member: Member, day: date, kind: Kind) -> tuple[int, int] | None:
    """Return how often and for how many seconds a member did something elsewhere on a local day; None if not known."""
    row = db.fetch_one(
        """SELECT count, seconds FROM fact
        WHERE group_id = :group_id AND day = :day AND kind = :kind AND member_id = :member_id""",
        group_id=member.group_id,
        day=day.isoformat(),
        kind=kind,
        member_id=member.id,
    )
    return (int(row[0]), int(row[1])) if row else None


def add(db: Db, facts: Iterable[Fact]) -> None:
    """Add facts to those that are on record; whoever calls sees to it that each is told once."""
    _write(db, facts, "fact.count + excluded.count", "fact.seconds + excluded.seconds", "fact.hours | excluded.hours")


def replace(db: Db, facts: Iterable[Fact]) -> None:
    """Record facts in place of those of the same member, day and kind: what is told twice counts once."""
    _write(db, facts, "excluded.count", "excluded.seconds", "excluded.hours")


def _write(db: Db, facts: Iterable[Fact], count: str, seconds: str, hours: str) -> None:
    for fact in facts:
        db.execute(
            f"""INSERT INTO fact (group_id, day, kind, member_id, count, seconds, hours)
            VALUES (:group_id, :day, :kind, :member_id, :count, :seconds, :hours)
            ON CONFLICT (group_id, day, kind, member_id)
                DO UPDATE SET count = {count}, seconds = {seconds}, hours = {hours}""",
            group_id=fact.member.group_id,
            day=fact.day.isoformat(),
            kind=fact.kind,
            member_id=fact.member.id,
            count=fact.count,
            seconds=fact.seconds,
            hours=fact.hours,
        )
