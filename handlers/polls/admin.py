"""Opening a poll by command and by timetable, ending it early, cancelling it."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from handlers.kit import Capability, Context, Feature, MemberContext, Message, Refusal, Reply, Role, Section, reply
from handlers.polls.parsing import USAGE, read_order
from handlers.polls.results import describe_result
from handlers.polls.rules import (
    FEWEST,
    LONGEST_QUESTION,
    MOST,
    MOST_HOURS,
    MOST_POINTS,
    Rules,
    validate_choose,
    validate_options,
    validate_question,
)
from handlers.polls.service import (
    announcement,
    cancel_poll,
    end_poll,
    open_poll,
    read_poll_number,
    require_running,
    resolve_poll,
)
from storage.polls import polls
from storage.polls.polls import Ballot, Poll

feature = Feature("poll_desk", title="发起投票", topic="投票", visible=lambda ctx: ctx.role >= ctx.rules(Rules).role)

ONLY_STAFF = "这里由员工发起投票，想投什么就告诉他们吧～"
NOT_YOURS = "{number} 号投票不是你发起的，请找发起人或管理员。"
POLL_CANCELLED = "❎ {number} 号投票取消了：{question}。没有结果，得到的积分不变。"


class Params(Section):
    """投票：到时间自己发起一次投票"""

    question: Annotated[str, AfterValidator(validate_question)] = Field(
        description=f"问什么，最多 {LONGEST_QUESTION} 个字", examples=["周末徒步走哪条线？"]
    )
    options: Annotated[tuple[str, ...], AfterValidator(validate_options)] = Field(
        description=f"选项，{FEWEST} 到 {MOST} 个",
        json_schema_extra={"minItems": FEWEST, "maxItems": MOST},
        examples=[["湖边", "古道", "山顶"]],
    )
    choose: int = Field(1, ge=1, le=MOST, description="最多选几个")
    anonymous: bool = Field(False, description="匿名")
    hours: int | None = Field(
        None, ge=1, le=MOST_HOURS, description="几小时后截止；不写就照 polls 的 hours", examples=[24]
    )
    reward: int | None = Field(
        None, ge=0, le=MOST_POINTS, description="参加得几分；不写就照 polls 的 reward", examples=[5]
    )

    @model_validator(mode="after")
    def _can_be_chosen(self) -> Self:
        validate_choose(self.choose, self.options)
        return self


@feature.action("投票", Params)
def open_planned(params: Params, ctx: Context) -> Reply:
    """Open a poll by the timetable; raises Refusal where too many are open, and the moment is recorded as failed."""
    rules = ctx.rules(Rules)
    ballot = Ballot(
        question=params.question,
        options=params.options,
        choose=params.choose,
        anonymous=params.anonymous,
        reward=rules.reward if params.reward is None else params.reward,
    )
    ends_at = ctx.carried_out_at + timedelta(hours=params.hours or rules.hours)
    return announcement(ctx, open_poll(ctx, ballot, ends_at, author=""))


@feature.command(
    "发起投票", help="让大家投票，选项用空格或顿号隔开，或者一行一个", usage="周末去哪？ 爬山 看电影 截止 明天 20:00"
)
def open_by_command(message: Message, ctx: MemberContext) -> Reply:
    if ctx.role < ctx.rules(Rules).role:
        raise Refusal(ONLY_STAFF)
    if not ctx.args:
        raise Refusal(USAGE)
    rules = ctx.rules(Rules)
    order = read_order(ctx.args, ctx.local_now)
    ballot = Ballot(
        question=order.question,
        options=order.options,
        choose=order.choose,
        anonymous=order.anonymous,
        reward=rules.reward,
    )
    ends_at = order.ends_at or ctx.now + timedelta(hours=rules.hours)
    poll = open_poll(ctx, ballot, ends_at, author=ctx.member.user_id)
    _record(ctx, f"发起投票 {poll.number} {poll.ballot.question}")
    return _announce_in_group(message, ctx, f"poll:{poll.id}", announcement(ctx, poll))


@feature.command("结束投票", help="提前结束并公布结果", usage="3")
def end(message: Message, ctx: MemberContext) -> Reply:
    poll = _get_own_poll(ctx, "结束投票")
    ended = end_poll(ctx, poll)
    assert ended, "units of one group run one after another"
    _record(ctx, f"结束投票 {poll.number}")
    return _announce_in_group(message, ctx, f"poll:{poll.id}:end", describe_result(ctx, ended))


@feature.command("取消投票", help="不投了，没有结果", usage="3")
def cancel(message: Message, ctx: MemberContext) -> Reply:
    poll = _get_own_poll(ctx, "取消投票")
    cancel_poll(ctx, poll)
    _record(ctx, f"取消投票 {poll.number}")
    text = POLL_CANCELLED.format(number=poll.number, question=poll.ballot.question)
    return _announce_in_group(message, ctx, f"poll:{poll.id}:end", reply(text))


def _get_own_poll(ctx: MemberContext, word: str) -> Poll:
    """Return the poll that is to end; raises Refusal where somebody else's poll is meant by a member or by staff."""
    number = read_poll_number(ctx.args, word) if ctx.args else None
    poll = resolve_poll(ctx, number, polls.list_open(ctx.db, ctx.group.id, ctx.now), word + " {number}")
    if ctx.role < Role.ADMIN and poll.author != ctx.member.user_id:
        raise Refusal(NOT_YOURS.format(number=poll.number))
    require_running(poll)
    return poll


def _record(ctx: MemberContext, act: str) -> None:
    """Record what staff did: the owner chooses who may open polls, so the router does not know what to record."""
    if ctx.role > Role.MEMBER:
        ctx.record(act)


def _announce_in_group(message: Message, ctx: MemberContext, key: str, answer: Reply) -> Reply:
    """Return the reply; of a command given in private, post it in the group, too."""
    if message.chat is None and Capability.PUSHES in ctx.capabilities:
        ctx.post(key, answer)
    return answer
