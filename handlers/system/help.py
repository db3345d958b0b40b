"""Help made from what the features declare, and what this group's channels can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.kit import (
    Capability,
    Command,
    Drawing,
    Feature,
    ForMember,
    HandlerResult,
    MemberContext,
    Message,
    Reply,
    Role,
    reply,
)
from handlers.kit.words import casefold_width, truncate
from handlers.pictures.specs import MenuLine, MenuSpec

feature = Feature("help", title="帮助", topic="其他")

HEAD = "我会这些，发「帮助 签到」看一个怎么用："
TOPIC = "【{topic}】{words}"
OTHERS = "还有：{topics}（发「帮助 {first}」）"
IN_GROUP = "在群里直接说就行。"
BY_MENTION = "在群里说的时候要 @我。"
PRIVATELY = "也可以私聊我。"
FOR_STAFF = "管理用的发「帮助 管理」。"
AS_PICTURE = "看图发「帮助 图片」。"
PICTURE_TITLE = "{group} · 我会这些"
MANAGEMENT_TITLE = "{group} · 管理用的"
PICTURE_FOOT = "发「帮助 {first}」看一个怎么用。"
REST = "还有"
MANAGING = "管理"
PICTURE = ("图片", "图")
MANAGEMENT = "管理用的这些，发「帮助 {first}」看一个怎么用："
RELATED = "还有：{words}"
FOR_OTHERS = "「{word}」是{role}用的，想要的话跟他们说一声～"
LIKE = "没有「{word}」这个命令，有这些：{words}。发「帮助 {first}」看怎么用。"
UNKNOWN = "没有「{word}」这个命令，发「帮助」看全部。"
NO_LIMITS = "这个群的功能都能用。"
MOST_TOPICS = 6
"""With the head and the foot a menu has eight lines, which a phone shows at once."""
MOST_WORDS = 6
MOST_LINES, LONGEST_LINE = 8, 28
"""Lines of a menu, and characters in one line of a phone."""
MOST_ROWS, MOST_CHIPS = 8, 12
"""Topics on a picture, and words beside one of them."""
SEPARATOR = "、"


@feature.command("帮助", "菜单", "功能", "help", help="看看我会什么", usage="命令")
def show_help(message: Message, ctx: MemberContext) -> HandlerResult:
    """Show the menu; what only staff and admins may do is shown to them alone."""
    words = ctx.args.split()
    as_picture = bool(words) and words[-1] in PICTURE
    wanted = " ".join(words[:-1] if as_picture else words)
    if not wanted:
        return _picture_of_menu(ctx) if as_picture else _menu(ctx)
    if wanted == MANAGING and ctx.role > Role.MEMBER:
        return _for_asker(ctx, _picture_of_management(ctx) if as_picture else reply(_management(ctx)))
    commands = _named(wanted, ctx)
    if not commands and ctx.role < Role.STAFF and (command := ctx.registry.find_command(wanted)):
        return FOR_OTHERS.format(word=command.word, role=command.role.title)
    if not commands:
        return _describe_like(wanted, ctx)
    text = "\n".join([*map(_describe, commands), *_related(commands, ctx)])
    return _for_asker(ctx, reply(text)) if any(command.role > Role.MEMBER for command in commands) else text


@feature.command("帮助图", "帮助图片", help="用一张图看我会什么")
def show_help_as_picture(message: Message, ctx: MemberContext) -> HandlerResult:
    return _picture_of_menu(ctx)


@feature.command("能力", help="哪些功能在这个群里受限")
def show_capabilities(message: Message, ctx: MemberContext) -> str:
    return "\n".join(ctx.registry.limits(ctx.capabilities)) or NO_LIMITS


def _describe_like(wanted: str, ctx: MemberContext) -> str:
    """Name the commands that have a word in theirs, as 提醒 is in 我的提醒; else say that there is none."""
    commands = (command for topic in ctx.registry.commands_by_topic(ctx).values() for command in topic)
    found = (command.word for command in commands if len(wanted) > 1 and wanted in command.word)
    words = sorted(found, key=lambda word: not word.startswith(wanted))[:MOST_WORDS]
    shown = truncate(wanted, 20)
    return LIKE.format(word=shown, words=SEPARATOR.join(words), first=words[0]) if words else UNKNOWN.format(word=shown)


def _menu(ctx: MemberContext) -> str:
    topics = _words_by_topic(ctx, managing=False)
    shown, others = list(topics)[:MOST_TOPICS], list(topics)[MOST_TOPICS:]
    if others:
        shown, others = shown[:-1], [shown[-1], *others]
    lines = [HEAD, *(_topic(topic, topics[topic]) for topic in shown)]
    if others:
        lines.append(OTHERS.format(topics=SEPARATOR.join(others), first=others[0]))
    foot = IN_GROUP if Capability.HEARS_ALL in ctx.capabilities else BY_MENTION
    foot += PRIVATELY if Capability.PRIVATE in ctx.capabilities else ""
    foot += FOR_STAFF if ctx.role > Role.MEMBER else ""
    # A foot that a phone breaks takes two lines.
    has_room = len(foot + AS_PICTURE) <= LONGEST_LINE or len(lines) + 2 <= MOST_LINES
    return "\n".join([*lines, foot + AS_PICTURE if has_room and Capability.PICTURES in ctx.capabilities else foot])


def _picture_of_menu(ctx: MemberContext) -> Reply:
    foot = FOR_STAFF if ctx.role > Role.MEMBER else ""
    return _picture(ctx, PICTURE_TITLE, _words_by_topic(ctx, managing=False), foot, _menu(ctx))


def _picture_of_management(ctx: MemberContext) -> Reply:
    return _picture(ctx, MANAGEMENT_TITLE, _words_by_topic(ctx, managing=True), "", _management(ctx))


def _picture(ctx: MemberContext, title: str, topics: Mapping[str, Sequence[str]], foot: str, words: str) -> Reply:
    """Return a menu as a picture where the channels can show one, which has the words behind it; else as words."""
    if Capability.PICTURES not in ctx.capabilities:
        return reply(words)
    rows = list(topics.items())
    if len(rows) > MOST_ROWS:
        rows = [*rows[: MOST_ROWS - 1], (REST, [topic for topic, _ in rows[MOST_ROWS - 1 :]])]
    lines = tuple(
        MenuLine(topic=topic, words=(*of[:MOST_CHIPS], *(["…"] if len(of) > MOST_CHIPS else []))) for topic, of in rows
    )
    foot = PICTURE_FOOT.format(first=rows[0][1][0]) + foot
    return reply(Drawing(sheet=MenuSpec(title=title.format(group=ctx.group.name), lines=lines, foot=foot), alt=words))


def _words_by_topic(ctx: MemberContext, *, managing: bool) -> dict[str, list[str]]:
    """Return the words of commands by topic: those of members, or with `managing` those of the others."""
    return {
        topic: words
        for topic, commands in ctx.registry.commands_by_topic(ctx).items()
        if (words := [command.word for command in commands if (command.role > Role.MEMBER) is managing])
    }


def _topic(topic: str, words: list[str]) -> str:
    more = "…" if len(words) > MOST_WORDS else ""
    return TOPIC.format(topic=topic, words=SEPARATOR.join(words[:MOST_WORDS]) + more)


def _management(ctx: MemberContext) -> str:
    topics = _words_by_topic(ctx, managing=True)
    first = next(iter(topics.values()))[0]
    lines = (TOPIC.format(topic=topic, words=SEPARATOR.join(words)) for topic, words in topics.items())
    return "\n".join([MANAGEMENT.format(first=first), *lines])


def _for_asker(ctx: MemberContext, answer: Reply) -> ForMember:
    return ForMember(member=ctx.member, reply=answer, ask=ctx.typed)


def _named(wanted: str, ctx: MemberContext) -> list[Command]:
    """Return the command with this word, all of the topic with this name, or the command that this begins with."""
    topics = ctx.registry.commands_by_topic(ctx, hidden=True)
    typed = casefold_width(wanted)
    by_word = {casefold_width(word): command for of in topics.values() for command in of for word in command.words}
    if typed in by_word:
        return [by_word[typed]]
    if wanted in topics:
        return topics[wanted]
    begun = [word for word in by_word if typed.startswith(f"{word} ")]
    return [by_word[max(begun, key=len)]] if begun else []


def _related(commands: list[Command], ctx: MemberContext) -> list[str]:
    """Return a line with what else there is under a topic that is called like its first command."""
    if len(commands) > 1:
        return []
    topic = ctx.registry.commands_by_topic(ctx).get(commands[0].word, [])
    words = [command.word for command in topic if command.word != commands[0].word and command.role is Role.MEMBER]
    return [RELATED.format(words=SEPARATOR.join(words))] if words else []


def _describe(command: Command) -> str:
    others = SEPARATOR.join(command.words[1:])
    typed = f"{command.word} {command.usage}".rstrip()
    return f"{typed} — {command.help}" + (f"（也可以说：{others}）" if others else "")
