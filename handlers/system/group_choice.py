"""Several groups, one private conversation: which group it counts for."""

from __future__ import annotations

from collections.abc import Sequence

from config.group import Group
from handlers.kit import Context, Feature, Message, Refusal, Router
from handlers.kit.words import tidy
from handlers.text.numbers import whole_number
from storage.messages import chats

feature = Feature("switch", title="切换群", shown=lambda ctx: len(ctx.choices) > 1)

WORD = "切换群"
QUESTION = "你在几个群里，私聊算哪个群的？\n{choices}\n请回复「切换群 编号」，以后可以随时再换。"
ONLY_PRIVATE = "请私聊我说「切换群」。"
ONLY_ONE = "你只在「{group}」里，不用切换。"
NOW = "好的，现在起私聊算「{group}」的。"


@feature.command(WORD, help="私聊时换一个群", usage="编号")
def switch_group(message: Message, ctx: Context) -> str:
    if message.chat is not None:
        raise Refusal(ONLY_PRIVATE)
    if len(ctx.choices) < 2:
        raise Refusal(ONLY_ONE.format(group=ctx.group.name))
    if not ctx.args:
        return question(ctx.choices)
    group = ctx.choices[whole_number(ctx.args, 1, len(ctx.choices)) - 1]
    chats.sit(ctx.db, message.channel, message.user, group.id)
    return NOW.format(group=group.name)


def is_meant(router: Router, message: Message) -> bool:
    """Whether somebody who has not chosen a group yet is choosing one."""
    found = router.find(tidy(message.text))
    return found is not None and found[0].word == WORD


def question(choices: Sequence[Group]) -> str:
    """Asks for a group by number."""
    lines = (f"{number} {group.name}" for number, group in enumerate(choices, 1))
    return QUESTION.format(choices="\n".join(lines))
