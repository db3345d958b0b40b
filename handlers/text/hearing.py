"""How members make themselves heard where the bot hears only what mentions it."""

from __future__ import annotations

from handlers.kit import Capability, Context

BY_MENTION = "（在这里要 @我 我才听得到，例如「@我 {example}」）"
OR_IN_PRIVATE = "（在这里要 @我 我才听得到，例如「@我 {example}」，私聊我「{privately}」也行）"


def describe_way(ctx: Context, example: str, privately: str = "") -> str:
    """Return how something is said to the bot here, such as `example`, and in private `答 …` or as given.

    Empty where all that is said in the group is heard.
    """
    if Capability.HEARS_ALL in ctx.capabilities:
        return ""
    can_answer = {Capability.PRIVATE, Capability.PUSHES} <= ctx.capabilities
    return (OR_IN_PRIVATE if can_answer else BY_MENTION).format(example=example, privately=privately or f"答 {example}")
