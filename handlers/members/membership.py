"""Who belongs to a group: those who join it or say something in it, and in private those whom its rules let in."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Annotated

from pydantic import Field

from config.group import Group
from handlers.kit import Capability, Feature, Joined, MemberContext, Occasion, Section, follow_up, is_followed
from handlers.kit.roles import Role, role_of
from storage.db import Db
from storage.members import roster

HAS_LEFT = "你已经不在「{group}」里了。重新进群，或者在群里说一句话，就又能用啦～"
STRANGER = "我还不认识你。请先在「{group}」里{how}，再来私聊我～"
REASON = "群里有 {members} 位朋友啦"
HEARING = frozenset({Capability.HEARS_ALL, Capability.HEARS_MENTIONS})
SPEAK, SPEAK_TO_ME, BE_ADDED = "发一句「签到」", "@我 发一句「签到」", "进群"


class Rules(Section):
    """成员：谁算这个群的人"""

    private: bool | None = Field(
        None,
        description="没在群里见过的人，私聊一句算不算成员；不写就是：有通道听得到群里说话就不算，只有私聊的通道才算。"
        "退群的人总要重新进群或在群里说话",
        examples=[False],
    )
    milestones: tuple[Annotated[int, Field(ge=2)], ...] = Field(
        (50, 100, 200, 300, 400, 500),
        max_length=50,
        description="人数达到几位时算一件喜事，redpackets 的 triggers 可以跟着发红包",
    )


feature = Feature("membership", Rules, title="成员")
MILESTONE = Occasion("人数达到", "群里的人数达到 membership 的 milestones 里的一个")
feature.occasion(MILESTONE)


@feature.on(Joined)
def count_members(event: Joined, ctx: MemberContext) -> None:
    """Notice when somebody joins with whom there are as many as the owner waits for; once for each number."""
    milestones = ctx.rules(Rules).milestones
    if not milestones or not is_followed(ctx, MILESTONE):
        return
    members = roster.count(ctx.db, ctx.group.id)
    if members in milestones:
        follow_up(ctx, MILESTONE, REASON.format(members=members), key=f"members:{members}")


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
