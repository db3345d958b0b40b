"""The rules of red packets, and what may be asked for in one; pure."""

from __future__ import annotations

from random import Random
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, Field, ValidationInfo, field_validator, model_validator

from handlers.dates import china
from handlers.kit import Section
from handlers.redpackets.splitting import nearest_multiples
from handlers.text.template import fill, placeholders

MOST_SHARES = 100
MOST_HOURS = 72
MOST_PACKETS, MOST_MINUTES, LEAST_MINUTES = 10, 180, 2
"""Of a rain; the last is how long each of its packets should be open at least."""
LONGEST_WORDS = 60
MOST_POINTS = 100_000
WORDS = "恭喜发财，大吉大利"
REASON_WORDS = "{reason}，一起热闹一下～"

FESTIVAL = "节日"
"""The occasion whose triggers name their days."""
LUCKY: Final = "拼手气"
EQUAL: Final = "普通"
Kind = Literal["拼手气", "普通"]
MORE_SHARES_THAN_POINTS = "{points} 分最多分 {points} 份，每份至少 1 分"
TOO_FEW = "{packets} 个每个 {shares} 份，至少要 {least} 分"
TOO_SHORT = "{packets} 个红包至少要 {least} 分钟：每个能抢 {each} 分钟，大家才来得及"
LEAST_ABOVE_BUDGET = "「{after}」以后最少发 {least} 分（least），一天却只有 {budget} 分（budget），永远发不出来"
LEAST_ABOVE_MOST = "least 不能大于 most"
UNEVEN_BOUNDS = "{least} 到 {most} 分之间，没有能平分成 {shares} 份的数"
UNKNOWN_DAY = "没有「{day}」这个节日，可以写 calendar 里自己的日子、节气和：{known}"
UNEVEN = "{points} 分不能平分成 {shares} 份，{near} 分就可以"
EXAMPLES = [
    {"after": "新人介绍", "least": 10, "most": 30, "shares": 5, "chance": 50, "words": "欢迎，{reason}！"},
    {"after": "强调", "least": 20, "most": 20, "shares": 20, "kind": EQUAL, "wait": 0},
    {"after": "节日", "days": ["春节", "中秋节"], "least": 66, "most": 188, "shares": 20, "wait": 300},
]


class Order(BaseModel):
    """A packet that somebody wants to send, as kept while it waits for a confirmation."""

    points: int
    shares: int
    lucky: bool
    words: str = WORDS
    phrase: str = ""
    question: str = ""
    """What is asked; then the phrase is the answers: see storage/redpackets/packets.py."""
    receivers: tuple[int, ...] = ()
    """Ids of the members it is for; empty for everybody."""

    @property
    def kind(self) -> str:
        """Return what members call its kind."""
        return LUCKY if self.lucky else EQUAL


class Trigger(Section):
    """一件事以后自己发一个红包，积分由群里出"""

    after: str = Field(min_length=1, max_length=20, description="什么事以后", examples=["新人介绍"])
    days: tuple[str, ...] = Field(
        (),
        max_length=50,
        description="after 是 节日 的：哪些节日；不写就是公历和农历的传统节日",
        examples=[["春节", "中秋节"]],
    )
    least: int = Field(20, ge=1, le=MOST_POINTS, description="一共最少几分")
    most: int = Field(50, ge=1, le=MOST_POINTS, description="一共最多几分，每次在中间随便取")
    shares: int = Field(10, ge=1, le=MOST_SHARES, description="分几份")
    kind: Kind = Field(LUCKY, description="拼手气，或者每份一样多的普通红包")
    wait: int = Field(10, ge=0, le=720, description="最多等几分钟才发，每次随便取，免得大家掐着点")
    chance: int = Field(100, ge=1, le=100, description="百分之几的机会发")
    words: Annotated[str, placeholders("reason")] = Field(
        REASON_WORDS, min_length=1, max_length=LONGEST_WORDS, description="说什么，{reason} 处是发生了什么"
    )

    @field_validator("days")
    @classmethod
    def _are_days(cls, days: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        known = {*china.FESTIVALS, *china.SOLAR_TERMS, *(info.context or {}).get("occasions", ())}
        for day in days:
            if day not in known:
                raise ValueError(UNKNOWN_DAY.format(day=day, known="、".join(china.FESTIVALS)))
        return days

    @model_validator(mode="after")
    def _can_be_split(self) -> Self:
        if self.least > self.most:
            raise ValueError(LEAST_ABOVE_MOST)
        if self.shares > self.least:
            raise ValueError(MORE_SHARES_THAN_POINTS.format(points=self.least))
        first, last = self._sizes()
        if first > last:
            raise ValueError(UNEVEN_BOUNDS.format(least=self.least, most=self.most, shares=self.shares))
        return self

    def roll(self, reason: str, random: Random) -> Order:
        """Return a packet within the owner's bounds."""
        first, last = self._sizes()
        words = fill(self.words, {"reason": reason})[:LONGEST_WORDS]
        points = random.randint(first, last) * self._step
        return Order(points=points, shares=self.shares, lucky=self.kind == LUCKY, words=words)

    @property
    def _step(self) -> int:
        """Return what the points are a multiple of."""
        return 1 if self.kind == LUCKY else self.shares

    def _sizes(self) -> tuple[int, int]:
        """Return the least and the most steps within the owner's bounds."""
        return -(-self.least // self._step), self.most // self._step


class Rules(Section):
    """红包"""

    most: int = Field(5, ge=0, le=100, description="成员每人每天最多发几个；0 就是只有管理员能发")
    points: int = Field(200, ge=1, le=100_000, description="成员每人每天一共最多发几分")
    hours: int = Field(24, ge=1, le=MOST_HOURS, description="几小时没抢完就退回")
    triggers: tuple[Trigger, ...] = Field(
        (), max_length=20, description="什么事以后自己发；同一件事写了几条，发第一条掷中的", examples=[EXAMPLES]
    )
    daily: int = Field(2, ge=1, le=100, description="每天最多自己发几个；上一个没抢完就不发下一个")
    budget: int = Field(
        200,
        ge=1,
        le=MOST_POINTS,
        validate_default=True,
        description="每天自己发的一共最多几分，不能小于 triggers 的 least",
    )

    @field_validator("budget")
    @classmethod
    def _is_enough(cls, budget: int, info: ValidationInfo) -> int:
        triggers: tuple[Trigger, ...] = info.data.get("triggers", ())
        for trigger in triggers:
            if trigger.least > budget:
                raise ValueError(LEAST_ABOVE_BUDGET.format(after=trigger.after, least=trigger.least, budget=budget))
        return budget

    def triggers_after(self, occasion: str) -> list[Trigger]:
        """Return the triggers of an occasion, in the owner's order."""
        return [trigger for trigger in self.triggers if trigger.after == occasion]


def validate_shares(points: int, shares: int, *, lucky: bool) -> None:
    """Raise ValueError in Chinese where the points cannot be split so."""
    if shares > points:
        raise ValueError(MORE_SHARES_THAN_POINTS.format(points=points))
    if not lucky and points % shares:
        near = " 或 ".join(map(str, nearest_multiples(points, shares)))
        raise ValueError(UNEVEN.format(points=points, shares=shares, near=near))


def validate_rain(points: int, packets: int, shares: int, minutes: int) -> None:
    """Raise ValueError in Chinese where so many points cannot fall so."""
    least = packets * shares
    if points < least:
        raise ValueError(TOO_FEW.format(packets=packets, shares=shares, least=least))
    if minutes < packets * LEAST_MINUTES:
        raise ValueError(TOO_SHORT.format(packets=packets, least=packets * LEAST_MINUTES, each=LEAST_MINUTES))


class RainTerms(Section):
    """红包雨：一个接一个地发，时间和大小都不一定，积分由群里出"""

    points: int = Field(ge=2, le=MOST_POINTS, description="一共几分", examples=[200])
    packets: int = Field(5, ge=2, le=MOST_PACKETS, description="下几个")
    shares: int = Field(10, ge=1, le=MOST_SHARES, description="每个分几份")
    minutes: int = Field(
        30,
        ge=2,
        le=MOST_MINUTES,
        description="多少分钟里下完；什么时候下每次都不一样。每个至少算 2 分钟，大家才来得及抢",
    )
    words: str = Field(WORDS, min_length=1, max_length=LONGEST_WORDS, description="说什么")

    @model_validator(mode="after")
    def _can_fall(self) -> Self:
        validate_rain(self.points, self.packets, self.shares, self.minutes)
        return self
