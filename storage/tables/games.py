"""What members scored in the group's games, and the tables of seasons that are over."""

from __future__ import annotations

from sqlmodel import Field, Index, SQLModel


class GameScoreTable(SQLModel, table=True):
    __tablename__ = "game_score"
    __table_args__ = (
        Index("game_score_by_day", "group_id", "day"),
        Index("game_score_by_member", "member_id", "day"),
        {"sqlite_with_rowid": False},
    )

    round_id: int = Field(primary_key=True, foreign_key="round.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id")
    group_id: str
    game: str = Field(description="The feature's name")
    day: str = Field(description="Local date in the group's zone on which the round ended, YYYY-MM-DD")
    score: int
    place: int = Field(description="From 1; equal scores share one")
    players: int = Field(description="How many took part")
    paid: int = Field(description="Points of the prize")


class GameSeasonTable(SQLModel, table=True):
    __tablename__ = "game_season"
    __table_args__ = ({"sqlite_with_rowid": False},)

    group_id: str = Field(primary_key=True)
    first_day: str = Field(primary_key=True, description="Local date in the group's zone, YYYY-MM-DD")
    member_id: int = Field(primary_key=True, foreign_key="member.id")
    place: int = Field(description="From 1, each once")
    rounds: int
    wins: int
    score: int
    paid: int
