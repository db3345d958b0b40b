"""Red packets of the group's own points by the timetable."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from handlers.kit import Context, Feature, Outlook, Reply, Role, Section
from handlers.redpackets.parsing import ANSWER, read_answers, read_words, require_unclaimed
from handlers.redpackets.results import announcement
from handlers.redpackets.rules import (
    LONGEST_WORDS,
    LUCKY,
    MOST_POINTS,
    MOST_SHARES,
    WORDS,
    Kind,
    Order,
    validate_shares,
)
from handlers.redpackets.service import open_packet
from storage.redpackets.packets import ANSWERS

feature = Feature("redpacket_desk", title="群红包", topic="红包")

BOTH = "question 和 answer 要一起写"


class Params(Section):
    """红包：到时间自己发一个红包，积分由群里出"""

    points: int = Field(ge=1, le=MOST_POINTS, description="一共几分", examples=[100])
    shares: int = Field(ge=1, le=MOST_SHARES, description="分几份", examples=[20])
    kind: Kind = Field(LUCKY, description="拼手气，或者每份一样多的普通红包")
    words: str = Field(WORDS, min_length=1, max_length=LONGEST_WORDS, description="说什么")
    question: str = Field("", max_length=LONGEST_WORDS, description="答题红包问什么", examples=["世界最高的山是哪座？"])
    answer: str = Field(
        "", max_length=120, description="答对才抢得到；几种说法都算对就用 / 隔开", examples=["珠穆朗玛峰/珠峰"]
    )

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        if bool(self.question) != bool(self.answer):
            raise ValueError(BOTH)
        if self.answer:
            read_answers(self.answer)
        return self

    @model_validator(mode="after")
    def _can_be_split(self) -> Self:
        validate_shares(self.points, self.shares, lucky=self.kind == LUCKY)
        return self


def _foresee(params: Params, outlook: Outlook) -> None:
    for answer in read_answers(params.answer) if params.answer else ():
        require_unclaimed(outlook.registry, Role.MEMBER, answer, ANSWER)


@feature.action("红包", Params, foresee=_foresee)
def send_planned(params: Params, ctx: Context) -> Reply:
    """Send a packet by the timetable; raises Refusal where the budget is too small, and the moment is recorded so."""
    order = Order(
        points=params.points,
        shares=params.shares,
        lucky=params.kind == LUCKY,
        words=read_words(params.words),
        question=" ".join(params.question.split()),
        phrase=ANSWERS.join(read_answers(params.answer)) if params.answer else "",
    )
    return announcement(ctx, open_packet(ctx, order))
