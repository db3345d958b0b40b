"""答 50, written to the bot in private, is an answer to what is open in the group; the group hears what came of it."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.kit.audience import HandlerResult, Otherwise, as_notice
from handlers.kit.capability import Capability
from handlers.kit.context import MemberContext
from handlers.kit.events import Message
from handlers.kit.rounds import read_round
from handlers.kit.words import normalize
from storage import rounds

TAKEN = "收到啦，等着看结果吧～"
NOT_TAKEN = "这个不算，再想想～"
NOTHING_OPEN = "现在没有在等答案的题，也没有在玩的游戏～"
ONLY_IN_GROUP = "我在这里不能自己说话，请在群里 @我 答～"
_MARKED = re.compile("答(?:案)?(?:\\s?[:：]|\\s|(?=[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]))(.+)", re.DOTALL)


def offer_in_private(message: Message, ctx: MemberContext) -> HandlerResult:
    """Return what a round of the group that waits for answers makes of a private one; None for words that are none."""
    words = marked_answer(message.text)
    if not words:
        return None
    for row in rounds.list_open(ctx.db, ctx.group.id):
        kind = ctx.registry.round_kinds.get(row.feature)
        if kind and kind.state.takes_private_answers and row.opened_at <= ctx.now < row.ends_at:
            if Capability.PUSHES not in ctx.capabilities:
                return Otherwise(ONLY_IN_GROUP)
            answer = kind.answer(read_round(ctx, row, kind), replace(message, text=words), ctx)
            return Otherwise(NOT_TAKEN) if answer is None else _tell_group(row, answer, ctx)
    return Otherwise(NOTHING_OPEN)


def marked_answer(text: str) -> str:
    """Return what somebody says for an answer: 答 50, 答案：面包; empty where they mark none."""
    marked = _MARKED.fullmatch(normalize(text)) if text.startswith("答") else None
    return marked[1].strip() if marked else ""


def _tell_group(row: rounds.Row, answer: HandlerResult, ctx: MemberContext) -> HandlerResult:
    """Post an answer in the group where it has changed the round; a near miss is told to whoever asked, alone."""
    if answer == ():
        return TAKEN
    if isinstance(answer, Otherwise):
        return answer
    now = rounds.get_open(ctx.db, ctx.group.id, row.id)
    if answer is not None and (now is None or now.state != row.state):
        ctx.post(f"{ctx.key}:answer", as_notice(answer))
    return answer
