"""Help made from what the features declare, and what this group's channels can do."""

from __future__ import annotations

from handlers.kit import Capability, Command, Feature, MemberContext, Message

feature = Feature("help", title="帮助")

HEAD = "我会这些："
IN_GROUP = "在群里直接说就行。"
BY_MENTION = "在群里说的时候要 @我。"
PRIVATELY = "也可以私聊我。"
UNKNOWN = "没有「{word}」这个命令，发「帮助」看全部。"
NO_LIMITS = "这个群的功能都能用。"


@feature.command("帮助", "菜单", "功能", "help", help="看看我会什么", usage="命令")
def show_help(message: Message, ctx: MemberContext) -> str:
    if ctx.args:
        return _describe_command(ctx.args.split()[0], ctx)
    lines = [HEAD]
    for title, commands in ctx.registry.commands_for(ctx):
        lines.append(f"【{title}】")
        lines.extend(_line(command) for command in commands)
    lines.append(IN_GROUP if Capability.HEARS_ALL in ctx.capabilities else BY_MENTION)
    return "\n".join(lines) + (PRIVATELY if Capability.PRIVATE in ctx.capabilities else "")


@feature.command("能力", help="哪些功能在这个群里受限")
def show_capabilities(message: Message, ctx: MemberContext) -> str:
    return "\n".join(ctx.registry.limits(ctx.capabilities)) or NO_LIMITS


def _line(command: Command) -> str:
    typed = f"{command.word} {command.usage}".rstrip()
    return f"{typed} — {command.help}"


def _describe_command(word: str, ctx: MemberContext) -> str:
    for _, commands in ctx.registry.commands_for(ctx, hidden=True):
        for command in commands:
            if word in command.words:
                others = "、".join(command.words[1:])
                return _line(command) + (f"\n也可以说：{others}" if others else "")
    return UNKNOWN.format(word=word[:20])
