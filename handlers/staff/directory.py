"""The staff of a group: by user id, as its file says, and never by a name."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.kit import Context, MemberContext, Message, Refusal, Role
from handlers.kit.naming import SIGNS, skip_own_name
from handlers.kit.roles import role_of
from handlers.text.people import split_member
from storage.members import roster
from storage.members.roster import Member

TOO_MANY = "一次最多 @ {most} 个人，请分几次说。"
MOST_MENTIONS = 100
"""Members one message may name: each is looked up, and all others wait meanwhile."""
_SEPARATOR = re.compile("[、,，;；和 ]+(?=[@＠])")
NOT_STAFF = "{name} 不是员工，请找员工或管理员。"


def is_staff(ctx: Context, member: Member) -> bool:
    """Return whether somebody is staff, an admin or the owner, by today's file."""
    return role_of(ctx.group, member.user_id) >= Role.STAFF


def list_staff(ctx: Context) -> list[Member]:
    """Return all staff of the group's file who have not left, by user id, without admins and the owner."""
    users = [user for user in sorted(ctx.group.staff) if not roster.has_left(ctx.db, ctx.group.id, user)]
    return [roster.get_or_create(ctx.db, ctx.group.id, user, "", ctx.now) for user in users]


def split_staff(message: Message, ctx: MemberContext, args: str, usage: str) -> tuple[Member, str]:
    """Return the staff member that `args` begin with, and the rest; raises Refusal for anybody else."""
    member, rest = split_member(message, replace(ctx, args=args), usage)
    if not is_staff(ctx, member):
        raise Refusal(NOT_STAFF.format(name=member.name))
    return member, rest


def split_members(message: Message, ctx: MemberContext, args: str, usage: str) -> tuple[list[Member], str]:
    """Return the members that `args` begin with, each with an @, and the rest; raises Refusal."""
    members: dict[Member, None] = {}
    for _ in range(MOST_MENTIONS):
        args = skip_own_name(ctx, message, skip_separator(args))
        if not args.startswith(SIGNS):
            break
        member, args = split_member(message, replace(ctx, args=args), usage)
        members[member] = None
    if args.startswith(SIGNS):
        raise Refusal(TOO_MANY.format(most=MOST_MENTIONS))
    return list(members), args


def skip_separator(args: str) -> str:
    """Return the arguments without what stands between two names: @小明、@小红."""
    match = _SEPARATOR.match(args)
    return args[match.end() :] if match else args
