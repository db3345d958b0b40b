"""Who takes part in a challenge, in which team, and how far each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from storage.db import Db
from storage.members.roster import MEMBER, Member
from storage.rows import columns, read
from storage.teams.challenges import Challenge


@dataclass(frozen=True, slots=True)
class Team:
    """Some members who check in together."""

    id: int
    number: int
    name: str
    """Empty until its members give it one."""
    motto: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one member of a team is."""

    team_id: int
    member: Member
    days: int
    """On which they checked in, or made it up, so far."""
    is_done_today: bool
    has_left: bool
    """They left the team or the group."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who signed up for a challenge, before there are teams."""

    member: Member
    inviter_id: int | None


_TEAM = columns(Team, "team")


def sign_up(db: Db, challenge: Challenge, member: Member) -> bool:
    """Sign a member up; return False where they are signed up already."""
    return bool(
        db.execute(
            """INSERT INTO team_member (challenge_id, member_id, has_quit) VALUES (:challenge_id, :member_id, 0)
            ON CONFLICT (challenge_id, member_id) DO NOTHING""",
            challenge_id=challenge.id,
            member_id=member.id,
        )
    )


def sign_off(db: Db, challenge: Challenge, member: Member) -> bool:
    """Take a member out; return False where they are not in it."""
    return bool(
        db.execute(
            "DELETE FROM team_member WHERE challenge_id = :challenge_id AND member_id = :member_id",
            challenge_id=challenge.id,
            member_id=member.id,
        )
    )


def quit_team(db: Db, challenge: Challenge, member: Member) -> bool:
    """Note that a member left their team, which then does without them; return False where they had."""
    return bool(
        db.execute(
            """UPDATE team_member SET has_quit = 1
            WHERE challenge_id = :challenge_id AND member_id = :member_id AND has_quit = 0""",
            challenge_id=challenge.id,
            member_id=member.id,
        )
    )


def count_signed_up(db: Db, challenge: Challenge) -> int:
    """Return how many signed up and are still in the group."""
    people = db.fetch_value(
        """SELECT COUNT(*) FROM team_member JOIN member ON member.id = team_member.member_id
        WHERE challenge_id = :id AND member.left_at IS NULL""",
        id=challenge.id,
    )
    return int(people)


def list_candidates(db: Db, challenge: Challenge) -> list[Candidate]:
    """Return who signed up and is still in the group, from who joined first to who joined last."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER}, invitation.inviter_id
        FROM team_member JOIN member ON member.id = team_member.member_id
        LEFT JOIN invitation ON invitation.member_id = member.id
        WHERE challenge_id = :id AND member.left_at IS NULL ORDER BY member.joined_at, member.id""",
        id=challenge.id,
    )
    return [Candidate(Member(*member), inviter_id) for *member, inviter_id in rows]


def form(db: Db, challenge: Challenge, teams: Sequence[Sequence[int]]) -> None:
    """Record the teams, given as ids of members; who signed up and is in none of them has left the group."""
    for number, ids in enumerate(teams, 1):
        team_id = db.insert(
            "INSERT INTO team (challenge_id, number, name, motto) VALUES (:challenge_id, :number, '', '')",
            challenge_id=challenge.id,
            number=number,
        )
        for member_id in ids:
            db.execute(
                """UPDATE team_member SET team_id = :team_id
                WHERE challenge_id = :challenge_id AND member_id = :member_id""",
                team_id=team_id,
                challenge_id=challenge.id,
                member_id=member_id,
            )


def list_teams(db: Db, challenge: Challenge) -> list[Team]:
    """Return the teams of a challenge by number."""
    rows = db.fetch_all(f"SELECT {_TEAM} FROM team WHERE challenge_id = :id ORDER BY number", id=challenge.id)
    return [read(Team, row) for row in rows]


def get_team_of(db: Db, challenge: Challenge, member: Member) -> Team | None:
    """Return the team that a member is in and has not left."""
    row = db.fetch_one(
        f"""SELECT {_TEAM} FROM team JOIN team_member ON team_member.team_id = team.id
        WHERE team_member.challenge_id = :challenge_id AND team_member.member_id = :member_id
            AND team_member.has_quit = 0""",
        challenge_id=challenge.id,
        member_id=member.id,
    )
    return read(Team, row) if row else None


def rename(db: Db, team: Team, *, name: str, motto: str) -> None:
    """Give a team a name and a motto."""
    db.execute("UPDATE team SET name = :name, motto = :motto WHERE id = :id", name=name, motto=motto, id=team.id)


def list_progress(db: Db, challenge: Challenge, today: date) -> list[Progress]:
    """Return how far each member of each team is on a local date, team by team, in the order of their ids."""
    rows = db.fetch_all(
        f"""SELECT team_member.team_id, {MEMBER},
            (SELECT COUNT(*) FROM checkin WHERE checkin.member_id = member.id AND checkin.kind <> 'frozen'
                AND checkin.day BETWEEN :first AND :last),
            EXISTS (SELECT 1 FROM checkin WHERE checkin.member_id = member.id AND checkin.kind <> 'frozen'
                AND checkin.day = :today),
            member.left_at IS NOT NULL OR team_member.has_quit = 1
        FROM team_member JOIN team ON team.id = team_member.team_id JOIN member ON member.id = team_member.member_id
        WHERE team_member.challenge_id = :id ORDER BY team.number, member.id""",
        id=challenge.id,
        first=challenge.first_day.isoformat(),
        last=min(challenge.last_day, today).isoformat(),
        today=today.isoformat(),
    )
    return [read(Progress, row) for row in rows]
