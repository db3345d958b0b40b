"""What a group's YAML may say: the sections of all features, and the timetable's own."""

from __future__ import annotations

from functools import cache

from config.group import GroupHead, group_model, rules_section
from config.validation import finding_at
from handlers.kit import FeatureRegistry
from sop.campaigns.model import Campaigns, campaigns_section
from sop.features import FEATURES
from sop.journeys.section import JOURNEYS_SECTION, Journeys
from sop.plans.plan import plan_model
from sop.plans.presets import presets_section
from sop.plans.sections import OwnPlans, PresetPlans, own_plans_section
from sop.when.reserved_names import TimetableCalendar

TAKEN = "「{name}」已经有一个同名的计划"
TAKEN_BY_ANY = "「{name}」已经有一个同名的计划或旅程"
ANOTHER = "请换个名字"
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
    ]
    return group_model(keys, TimetableCalendar, checks=[names_are_distinct])


def names_are_distinct(head: GroupHead) -> None:
    """Refuse plans, campaigns and journeys that share a name; raises ValidationError at the place of the later one.

    A campaign's own name counts, because it stands for all of its plans.
    """
    campaigns, journeys = head.section(Campaigns).campaigns, head.section(Journeys).journeys
    names = {plan.name for plan in head.section(OwnPlans).plans}
    for place, name, message, fix in [
        *((("presets",), plan.name, TAKEN, DROP) for plan in head.section(PresetPlans).plans),
        *(
            (("campaigns", number, "name"), name, TAKEN, ANOTHER)
            for number, campaign in enumerate(campaigns)
            for name in (campaign.name, *(plan.name for plan in campaign.plans))
        ),
        *(
            (("journeys", number, "name"), journey.name, TAKEN_BY_ANY, ANOTHER)
            for number, journey in enumerate(journeys)
        ),
    ]:
        if name in names:
            raise finding_at(place, message.format(name=name), fix)
        names.add(name)
