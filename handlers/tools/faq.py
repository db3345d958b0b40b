"""关键词问答: the owner's answers to what is asked again and again, said where a short text asks it."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message
from handlers.tools.matching import find_entry
from handlers.tools.rules import Faq

feature = Feature("faq", Faq, title="问答", topic="小工具", visible=lambda ctx: bool(ctx.rules(Faq).root))

NONE = "这里还没有问答。"
HEAD = "可以问我这些，直接说就行："
SHOWN = 50


@feature.command("问答", help="可以问我哪些问题")
def list_questions(message: Message, ctx: MemberContext) -> str:
    entries = ctx.rules(Faq).root
    if not entries:
        return NONE
    rest = ["……"] if len(entries) > SHOWN else []
    return "\n".join([HEAD, *(f"{number}. {entry.ask[0]}" for number, entry in enumerate(entries[:SHOWN], 1)), *rest])


@feature.listen
def answer(message: Message, ctx: MemberContext) -> str | None:
    entries = ctx.rules(Faq).root
    # Nearly all groups have none, and this is asked of all talk.
    entry = find_entry(entries, message.text, is_talk=not message.addressed) if entries else None
    return entry.answer if entry else None
