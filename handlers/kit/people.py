"""Whom a member means by `@小明`."""

from __future__ import annotations

from handlers.kit.context import Context
from handlers.kit.message import Message
from handlers.kit.refusal import Refusal
from storage import members
from storage.members import Member


def split_person(message: Message, ctx: Context, usage: str) -> tuple[Member, str]:
    """The member that the arguments begin with, and the rest of them; raises Refusal when nobody is meant clearly."""
    args = ctx.args
    for at in message.mentions:
        if args.startswith(f"@{at.name}"):
            # Who can be mentioned is in the group, even if we have not heard from them yet.
            member = members.meet(ctx.db, ctx.group.id, at.user, at.name, ctx.now)
            return member, args[len(at.name) + 1 :].strip()
    word, _, rest = args.partition(" ")
    name = word.removeprefix("@")
    if not name:
        raise Refusal(f"请这样写：{usage}")
    exact = members.by_user(ctx.db, ctx.group.id, name)
    if exact:
        return exact, rest.strip()
    found = members.by_name(ctx.db, ctx.group.id, name)
    if len(found) == 1:
        return found[0], rest.strip()
    shown = name if len(name) <= 20 else name[:20] + "…"
    if found:
        ids = "、".join(member.user_id for member in found)
        raise Refusal(f"群里有 {len(found)} 位「{shown}」，请写用户 ID：{ids}")
    raise Refusal(f"没有找到「{shown}」。请这样写：{usage}")
