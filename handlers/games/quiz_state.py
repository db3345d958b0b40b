"""What 互动问答 knows of its round."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, Field

from handlers.games.rules import GameState, join_values, keep_first


class Open(BaseModel):
    """A question as it is asked: its options in their order, and which one is right."""

    subject: str
    q: str
    options: list[str]
    right: int


class Asked(GameState):
    """The questions of a round, the one that is open, and who has answered it how, in order."""

    needs_pushes: ClassVar[bool] = True
    questions: list[Open]
    place: int = 0
    given: dict[int, int] = Field(default_factory=dict)
    teams: dict[int, int] | None = None
    """Each member's team; None where everybody plays for themselves."""
    streaks: dict[int, int] = Field(default_factory=dict)
    """How many questions in a row each member has answered right."""

    def merge(self, gone: int, stays: int) -> None:
        """Let the first answer of two members count who are one person, in the team of whom came first."""
        super().merge(gone, stays)
        self.given = join_values(self.given, gone, stays, keep_first)
        self.streaks = join_values(self.streaks, gone, stays, max)
        if self.teams is not None:
            self.teams = join_values(self.teams, gone, stays, keep_first)
