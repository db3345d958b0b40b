"""Who belongs to a group: those who join it or say something in it, and in private those whom its rules let in."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from pydantic import BaseModel

from config.group import Group
from handlers.kit import Capability, Context, Feature, Joined, MemberContext, Occasion, follow_up, is_followed
from handlers.kit.roles import Role, role_of
from handlers.members.membership_rules import Rules
from storage import state
from storage.db import Db
from storage.members import roster

HAS_LEFT = "你已经不在「{group}」里了。重新进群，或者在群里说一句话，就又能用啦～"
STRANGER = "我还不认识你。请先在「{group}」里{how}，再来私聊我～"
REASON = "群里有 {members} 位朋友啦"
HEARING = frozenset({Capability.HEARS_ALL, Capability.HEARS_MENTIONS})
SPEAK, SPEAK_TO_ME, BE_ADDED = "发一句「签到」", "@我 发一句「签到」", "进群"


feature = Feature("membership", Rules, title="成员")


class Most(BaseModel):
    """As many members as the group ever had when they were counted; None before the first time."""

    members: int | None = None


def count_members(ctx: Context, *, joined: bool = False) -> None:
    """Notice when there are as many members as the owner waits for; once for each number.

    What the group had when it was counted first is no news, but for who has just `joined`.
    """
    members = roster.count(ctx.db, ctx.group.id)
    most = state.load(ctx.db, ctx.group.id, feature.name, Most).members
    before = members - joined if most is None else most
    if members > before or most is None:
        state.save(ctx.db, ctx.group.id, feature.name, Most(members=max(members, before)))
    reached = [number for number in ctx.rules(Rules).milestones if before < number <= members]
    if reached:
        number = max(reached)
        follow_up(ctx, MILESTONE, REASON.format(members=number), key=f"members:{number}")


MILESTONE = Occasion("人数达到", "群里的人数达到 membership 的 milestones 里的一个", count_members)
feature.occasion(MILESTONE)


@feature.on(Joined)
def count_joined(event: Joined, ctx: MemberContext) -> None:
    if ctx.rules(Rules).milestones and is_followed(ctx, MILESTONE):
        count_members(ctx, joined=True)


def admits(group: Group, user: str, capabilities: AbstractSet[Capability]) -> bool:
    """Return whether a private word makes somebody a member who never was: named in the group's file, or let in."""
    private = group.rules(Rules).private
    is_open = not capabilities & HEARING if private is None else private
    return is_open or role_of(group, user) > Role.MEMBER


def refuse_outsider(db: Db, group: Group, user: str, capabilities: AbstractSet[Capability]) -> str:
    """Return what somebody is told who writes in private and is not in the group; empty where they are let in.

    `capabilities` are those of the group's channels. Who is named in the group's file belongs to it, but of those who
    left only the owner comes back by a private word.
    """
    if roster.get_by_user(db, group.id, user):
        return ""
    if roster.has_left(db, group.id, user):
        return "" if role_of(group, user) is Role.OWNER else HAS_LEFT.format(group=group.name)
    if admits(group, user, capabilities):
        return ""
    hears = capabilities & HEARING
    how = SPEAK if Capability.HEARS_ALL in hears else SPEAK_TO_ME if hears else BE_ADDED
    return STRANGER.format(group=group.name, how=how)
