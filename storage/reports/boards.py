"""Who of a group was most active in a span of days, by a weight for each kind of act."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from storage.db import Db, Value, to_millis
from storage.members import presence
from storage.members.facts import ACTS, Kind, Span
from storage.members.left_out import leave_out
from storage.members.personal_data import NOBODY
from storage.members.presence import KEPT, days_between
from storage.members.roster import MEMBER, MERGED, Member

_STILL_THERE = f"""(member.left_at IS NULL OR member.left_at >= :until
            AND member.user_id NOT LIKE '{NOBODY}%' AND member.user_id NOT LIKE '{MERGED}%')"""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a ranking, from 1."""

    place: int
    member: Member
    score: int


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of act counts, and for which days."""

    of: Mapping[Kind, int]
    span: Span
    talk: tuple[str, ...]
    """The months or weeks that the span is made of, as talk is summed up; see storage/reports/hours.py.

    None where it is a single day, which has to be one whose talk is still kept by day.
    """
    today: date
    """Check-ins of the 62 days up to this one are in the members' rows."""
    minutes: Mapping[Kind, int] = field(default_factory=dict)
    """Of what happens elsewhere: each so many minutes of it count like doing it once more."""


def top(
    db: Db, group_id: str, weights: Weights, limit: int, *, without: Collection[str] = (), mine: int = 0
) -> list[Place]:
    """Return the first places and that of the member `mine`.

    Left out are who had left by its end, who was forgotten or wants to be in no ranking, and the user ids `without`.
    Ties go to who came first.
    """
    scores, values = _scores(weights)
    ranked, users = _ranked(without)
    rows = db.fetch_all(
        f"""WITH {scores}
        SELECT place, score, {MEMBER} FROM ({ranked}) ranked JOIN member ON member.id = ranked.id
        WHERE place <= :most OR ranked.id = :mine ORDER BY place""",
        group_id=group_id,
        most=limit,
        mine=mine,
        **users,
        **values,
    )
    return [Place(int(place), Member(*member), int(score)) for place, score, *member in rows]


@dataclass(frozen=True, slots=True)
class Share:
    """How few do how much."""

    members: int
    """Those who did anything."""
    total: int
    """The score of all of them."""
    first: int
    """Members, the most active first, who together reach a part of the total."""
    leaders: list[Place]
    """The first ones of these."""


def concentrate(
    db: Db, group_id: str, weights: Weights, percent: int, limit: int, *, without: Collection[str] = ()
) -> Share:
    """Return how many of the most active members make up so many percent of what all of those did whom `top` ranks."""
    scores, values = _scores(weights)
    ranked, users = _ranked(without)
    rows = db.fetch_all(
        f"""WITH {scores}, added AS MATERIALIZED (
            SELECT id, score, place, SUM(score) OVER (ORDER BY place ROWS UNBOUNDED PRECEDING) AS until,
                SUM(score) OVER () AS total FROM ({ranked}) ranked
        ), counted AS (
            SELECT COUNT(*) AS members, MAX(total) AS total,
                COUNT(CASE WHEN (until - score) * 100 < total * :percent THEN 1 END) AS first FROM added
        )
        SELECT counted.members, counted.total, counted.first, place, score, {MEMBER}
        FROM counted JOIN added ON added.place <= counted.first AND added.place <= :most
            JOIN member ON member.id = added.id ORDER BY place""",
        group_id=group_id,
        percent=percent,
        most=limit,
        **users,
        **values,
    )
    if not rows:
        return Share(0, 0, 0, [])
    leaders = [Place(int(place), Member(*member), int(score)) for _, _, _, place, score, *member in rows]
    members, total, first = map(int, rows[0][:3])
    return Share(members, total, first, leaders)


def _ranked(without: Collection[str]) -> tuple[str, dict[str, Value]]:
    """Return SQL for the places of all who did anything, from `acts` (see `_scores`), and its values."""
    not_them, users = leave_out(without)
    return (
        f"""SELECT member.id AS id, SUM(acts.score) AS score,
            ROW_NUMBER() OVER (ORDER BY SUM(acts.score) DESC, member.id) AS place
        FROM acts JOIN member ON member.id = acts.member_id
        WHERE member.group_id = :group_id AND {_STILL_THERE} {not_them}
            AND NOT EXISTS (SELECT 1 FROM unlisted WHERE unlisted.member_id = member.id)
        GROUP BY member.id HAVING SUM(acts.score) > 0""",
        users,
    )


def _scores(weights: Weights) -> tuple[str, dict[str, Value]]:
    """Return SQL for a table `acts` of scores by member, with one row or more for each, and its values.

    Each case of moderation takes one message of talk away again, unless it was mistaken.
    """
    span, of = weights.span, weights.of
    values: dict[str, Value] = {**span.values}
    values["w_checkin"] = of.get(Kind.CHECKIN, 0)
    kept = max(span.first, weights.today - timedelta(days=KEPT - 1))
    parts, marks = [], "marks AS (SELECT 1)"
    last = min(span.last, weights.today)
    if kept <= last:
        values |= presence.span(kept, last)
        bits = " + ".join(f"((bits >> {day}) & 1)" for day in range((last - kept).days + 1))
        parts.append(
            f"SELECT id AS member_id, CAST(:w_checkin AS INTEGER) * ({bits}) AS score FROM marks WHERE bits <> 0"
        )
        marks = f"""marks AS MATERIALIZED (SELECT id, {days_between("checked_days")} AS bits FROM member
            WHERE group_id = :group_id AND seen_on >= :first)"""
    if kept > span.first:  # longer ago than the members' rows tell
        parts.append(
            """SELECT member.id AS member_id, CAST(:w_checkin AS INTEGER) * COUNT(*) AS score FROM member JOIN checkin
            ON checkin.member_id = member.id AND checkin.day >= :first_day AND checkin.day < :kept_day
                AND checkin.day <= :last_day
            WHERE member.group_id = :group_id AND checkin.kind = 'checked' GROUP BY member.id"""
        )
        values["kept_day"] = kept.isoformat()
    names = {f"talk{place}": name for place, name in enumerate(weights.talk)}
    values |= {**names, "w_talk": of.get(Kind.TALK, 0)}
    if names:
        parts.append(
            f"""SELECT member_id, CAST(:w_talk AS INTEGER) * messages FROM talk_sum
            WHERE group_id = :group_id AND span IN ({", ".join(f":{name}" for name in names)})"""
        )
    else:
        parts.append(
            """SELECT member.id AS member_id, CAST(:w_talk AS INTEGER) * activity.messages FROM member JOIN activity
            ON activity.member_id = member.id AND activity.day = :first_day
            WHERE member.group_id = :group_id AND member.seen_on >= :seen_since"""
        )
        values["seen_since"] = span.first.toordinal()
    if of.get(Kind.TALK):
        parts.append(
            """SELECT member_id, -CAST(:w_talk AS INTEGER) * COUNT(*) FROM moderation_case
            WHERE group_id = :group_id AND at >= :since AND at < :until AND state <> 'mistaken' GROUP BY member_id"""
        )
    for kind, sql in ACTS.items():
        if of.get(kind):
            parts.append(f"SELECT member_id, CAST(:w_{kind} AS INTEGER) * times FROM ({sql}) did_{kind}")
            values[f"w_{kind}"] = of[kind]
            if weights.minutes.get(kind):
                parts.append(
                    f"""SELECT member_id, CAST(:w_{kind} AS INTEGER) * (SUM(seconds) / CAST(:s_{kind} AS INTEGER))
                    FROM fact WHERE group_id = :group_id AND day BETWEEN :first_day AND :last_day AND kind = '{kind}'
                    GROUP BY member_id"""
                )
                values[f"s_{kind}"] = weights.minutes[kind] * 60
    return f"{marks}, acts AS ({' UNION ALL '.join(parts)})", values


def unlist(db: Db, member: Member, at: datetime) -> bool:
    """Record that a member wants to be in no ranking; False where that is on record."""
    return bool(
        db.execute(
            "INSERT INTO unlisted (member_id, at) VALUES (:id, :at) ON CONFLICT (member_id) DO NOTHING",
            id=member.id,
            at=to_millis(at),
        )
    )


def is_unlisted(db: Db, member: Member) -> bool:
    """Return whether a member wants to be in no ranking."""
    return bool(db.fetch_one("SELECT 1 FROM unlisted WHERE member_id = :id", id=member.id))


def enlist(db: Db, member: Member) -> bool:
    """Record that a member may be ranked again; False where they had not asked to be left out."""
    return bool(db.execute("DELETE FROM unlisted WHERE member_id = :id", id=member.id))
