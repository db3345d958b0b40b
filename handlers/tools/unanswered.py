"""未答问题: what the bot was asked and had no answer to, for those who write the FAQ."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.kit.meaning import is_question
from handlers.kit.words import normalize
from handlers.tools.matching import LONGEST_TEXT, find_entry, fold
from handlers.tools.rules import Faq
from storage.tools import questions

feature = Feature("unanswered", title="未答问题", topic="小工具", visible=lambda ctx: bool(ctx.rules(Faq).root))

CLEAR = "清空"
NONE = "没有未答的问题。"
HEAD = "问过我、我没答上来的，写进 faq 就能答："
LINE = "{number}. {question}（{count} 次）"
CLEARED = "清空了，一共 {count} 个问题。"
HOW_TO = "请这样写：未答问题，或者 未答问题 清空。"
SHOWN = 20


@feature.listen
def note_question(message: Message, ctx: MemberContext) -> None:
    """Keep a question to the bot that nothing has answered; who asked it is nobody's business."""
    if not message.addressed or not ctx.rules(Faq).root:
        return
    question = " ".join(normalize(message.text).split())
    if is_question(question) and len(question) <= LONGEST_TEXT and fold(question):
        questions.record(ctx.db, ctx.group.id, fold(question), question, ctx.now)


@feature.command("未答问题", help="成员问了什么我没答上来", usage=CLEAR, role=Role.ADMIN)
def show_unanswered(message: Message, ctx: MemberContext) -> str:
    if ctx.args == CLEAR:
        return CLEARED.format(count=questions.clear(ctx.db, ctx.group.id))
    if ctx.args:
        raise Refusal(HOW_TO)
    entries = ctx.rules(Faq).root
    asked = questions.list_by_count(ctx.db, ctx.group.id)
    still_open = [question for question in asked if find_entry(entries, question.text) is None][:SHOWN]
    lines = [
        LINE.format(number=number, question=question.text, count=question.count)
        for number, question in enumerate(still_open, 1)
    ]
    return "\n".join([HEAD, *lines]) if lines else NONE
