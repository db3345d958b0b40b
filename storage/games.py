"""What members scored in games: kept for each round when it ends, and summed for boards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from storage.db import Db
from storage.members.roster import MEMBER, Member


@dataclass(frozen=True, slots=True)
class Score:
    """What one member did in one round."""

    round_id: int
    member_id: int
    group_id: str
    game: str
    day: date
    score: int
    place: int
    players: int
    paid: int


@dataclass(frozen=True, slots=True)
class Record:
    """What one member did in all rounds of some days."""

    rounds: int
    wins: int
    """Rounds of several players in which they came first, with a score."""
    score: int
    paid: int


_SUMS = """COUNT(*), COALESCE(SUM(CASE WHEN place = 1 AND players > 1 AND score > 0 THEN 1 ELSE 0 END), 0) AS wins,
    COALESCE(SUM(score), 0) AS total, COALESCE(SUM(paid), 0)"""


def record(db: Db, score: Score) -> None:
    """Keep what a member did in a round that has ended."""
    db.execute(
        """INSERT INTO game_score (round_id, member_id, group_id, game, day, score, place, players, paid)
        VALUES (:round_id, :member_id, :group_id, :game, :day, :score, :place, :players, :paid)""",
        round_id=score.round_id,
        member_id=score.member_id,
        group_id=score.group_id,
        game=score.game,
        day=score.day.isoformat(),
        score=score.score,
        place=score.place,
        players=score.players,
        paid=score.paid,
    )


def sum_paid(db: Db, group_id: str, game: str, day: date) -> int:
    """Return the prizes that a game has cost on a local day."""
    paid = db.fetch_value(
        """SELECT COALESCE(SUM(paid), 0) FROM game_score
        WHERE group_id = :group_id AND day = :day AND game = :game""",
        group_id=group_id,
        day=day.isoformat(),
        game=game,
    )
    return int(paid)


def count_alone(db: Db, member: Member, game: str, day: date) -> int:
    """Return how many rounds of a game a member has played alone on a local day."""
    alone = db.fetch_value(
        """SELECT COUNT(*) FROM game_score
        WHERE member_id = :member_id AND day = :day AND game = :game AND players = 1""",
        member_id=member.id,
        day=day.isoformat(),
        game=game,
    )
    return int(alone)


def get_record(db: Db, member: Member, since: date, until: date = date.max) -> Record:
    """Return what a member did from a local day on and before `until`."""
    row = db.fetch_one(
        f"SELECT {_SUMS} FROM game_score WHERE member_id = :member_id AND day >= :since AND day < :until",
        member_id=member.id,
        since=since.isoformat(),
        until=until.isoformat(),
    )
    assert row
    return Record(*map(int, row))


def list_best(
    db: Db, group_id: str, since: date, limit: int, until: date = date.max, *, game: str = ""
) -> list[tuple[Member, Record]]:
    """Return the current members with the most wins from a local day on and before `until`, then the highest scores.

    In one `game`, or in all of them where it is empty.
    """
    rows = db.fetch_all(
        f"""SELECT {MEMBER}, {_SUMS} FROM game_score JOIN member ON member.id = game_score.member_id
        WHERE game_score.group_id = :group_id AND day >= :since AND day < :until AND member.left_at IS NULL
            AND (:game = '' OR game_score.game = :game)
        GROUP BY {MEMBER} ORDER BY wins DESC, total DESC, member.id LIMIT :most""",
        group_id=group_id,
        since=since.isoformat(),
        until=until.isoformat(),
        most=limit,
        game=game,
    )
    return [(Member(*row[:-4]), Record(*map(int, row[-4:]))) for row in rows]


def freeze(db: Db, group_id: str, first_day: date, best: Sequence[tuple[Member, Record]]) -> None:
    """Keep the table of a season that is over, as it is; what was kept before stays."""
    for place, (member, record) in enumerate(best, 1):
        db.execute(
            """INSERT INTO game_season (group_id, first_day, member_id, place, rounds, wins, score, paid)
            VALUES (:group_id, :first_day, :member_id, :place, :rounds, :wins, :score, :paid)
            ON CONFLICT (group_id, first_day, member_id) DO NOTHING""",
            group_id=group_id,
            first_day=first_day.isoformat(),
            member_id=member.id,
            place=place,
            rounds=record.rounds,
            wins=record.wins,
            score=record.score,
            paid=record.paid,
        )


def list_frozen(db: Db, group_id: str, first_day: date, limit: int) -> list[tuple[Member, Record]]:
    """Return the table of a season as it was kept, with those who have left since."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER}, rounds, wins, score, paid FROM game_season JOIN member ON member.id = game_season.member_id
        WHERE game_season.group_id = :group_id AND first_day = :first_day ORDER BY place LIMIT :most""",
        group_id=group_id,
        first_day=first_day.isoformat(),
        most=limit,
    )
    return [(Member(*row[:-4]), Record(*map(int, row[-4:]))) for row in rows]
