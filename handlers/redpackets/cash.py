"""Packets of real money: no platform lets a bot drop one into a group, so it is a to-do for the owner's own hands."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.kit.words import truncate
from handlers.redpackets.parsing import read_words
from handlers.redpackets.rules import LONGEST_WORDS, MOST_SHARES
from handlers.text.money import format_yuan, read_amount
from handlers.text.numbers import read_spaced_number, read_whole_number
from storage.redpackets import cash
from storage.redpackets.cash import CashPacket

feature = Feature("cash_packets", title="现金红包", topic="红包", visible=lambda ctx: ctx.role >= Role.OWNER)

USAGE = "现金红包 20 5 谢谢大家 因为 周末来了二十位"
HOW = "先写几元，再写几份，再写祝福，要记下为什么就写「因为」，例如：" + USAGE
TOO_SMALL = "{yuan} 元分不了 {shares} 份，每份至少 0.01 元。"
NOTED = (
    "记下了：{line}\n群伴不能代发现金红包，请你在群里亲手发一个，发好了说「已发 {number}」，"
    "不发了说「取消现金红包 {number}」。"
)
NONE = "没有要发的现金红包。要记一个，例如：" + USAGE
HEAD = "还没发的现金红包（发好了说「已发 编号」）："
LINE = "{number} 号 {yuan} 元 {shares} 份「{words}」{reason}"
REASON = "，因为{reason}"
BECAUSE = "因为"
DONE = "好的，{number} 号现金红包发过了：{yuan} 元 {shares} 份。"
DONE_BEFORE = "{number} 号现金红包 {at:%m-%d %H:%M} 就记成发过了。"
NO_NUMBER = "请写编号，例如「已发 3」；发「现金红包」看有哪些。"
CALLED_OFF = "好的，{number} 号现金红包不发了：{yuan} 元 {shares} 份。"
NO_NUMBER_TO_CALL_OFF = "请写编号，例如「取消现金红包 3」；发「现金红包」看有哪些。"
UNKNOWN = "没有 {number} 号现金红包，发「现金红包」看有哪些。"
SHOWN = 10


@feature.command(
    "现金红包", help="记一个要亲手发的现金红包；不带内容看还没发的", usage="20 5 谢谢大家", role=Role.OWNER
)
def note(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        return _list_waiting(ctx)
    yuan, shares_word, rest = (*ctx.args.split(maxsplit=2), "", "", "")[:3]
    if not shares_word:
        raise Refusal(HOW)
    fen, shares = read_amount(yuan), read_whole_number(shares_word.rstrip("份包"), 1, MOST_SHARES)
    if shares > fen:
        raise Refusal(TOO_SMALL.format(yuan=format_yuan(fen), shares=shares))
    words, _, reason = rest.partition(BECAUSE)
    reason = " ".join(reason.split())[:LONGEST_WORDS]
    packet = cash.create(ctx.db, ctx.group.id, fen, shares, read_words(words), reason, ctx.now)
    return NOTED.format(line=_line(packet), number=packet.number)


@feature.command("已发", help="一个现金红包亲手发好了", usage="3", role=Role.OWNER)
def confirm_sent(message: Message, ctx: MemberContext) -> str:
    number = read_spaced_number(ctx.args)
    if number is None:
        raise Refusal(NO_NUMBER)
    packet = cash.get(ctx.db, ctx.group.id, number)
    if packet is None:
        raise Refusal(UNKNOWN.format(number=number))
    if packet.done_at or not cash.finish(ctx.db, packet, ctx.now):
        raise Refusal(DONE_BEFORE.format(number=number, at=ctx.local(packet.done_at or ctx.now)))
    return DONE.format(number=number, yuan=format_yuan(packet.fen), shares=packet.shares)


@feature.command(
    "取消现金红包", "删除现金红包", "不发现金红包", help="一个记下的现金红包不发了", usage="3", role=Role.OWNER
)
def call_off(message: Message, ctx: MemberContext) -> str:
    number = read_spaced_number(ctx.args)
    waiting = cash.list_waiting(ctx.db, ctx.group.id, SHOWN)
    if number is None and not ctx.args and len(waiting) == 1:
        number = waiting[0].number
    if number is None:
        raise Refusal(NO_NUMBER_TO_CALL_OFF if waiting else NONE)
    packet = cash.get(ctx.db, ctx.group.id, number)
    if packet is None:
        raise Refusal(UNKNOWN.format(number=number))
    if packet.done_at or not cash.call_off(ctx.db, packet):
        raise Refusal(DONE_BEFORE.format(number=number, at=ctx.local(packet.done_at or ctx.now)))
    return CALLED_OFF.format(number=number, yuan=format_yuan(packet.fen), shares=packet.shares)


def _list_waiting(ctx: MemberContext) -> str:
    waiting = cash.list_waiting(ctx.db, ctx.group.id, SHOWN)
    return "\n".join([HEAD, *map(_line, waiting)]) if waiting else NONE


def _line(packet: CashPacket) -> str:
    return LINE.format(
        number=packet.number,
        yuan=format_yuan(packet.fen),
        shares=packet.shares,
        words=truncate(packet.words, LONGEST_WORDS),
        reason=REASON.format(reason=packet.reason) if packet.reason else "",
    )
