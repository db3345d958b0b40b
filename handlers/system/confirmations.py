"""Confirmations: a request is carried out once, cancelled, or expires."""

from __future__ import annotations

from handlers.kit import Audience, Feature, HandlerResult, MemberContext, Message, OpenRefusal, Query, Refusal, Role
from handlers.kit.words import truncate
from handlers.system.confirmation_requests import Rules
from handlers.text.numbers import read_number
from storage.members import roster
from storage.system import confirmation_requests
from storage.system.confirmation_requests import ConfirmationRequest, Outcome

NONE = "没有等你确认的操作。"
NOTHING = "没有待确认的操作。"
NOT_A_NUMBER = "「{shown}」不是编号，发「待确认」看看有哪些。"
UNKNOWN = "没有 {number} 号操作，发「待确认」看看有哪些。"
EXPIRED = "{number} 号「{words}」过期了，还要做就请重新发一遍。"
ALREADY_CLOSED = {
    Outcome.DONE: "{number} 号已经由 {who} 确认过了。",
    Outcome.CANCELLED: "{number} 号已经由 {who} 取消了。",
}
NOT_YOURS = "{number} 号要由 {who} 自己确认。"
ANOTHER_ADMIN = "{number} 号要由另一位管理员确认，不能是提出的人，也不能是收分的人。"
SEVERAL_WAITING = "有好几个在等你，请写编号："
OF_OTHERS = "没有等你确认的操作，等别人确认的有："
HOW_TO_CANCEL = "不做就写上编号：取消操作 {number}。"
HEAD = "待确认的操作："
LINE = "{number} 号 {words}，{who} {at:%m-%d %H:%M} 提出，{whose}确认，到 {until:%m-%d %H:%M}"
CANCELLED = "{number} 号取消了：{words}。"
LINES = 20
NO_LONGER_DONE = "{number} 号「{words}」现在做不了了，不要了就发「取消操作 {number}」。"

feature = Feature("confirm", Rules, title="确认")


@feature.command("确认", help="确认一件等着的操作", usage="编号", role=Role.ADMIN)
def confirm(message: Message, ctx: MemberContext) -> HandlerResult | Query:
    proposal = _get_named(ctx) if ctx.args else _get_only(ctx)
    if not proposal.may_confirm(ctx.member.user_id):
        refusal = ANOTHER_ADMIN if proposal.second else NOT_YOURS
        raise Refusal(refusal.format(number=proposal.id, who=_name(ctx, proposal.proposer)))
    try:
        act = ctx.registry.confirmed_act(proposal.feature)
    except KeyError:
        raise Refusal(NO_LONGER_DONE.format(number=proposal.id, words=proposal.words)) from None
    _close(ctx, proposal, Outcome.DONE)
    ctx.audience = Audience.EVERYBODY  # what is done is seen by whom it concerns; what waits is not
    return act.run(act.params.model_validate_json(proposal.payload), proposal, ctx)


@feature.command("取消操作", help="不做一件等着确认的操作", usage="编号", role=Role.ADMIN)
def cancel(message: Message, ctx: MemberContext) -> str:
    proposal = _get_named(ctx) if ctx.args else _get_only(ctx, to_cancel=True)
    _close(ctx, proposal, Outcome.CANCELLED)
    return CANCELLED.format(number=proposal.id, words=proposal.words)


@feature.command("待确认", help="等着确认的操作", role=Role.ADMIN, read_only=True)
def show_waiting(message: Message, ctx: MemberContext) -> str:
    waiting = confirmation_requests.list_waiting(ctx.db, ctx.group.id, ctx.now, LINES)
    return "\n".join([HEAD, *(_line(ctx, proposal) for proposal in waiting)]) if waiting else NOTHING


def _get_named(ctx: MemberContext) -> ConfirmationRequest:
    number = read_number(ctx.args.split()[0])
    if number is None:
        raise OpenRefusal(NOT_A_NUMBER.format(shown=truncate(ctx.args)))
    proposal = confirmation_requests.get(ctx.db, ctx.group.id, number)
    if proposal is None:
        raise OpenRefusal(UNKNOWN.format(number=number))
    if proposal.outcome is Outcome.OPEN and proposal.expires <= ctx.now:
        raise Refusal(EXPIRED.format(number=number, words=proposal.words))
    return proposal


def _get_only(ctx: MemberContext, *, to_cancel: bool = False) -> ConfirmationRequest:
    """Return the only request that this admin may confirm, or has made and may cancel.

    Raises Refusal where there is none, or several; it lists those of others, which are cancelled by their numbers.
    """
    user = ctx.member.user_id
    waiting = confirmation_requests.list_waiting(ctx.db, ctx.group.id, ctx.now, LINES)
    own = [proposal for proposal in waiting if proposal.may_confirm(user) or (to_cancel and proposal.proposer == user)]
    if len(own) > 1:
        raise Refusal("\n".join([SEVERAL_WAITING, *(_line(ctx, proposal) for proposal in own)]))
    if own:
        return own[0]
    if waiting:
        how = HOW_TO_CANCEL.format(number=waiting[0].id)
        raise Refusal("\n".join([OF_OTHERS, *(_line(ctx, proposal) for proposal in waiting), how]))
    last = confirmation_requests.get_latest(ctx.db, ctx.group.id, ctx.member.user_id)
    if last and last.outcome is Outcome.OPEN and last.expires <= ctx.now:
        raise Refusal(EXPIRED.format(number=last.id, words=last.words))
    raise OpenRefusal(NONE)


def _close(ctx: MemberContext, proposal: ConfirmationRequest, outcome: Outcome) -> None:
    if not confirmation_requests.close(ctx.db, proposal, outcome, decider=ctx.member.user_id, at=ctx.now):
        text = ALREADY_CLOSED.get(proposal.outcome, NONE)
        raise Refusal(text.format(number=proposal.id, who=_name(ctx, proposal.decider)))
    ctx.record(f"{ctx.word} {proposal.id} {proposal.words}")


def _line(ctx: MemberContext, proposal: ConfirmationRequest) -> str:
    who = _name(ctx, proposal.proposer)
    return LINE.format(
        number=proposal.id,
        words=proposal.words,
        who=who,
        at=ctx.local(proposal.at),
        whose="另一位管理员" if proposal.second else f"{who} ",
        until=ctx.local(proposal.expires),
    )


def _name(ctx: MemberContext, user: str) -> str:
    member = roster.get_by_user(ctx.db, ctx.group.id, user)
    return member.name if member else user
