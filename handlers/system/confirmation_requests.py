"""Requests for confirmation: an act is written down, and later carried out by its `@feature.on_confirmed`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from pydantic import BaseModel, Field

from handlers.kit import Feature, ForStaff, MemberContext, Refusal, Section, reply
from storage.system import confirmation_requests

NO_OTHER_ADMIN = "这要另一位管理员确认，可是除了你{about}没有别的管理员，请群主在群的 YAML 里加一位（admins）。"
ASK = "{words}，确定吗？{minutes} 分钟内发「确认 {number}」，不做就发「取消操作 {number}」。"
ASK_SECOND = "{words}，要另一位管理员确认：{hours} 小时内发「确认 {number}」，不做就发「取消操作 {number}」。"
ASK_OTHERS = (
    "{name} 申请{words}，请另一位管理员确认：{hours} 小时内发「确认 {number}」，不做就发「取消操作 {number}」。"
)
WAITS = "还没办，等{whom}确认 {number} 号：私聊我发「待确认」看内容，再发「确认 {number}」。"
YOUR_OWN = "这是你自己的，请另一位管理员来{act}。"
RECORDED = "（{number} 号，待确认）"


class Rules(Section):
    """确认：数目大的操作要再确认一次"""

    minutes: int = Field(2, ge=1, le=1440, description="自己确认要在几分钟之内")
    hours: int = Field(24, ge=1, le=720, description="另一位管理员确认要在几小时之内")


def other_admins(ctx: MemberContext) -> set[str]:
    """Return the user ids of the group's admins and its owner without the acting member."""
    return {ctx.group.owner, *ctx.group.admins} - {"", ctx.member.user_id}


def refuse_own(ctx: MemberContext, user: str, act: str) -> None:
    """Raise Refusal where admins decide about what is their own, unless there is nobody else."""
    if user == ctx.member.user_id and other_admins(ctx):
        raise Refusal(YOUR_OWN.format(act=act))


def ask_confirmation(
    ctx: MemberContext,
    feature: Feature,
    params: BaseModel,
    words: str,
    *,
    second: bool = False,
    about: Collection[str] = (),
) -> str:
    """Write an act down until it is confirmed, and return the question for it.

    `words` tell members what it is. It waits for the acting member, or with `second` for another admin, who must not
    be one of those it favours (`about`, user ids). Raises Refusal where there is no such admin.
    """
    others = other_admins(ctx)
    favoured = others & set(about)
    if second and favoured == others:
        raise Refusal(NO_OTHER_ADMIN.format(about="和收分的人" if favoured else ""))
    rules = ctx.rules(Rules)
    wait = timedelta(hours=rules.hours) if second else timedelta(minutes=rules.minutes)
    number = confirmation_requests.create(
        ctx.db,
        ctx.group.id,
        feature.name,
        proposer=ctx.member.user_id,
        about="\n".join(sorted(favoured)),
        payload=params.model_dump_json(),
        words=words,
        second=second,
        at=ctx.now,
        expires=ctx.now + wait,
    )
    ctx.instead = WAITS.format(whom="另一位管理员" if second else "你", number=number)
    ctx.record(ctx.typed + RECORDED.format(number=number))
    question = (ASK_SECOND if second else ASK).format(
        words=words, number=number, minutes=rules.minutes, hours=rules.hours
    )
    if second:
        request = ASK_OTHERS.format(name=ctx.member.name, words=words, number=number, hours=rules.hours)
        ctx.post(f"confirm:{number}", ForStaff(reply=reply(request), ask="待确认", known_to=ctx.member.user_id))
    return question
