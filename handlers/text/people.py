"""Members named in a message, such as `@小明`."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.kit.context import Context, MemberContext
from handlers.kit.events import At, Message
from handlers.kit.refusal import Refusal
from handlers.kit.reply import Mention
from handlers.kit.roles import Role, role_of
from handlers.kit.words import truncate
from storage.members import roster
from storage.members.roster import Member


def mention(member: Member) -> Mention:
    """Return an @ of this member."""
    return Mention(user=member.user_id, name=member.name)


def join_names(members: Sequence[Member], most: int) -> str:
    """Return the first `most` names."""
    return "、".join(member.name for member in members[:most]) + ("……" if len(members) > most else "")


def split_member(message: Message, ctx: MemberContext, usage: str) -> tuple[Member, str]:
    """Return the member that the arguments begin with, and the rest; raises Refusal where it is not clear who it is."""
    args = ctx.args
    for at in message.mentions:
        if args.startswith(f"@{at.name}"):
            return _mentioned_member(message, ctx, at), args[len(at.name) + 1 :].strip()
    word, _, rest = args.partition(" ")
    name = word.removeprefix("@")
    if not name:
        raise Refusal(f"请这样写：{usage}")
    try:
        return find_member(ctx, name), rest.strip()
    except UnknownMember as refusal:
        raise Refusal(f"{refusal}请这样写：{usage}") from None


def _mentioned_member(message: Message, ctx: MemberContext, at: At) -> Member:
    """Return who was mentioned; raises UnknownMember in a private conversation, where a mention proves nothing."""
    is_staff = role_of(ctx.group, at.user) > Role.MEMBER and not roster.has_left(ctx.db, ctx.group.id, at.user)
    if message.chat is not None or is_staff:
        # Who can be mentioned in a group is in it, even if we have not heard from them yet.
        return roster.get_or_create(ctx.db, ctx.group.id, at.user, at.name, ctx.now)
    member = roster.get_by_user(ctx.db, ctx.group.id, at.user)
    if member is None:
        raise UnknownMember(f"没有找到「{truncate(at.name, 20)}」。")
    return member


class UnknownMember(Refusal):
    """Nobody in the group is called so."""


def find_member(ctx: Context, name: str) -> Member:
    """Return the member with this user id or, where it is clear, this name; raises Refusal, or UnknownMember."""
    exact = roster.get_by_user(ctx.db, ctx.group.id, name)
    if exact:
        return exact
    namesakes = roster.list_by_name(ctx.db, ctx.group.id, name)
    if len(namesakes) == 1:
        return namesakes[0]
    shown = truncate(name, 20)
    if namesakes:
        ids = "、".join(member.user_id for member in namesakes)
        raise Refusal(f"群里有 {len(namesakes)} 位「{shown}」，请写用户 ID：{ids}")
    raise UnknownMember(f"没有找到「{shown}」。")
