"""Challenges in which teams check in together, the teams, and who is in them."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import CheckConstraint, Field, Index, SQLModel, UniqueConstraint


class TeamChallengeTable(SQLModel, table=True):
    __tablename__ = "team_challenge"
    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        CheckConstraint("state IN ('gathering', 'running', 'over', 'cancelled')", name="team_challenge_state"),
        CheckConstraint("days >= 1 AND size >= 2 AND reward >= 0", name="team_challenge_terms"),
        Index("team_challenge_by_state", "group_id", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: str
    number: int = Field(description="From 1, in the group")
    days: int
    size: int = Field(description="Members of a team, about")
    reward: int = Field(description="Points for each member of a team that does all of it")
    gathers_until: int = Field(sa_type=BigInteger, description="ms since 1970 UTC")
    first_day: str = Field(description="Local date in the group's zone, YYYY-MM-DD")
    state: str


class TeamTable(SQLModel, table=True):
    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("challenge_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    challenge_id: int = Field(foreign_key="team_challenge.id")
    number: int = Field(description="From 1, in the challenge")
    name: str = Field(description="Empty until its members give it one")
    motto: str


class TeamMemberTable(SQLModel, table=True):
    __tablename__ = "team_member"
    __table_args__ = (Index("team_member_by_team", "team_id"),)

    challenge_id: int = Field(primary_key=True, foreign_key="team_challenge.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id")
    team_id: int | None = Field(default=None, foreign_key="team.id", description="Empty until teams are made")
    has_quit: int = Field(default=0, description="1 where they left their team")
