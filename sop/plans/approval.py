"""Who may approve what an owner has planned: an admin, and in large groups not its author."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.kit import MemberContext, Refusal
from sop.plans.controls import Controllable
from sop.plans.rules import Rules
from sop.plans.versions import version_of
from storage.members import roster
from storage.sop import plan_states

NEEDS_NONE = "「{name}」不需要批准，到点就发。"
OWN = "这个群有 {count} 人，「{name}」是你写的，要请另一位管理员批准。"
WAS_APPROVED = "「{name}」的这一版已经批准过了。"


def needs_second(ctx: MemberContext, target: Controllable) -> bool:
    """Return whether another admin has to confirm a change: what needs an approval there is no way around alone."""
    return target.approve and _is_large(ctx)


def approve_targets(ctx: MemberContext, name: str, targets: Sequence[Controllable]) -> list[Controllable]:
    """Approve those of the targets that ask for it, as they are written now, and return them; `name` is what was typed.

    Raises Refusal where none asks, where the admin wrote one of them in a group of more than `several` members, and
    where all are approved already.
    """
    asking = [target for target in targets if target.approve]
    if not asking:
        raise Refusal(NEEDS_NONE.format(name=name))
    user = ctx.member.user_id
    if any(target.author == user for target in asking) and _is_large(ctx):
        raise Refusal(OWN.format(count=roster.count(ctx.db, ctx.group.id), name=name))
    newly = [
        plan_states.approve(ctx.db, ctx.group.id, target.name, version_of(ctx.group, target), actor=user, at=ctx.now)
        for target in asking
    ]
    if not any(newly):
        raise Refusal(WAS_APPROVED.format(name=name))
    return asking


def _is_large(ctx: MemberContext) -> bool:
    return roster.count(ctx.db, ctx.group.id) > ctx.rules(Rules).several
