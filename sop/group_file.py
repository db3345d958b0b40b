"""What a group's YAML may say: the sections of all features, and the timetable's own."""

from __future__ import annotations

from functools import cache

from config.group import GroupHead, group_model, rules_section
from config.validation import Place, errors, finding
from handlers.kit import FeatureRegistry
from handlers.redpackets.rules import Rules as RedPacketRules
from sop.campaigns.model import Campaigns, campaigns_section
from sop.features import FEATURES
from sop.journeys.section import JOURNEYS_SECTION, Journeys
from sop.plans.plan import plan_model
from sop.plans.presets import presets_section
from sop.plans.sections import OwnPlans, PresetPlans, own_plans_section
from sop.waves.section import WAVES_SECTION, Waves, waves_are_possible
from sop.when.reserved_names import TimetableCalendar

TAKEN = "「{name}」已经有一个同名的{kind}"
ANOTHER = "请换个名字"
UNKNOWN_OCCASION = "没有「{name}」这件事"
ONE_OF = "可以写：{names}"
DROP = "请换个名字，或写 不要"


@cache
def group_file_model() -> type[GroupHead]:
    """Return the model of a group's YAML, as the features declare it; built once per process (31 ms of CPU)."""
    plan = plan_model(FeatureRegistry(FEATURES).actions)
    keys = [
        *(rules_section(feature.name, feature.rules) for feature in FEATURES if feature.rules.model_fields),
        own_plans_section(plan),
        presets_section(plan),
        campaigns_section(plan),
        JOURNEYS_SECTION,
        WAVES_SECTION,
    ]
    return group_model(keys, TimetableCalendar, checks=[names_are_distinct, occasions_are_known, waves_are_possible])


def names_are_distinct(head: GroupHead) -> None:
    """Refuse plans, campaigns, journeys and waves that share a name; raises ValidationError at each later one's place.

    A campaign's own name counts, because it stands for all of its plans.
    """
    campaigns, journeys = head.section(Campaigns).campaigns, head.section(Journeys).journeys
    first: dict[str, tuple[str, Place]] = {
        plan.name: ("计划", ("sop", number, "name")) for number, plan in enumerate(head.section(OwnPlans).plans)
    }
    clashes = []
    for place, kind, name, fix in [
        *((("presets",), "计划", plan.name, DROP) for plan in head.section(PresetPlans).plans),
        *(
            (("campaigns", number, "name"), kind, name, ANOTHER)
            for number, campaign in enumerate(campaigns)
            for kind, name in (("活动", campaign.name), *(("计划", plan.name) for plan in campaign.plans))
        ),
        *((("journeys", number, "name"), "旅程", journey.name, ANOTHER) for number, journey in enumerate(journeys)),
        *(
            (("waves", number, "name"), "唤醒", wave.name, ANOTHER)
            for number, wave in enumerate(head.section(Waves).waves)
        ),
    ]:
        kind_before, other = first.setdefault(name, (kind, place))
        if other != place or kind_before != kind:
            clashes.append(finding(place, TAKEN.format(name=name, kind=kind_before), fix, other=other))
    if clashes:
        raise errors(*clashes)


def occasions_are_known(head: GroupHead) -> None:
    """Refuse triggers that wait for what no feature notices; raises ValidationError at the place of each."""
    known = FeatureRegistry(FEATURES).occasions
    unknown = [
        finding(
            ("redpackets", "triggers", number, "after"),
            UNKNOWN_OCCASION.format(name=trigger.after),
            ONE_OF.format(names="、".join(f"{occasion.name}（{occasion.when}）" for occasion in known.values())),
        )
        for number, trigger in enumerate(head.section(RedPacketRules).triggers)
        if trigger.after not in known
    ]
    if unknown:
        raise errors(*unknown)
