"""Members named in a message, such as `@小明`."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.kit.context import Context, MemberContext
from handlers.kit.events import At, Message
from handlers.kit.naming import read_name, skip_own_name
from handlers.kit.refusal import Refusal
from handlers.kit.reply import Mention
from handlers.kit.roles import Role, role_of
from handlers.kit.words import truncate, undress
from storage.members import roster
from storage.members.roster import Member

UNKNOWN = "没有找到「{name}」。"
NOTHING_KNOWN = "「{name}」还没有在群里说过话，这里什么也没记。"
GONE = "「{name}」已经不在群里了。"
ONE_AT_A_TIME = "一次写一位成员就好，「{rest}」用不上。请这样写：{usage}"
SEVERAL = "群里有 {count} 位「{name}」，请写用户 ID：{ids}"


def mention(member: Member) -> Mention:
    """Return an @ of this member."""
    return Mention(user=member.user_id, name=member.name)


def join_names(members: Sequence[Member], most: int) -> str:
    """Return the first `most` names."""
    return "、".join(member.name for member in members[:most]) + ("……" if len(members) > most else "")


def split_member(message: Message, ctx: MemberContext, usage: str, *, include_left: bool = False) -> tuple[Member, str]:
    """Return the member that the arguments begin with, and the rest; raises Refusal where it is not clear who it is.

    Who has left is refused, too, unless `include_left`, which only makes sense where something is looked up.
    """
    args = skip_own_name(ctx, message, ctx.args)
    named = read_name(ctx, message, args)
    if named is None:
        word, _, rest = args.partition(" ")
        if not word.strip("@＠"):
            raise Refusal(f"请这样写：{usage}")
        raise UnknownMember(f"{UNKNOWN.format(name=truncate(word.lstrip('@＠'), 20))}请这样写：{usage}")
    rest = skip_own_name(ctx, message, args[named.end :].strip())
    if named.at:
        gone = roster.get_by_user(ctx.db, ctx.group.id, named.at.user, include_left=True) if include_left else None
        return gone or _mentioned_member(message, ctx, named.at), rest
    if named.left and include_left:
        return _single(named.left), rest
    if named.left:
        raise UnknownMember(GONE.format(name=truncate(args[: named.end].lstrip("@＠"), 20)))
    return _single(named.members), rest


def only_member(message: Message, ctx: MemberContext, usage: str, *, include_left: bool = False) -> Member:
    """Return the member that the arguments name, as `split_member` does; raises Refusal where they say more."""
    member, rest = split_member(message, ctx, usage, include_left=include_left)
    if undress(rest):
        raise Refusal(ONE_AT_A_TIME.format(rest=truncate(undress(rest), 20), usage=usage))
    return member


def _mentioned_member(message: Message, ctx: MemberContext, at: At) -> Member:
    """Return who was mentioned; raises UnknownMember for who has left, and for strangers in a private conversation."""
    if roster.has_left(ctx.db, ctx.group.id, at.user):
        raise UnknownMember(GONE.format(name=truncate(at.name, 20)))
    is_staff = role_of(ctx.group, at.user) > Role.MEMBER
    # In private a mention proves nothing.
    if (message.chat is not None or is_staff) and not ctx.only_reads:
        # Who can be mentioned in a group is in it, even if we have not heard from them yet.
        return roster.get_or_create(ctx.db, ctx.group.id, at.user, at.name, ctx.now)
    member = roster.get_by_user(ctx.db, ctx.group.id, at.user)
    if member is None:
        raise UnknownMember((NOTHING_KNOWN if ctx.only_reads else UNKNOWN).format(name=truncate(at.name, 20)))
    return member


class UnknownMember(Refusal):
    """Nobody in the group is called so."""


def require_present(ctx: Context, member: Member) -> None:
    """Raise Refusal where somebody has left since they were named."""
    if roster.get(ctx.db, member.id) is None:
        raise Refusal(GONE.format(name=member.name))


def find_member(ctx: Context, name: str) -> Member:
    """Return the member with this user id or, where it is clear, this name; raises Refusal, or UnknownMember."""
    exact = roster.get_by_user(ctx.db, ctx.group.id, name)
    if exact:
        return exact
    namesakes = roster.list_by_name(ctx.db, ctx.group.id, name)
    if not namesakes:
        raise UnknownMember(UNKNOWN.format(name=truncate(name, 20)))
    return _single(namesakes)


def _single(namesakes: Sequence[Member]) -> Member:
    """Return the only one of these; raises Refusal that asks for a user id where there are several."""
    if len(namesakes) == 1:
        return namesakes[0]
    ids = "、".join(member.user_id for member in namesakes)
    raise Refusal(SEVERAL.format(count=len(namesakes), name=truncate(namesakes[0].name, 20), ids=ids))
