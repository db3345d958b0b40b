"""What is kept of a round of 看图说话; pure."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, Field

from handlers.games.rules import GameState, join_values, keep_first


class Caption(BaseModel):
    """What one member has made up."""

    member_id: int
    name: str
    text: str


class Said(GameState):
    """The captions in their order, and whether it is being voted."""

    needs_pushes: ClassVar[bool] = True
    captions: list[Caption] = Field(default_factory=list)
    votes: dict[int, int] = Field(default_factory=dict)
    """Each voter's choice, from 0."""
    voting: bool = False

    def merge(self, gone: int, stays: int) -> None:
        """Let both captions of one person be theirs, so that the numbers stay, and one vote, not for themselves."""
        super().merge(gone, stays)
        for caption in self.captions:
            caption.member_id = stays if caption.member_id == gone else caption.member_id
        own = {place for place, caption in enumerate(self.captions) if caption.member_id == stays}
        for_others = {
            voter: place for voter, place in self.votes.items() if voter not in (gone, stays) or place not in own
        }
        self.votes = join_values(for_others, gone, stays, keep_first)
