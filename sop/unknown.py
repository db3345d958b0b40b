"""Names that an owner asks for and that the group does not have: whoever asks for one of them reaches nobody."""

from __future__ import annotations

from collections.abc import Iterator

from config.group import Group
from handlers.kit import Role
from handlers.kit.roles import role_of
from handlers.levels import rules as level_rules
from handlers.members.tag_rules import TagRules
from handlers.segments.rules import SegmentRule, Segments, levels_in, waves_in
from sop.journeys.section import journeys_of
from sop.plans.sections import plans_of
from sop.waves.section import waves_of

NO_LEVEL = "「{name}」要{verb}等级「{level}」的人，可是 levels 里没有它，一个人也没有；有这些：{known}"
NO_WAVE = "「{name}」要{verb}唤醒「{wave}」找过的人，可是 waves 里没有它，一个人也没有；有这些：{known}"
NO_STAFF = "「{name}」的任务写给「{to}」，TA 不是这个群的员工，任务会改派给各自的负责人；to 可以写：{known}"
SPEAK, COUNT, TAG = "发给", "算", "贴给"
NONE = "（没有）"


def _asking(group: Group) -> Iterator[tuple[str, str, SegmentRule]]:
    """Yield whoever asks for some members by a rule: their name, what they do with them, and the rule."""
    for plan in plans_of(group):
        if plan.whom:
            yield plan.name, SPEAK, plan.whom
    for wave in waves_of(group):
        yield wave.name, SPEAK, wave.whom
    for journey in journeys_of(group):
        for rule in (journey.whom, *(step.only for step in journey.steps)):
            if rule:
                yield journey.name, SPEAK, rule
    for name, rule in group.rules(Segments).root.items():
        yield f"分群 {name}", COUNT, rule
    for name, rule in group.rules(TagRules).root.items():
        yield f"标签 {name}", TAG, rule


def unknown_levels(group: Group) -> list[str]:
    """Return who asks for a level that the group does not have."""
    known = [level.name for level in group.rules(level_rules.Rules).ladder]
    return [
        NO_LEVEL.format(name=name, verb=verb, level=level, known="、".join(known) or NONE)
        for name, verb, rule in _asking(group)
        for level in sorted(levels_in(rule) - {*known})
    ]


def unknown_waves(group: Group) -> list[str]:
    """Return who asks for those whom a wave called that the group does not have."""
    known = [wave.name for wave in waves_of(group)]
    return [
        NO_WAVE.format(name=name, verb=verb, wave=wave, known="、".join(known) or NONE)
        for name, verb, rule in _asking(group)
        for wave in sorted(waves_in(rule) - {*known})
    ]


def unknown_staff(group: Group) -> list[str]:
    """Return the waves and journeys that give tasks to somebody who is none of the staff."""
    known = [user for user in (*sorted(group.staff), *sorted(group.admins), group.owner) if user]
    asked = [(wave.name, wave.to) for wave in waves_of(group)]
    asked += [(journey.name, step.to) for journey in journeys_of(group) for step in journey.steps]
    return [
        NO_STAFF.format(name=name, to=user, known="、".join(dict.fromkeys(known)) or NONE)
        for name, user in dict.fromkeys(asked)
        if user and role_of(group, user) < Role.STAFF
    ]
