"""Corrections: an entry is reversed by another one that points at it; 账本核对 reconciles the whole ledger."""

from __future__ import annotations

from pydantic import BaseModel

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.kit.words import truncate
from handlers.points.by_hand import Confirmation, describe_alone, needed_confirmation
from handlers.points.reconciliation import holder_name, reconcile
from handlers.system.confirmation_requests import ask_confirmation
from handlers.text.numbers import read_number
from storage.points import entries, ledger
from storage.points.entries import Entry
from storage.points.errors import Overdrawn
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature("books", title="账本", topic="积分")
feature.ledger_kind("reverse", "冲正")


class Correction(BaseModel):
    """An entry to be reversed to the good of who asks for it, as kept until it is confirmed."""

    number: int
    reason: str


USAGE = "冲正 12 记错了"
QUESTION = "冲正 {number} 号「{reason}」，{amount} 分退给自己"
NO_NUMBER = "要冲正哪一笔、为什么？请这样写：{usage}。编号在「明细 @小明」里。"
NOT_A_NUMBER = "「{shown}」不是编号，请这样写：{usage}。编号在「明细 @小明」里。"
NO_REASON = "请写上理由：冲正 {number} 记错了"
UNKNOWN_NUMBER = "这个群的账本里没有 {number} 号。编号在「明细 @小明」里。"
ALREADY_REVERSED = "{number} 号已经在 {at:%m-%d %H:%M} 冲正过了，就是 {by} 号。"
IS_REVERSAL = "{number} 号本身就是冲正，不能再冲正；要恢复请用「加分」或「扣分」。"
NOT_REVERSIBLE = "{number} 号是{title}，不能冲正，{back}"
TOO_FEW = "{number} 号是 {amount} 分，{who}现在只有 {balance} 分，还差 {missing} 分，冲正不了。"
REVERSED = "已冲正 {number} 号「{reason}」{amount} 分：{source} → {target}。"
CHECKED = (
    "核对了 {entries} 笔往来、{accounts} 个账户："
    "每个余额、总和为零、没有负数、编号不重复、冲正、欠账、库存、兑换单、订单、红包、连签，"
)
ALL_CORRECT = "全部对得上。"
PROBLEMS = "有 {count} 处不对："
MORE = "……还有 {count} 处"
ADVICE = "请先备份数据库，再联系维护的人。"
LINES = 10
LONGEST_REASON = 60


@feature.command("冲正", help="记错的一笔反着再记一笔", usage="12 理由", role=Role.ADMIN)
def reverse(message: Message, ctx: MemberContext) -> str:
    entry, reason = _read_correction(ctx)
    _check_reversible(entry, ctx)
    if entry.source != ledger.account(ctx.member).holder:
        return _reverse(ctx, entry, reason, ctx.member.user_id)
    needed = needed_confirmation(ctx, "grant", [ctx.member], entry.amount)
    question = QUESTION.format(number=entry.id, reason=entry.reason, amount=entry.amount)
    correction = Correction(number=entry.id, reason=reason)
    second = needed is Confirmation.SECOND
    asked = ask_confirmation(ctx, feature, correction, question, second=second)
    return asked + describe_alone(ctx)


@feature.on_confirmed(Correction)
def carry_out(correction: Correction, proposal: ConfirmationRequest, ctx: MemberContext) -> str:
    entry = entries.get(ctx.db, ctx.group.id, correction.number)
    assert entry, "entries are never deleted"
    _check_reversible(entry, ctx)
    by = proposal.proposer + (f" + {ctx.member.user_id}" if proposal.second else "")
    return _reverse(ctx, entry, correction.reason, by)


def _reverse(ctx: MemberContext, entry: Entry, reason: str, by: str) -> str:
    cause = f"{ctx.key} by {by}"
    try:
        moved = ledger.reverse(ctx.db, entry, reason=f"冲正 #{entry.id} {reason}", cause=cause, at=ctx.now)
    except Overdrawn as error:
        raise Refusal(
            TOO_FEW.format(
                number=entry.id,
                amount=entry.amount,
                who=holder_name(ctx.db, entry.target),
                balance=error.balance,
                missing=entry.amount - error.balance,
            )
        ) from None
    assert moved, "whether it was corrected before was looked at"
    return REVERSED.format(
        number=entry.id,
        reason=entry.reason,
        amount=entry.amount,
        source=holder_name(ctx.db, entry.target),
        target=holder_name(ctx.db, entry.source),
    )


def _read_correction(ctx: MemberContext) -> tuple[Entry, str]:
    """Read the entry's number and the reason from the arguments; raises Refusal where either is missing or wrong."""
    word, _, rest = ctx.args.partition(" ")
    if not word:
        raise Refusal(NO_NUMBER.format(usage=USAGE))
    number = read_number(word)
    if number is None:
        raise Refusal(NOT_A_NUMBER.format(shown=truncate(word), usage=USAGE))
    entry = entries.get(ctx.db, ctx.group.id, number)
    if entry is None or entry.unit != ledger.POINTS:
        raise Refusal(UNKNOWN_NUMBER.format(number=number))
    reason = " ".join(rest.split())[:LONGEST_REASON]
    if not reason:
        raise Refusal(NO_REASON.format(number=number))
    return entry, reason


def _check_reversible(entry: Entry, ctx: MemberContext) -> None:
    """Raise Refusal where the entry is a reversal, was reversed before, or is of a kind with its own way back."""
    if entry.reverses is not None:
        raise Refusal(IS_REVERSAL.format(number=entry.id))
    reversal = entries.get_reversal(ctx.db, entry)
    if reversal:
        raise Refusal(ALREADY_REVERSED.format(number=entry.id, at=ctx.local(reversal.at), by=reversal.id))
    kind = ctx.registry.ledger_kinds.get(entry.kind)
    if kind and kind.undo_hint:
        raise Refusal(NOT_REVERSIBLE.format(number=entry.id, title=kind.title, back=kind.undo_hint))


@feature.command("账本核对", "对账", help="从头算一遍账，看看对不对得上", role=Role.ADMIN, read_only=True)
def audit(message: Message, ctx: MemberContext) -> str:
    result = reconcile(ctx.db, ctx.group.id)
    checked = CHECKED.format(entries=result.entries, accounts=result.accounts)
    if not result.faults:
        return checked + ALL_CORRECT
    shown = result.faults[:LINES]
    more = [MORE.format(count=len(result.faults) - LINES)] if len(result.faults) > LINES else []
    return "\n".join([checked + PROBLEMS.format(count=len(result.faults)), *shown, *more, ADVICE])
