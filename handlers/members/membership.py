"""Who belongs to a group: those who join it or say something in it, and in private those whom its rules let in."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from pydantic import Field

from config.group import Group
from handlers.kit import Capability, Feature, Section
from handlers.kit.roles import Role, role_of
from storage.db import Db
from storage.members import roster

HAS_LEFT = "你已经不在「{group}」里了。重新进群，或者在群里说一句话，就又能用啦～"
STRANGER = "我还不认识你。请先在「{group}」里{how}，再来私聊我～"
SPEAK, SPEAK_TO_ME, BE_ADDED = "发一句「签到」", "@我 发一句「签到」", "进群"


class Rules(Section):
    """成员：谁算这个群的人"""

    private: bool | None = Field(
        None,
        description="没在群里见过的人，私聊一句算不算成员；不写就是：有通道听得到群里说话就不算，只有私聊的通道才算。"
        "退群的人总要重新进群或在群里说话",
        examples=[False],
    )


feature = Feature("membership", Rules, title="成员")


def refuse_outsider(db: Db, group: Group, user: str, capabilities: AbstractSet[Capability]) -> str:
    """Return what somebody is told who writes in private and is not in the group; empty where they are let in.

    `capabilities` are those of the group's channels. Who is named in the group's file belongs to it, but of those who
    left only the owner comes back by a private word.
    """
    if roster.get_by_user(db, group.id, user):
        return ""
    role = role_of(group, user)
    if roster.has_left(db, group.id, user):
        return "" if role is Role.OWNER else HAS_LEFT.format(group=group.name)
    hears = capabilities & {Capability.HEARS_ALL, Capability.HEARS_MENTIONS}
    private = group.rules(Rules).private
    if role > Role.MEMBER or (not hears if private is None else private):
        return ""
    how = SPEAK if Capability.HEARS_ALL in hears else SPEAK_TO_ME if hears else BE_ADDED
    return STRANGER.format(group=group.name, how=how)
