"""The group that a private conversation counts for, where somebody is in several."""

from __future__ import annotations

from collections.abc import Sequence

from config.group import Group
from handlers.kit import Feature, MemberContext, Message, Refusal, Reply, Router, reply
from handlers.kit.words import normalize
from handlers.text.numbers import read_whole_number
from storage.messages import chats

feature = Feature("switch", title="切换群", topic="其他", visible=lambda ctx: len(ctx.choices) > 1)

WORD = "切换群"
QUESTION = "你在几个群里，私聊算哪个群的？\n{choices}\n请回复「切换群 编号」，以后可以随时再换。"
ONLY_PRIVATE = "请私聊我说「切换群」。"
ONLY_ONE = "你只在「{group}」里，不用切换。"
NOW = "好的，现在起私聊算「{group}」的。"


@feature.command(WORD, help="私聊时换一个群", usage="编号")
def switch_group(message: Message, ctx: MemberContext) -> str:
    if message.chat is not None:
        raise Refusal(ONLY_PRIVATE)
    if len(ctx.choices) < 2:
        raise Refusal(ONLY_ONE.format(group=ctx.group.name))
    if not ctx.args:
        return question(ctx.choices)
    group = _read_choice(ctx.args, ctx.choices)
    chats.select_group(ctx.db, message.channel, message.user, group.id)
    return NOW.format(group=group.name)


def choose_group(router: Router, message: Message, choices: Sequence[Group]) -> Group | Reply:
    """Return the group that a private message counts for while its sender has chosen none, or the question for it.

    Their choice itself counts for the group that it names: it makes them a member there, and in no other.
    """
    command, typed = router.find(normalize(message.text)) or (None, "")
    if command is None or command.word != WORD or not typed:
        return reply(question(choices))
    try:
        return _read_choice(typed, choices)
    except Refusal as refusal:
        return reply(str(refusal))


def _read_choice(typed: str, choices: Sequence[Group]) -> Group:
    """Return the group that is meant by a number or its name; raises Refusal."""
    named = [group for group in choices if normalize(group.name) == normalize(typed)]
    if len(named) == 1:
        return named[0]
    return choices[read_whole_number(typed, 1, len(choices)) - 1]


def question(choices: Sequence[Group]) -> str:
    """Return the question for a group, by number."""
    lines = (f"{number} {group.name}" for number, group in enumerate(choices, 1))
    return QUESTION.format(choices="\n".join(lines))
