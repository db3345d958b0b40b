"""What a plan says at a moment: its own words and picture, or what its action says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from handlers.kit import Document, Part, Picture, Scene, reply
from handlers.kit.feature import Said
from handlers.levels import rules as level_rules
from handlers.segments.rules import chosen
from handlers.text.template import fill
from sop.plans.addressing import speak_to_each
from sop.plans.links import news
from sop.plans.placeholders import values
from sop.plans.plan import Plan, actions_of
from storage.db import Db
from storage.members import audience
from storage.members.audience import Facts
from storage.messages import pictures
from storage.sop import runs


def act(plan: Plan, scene: Scene) -> Said:
    """Does what the plan asks for, as of the scene's moment. Words of a pool come in turn, one for each time."""
    if plan.do is not None:
        return _actions(scene.features)[plan.do].run(plan.params, scene)
    turn = runs.times(scene.db, scene.group.id, plan.name, scene.now) if len(plan.say) > 1 else 0
    words, known = plan.say[turn % len(plan.say)], values(scene.group, scene.now, plan.name)
    if plan.whom:
        return speak_to_each(scene, audience_of(plan, scene), words, known)
    return reply(fill(words, known), *_besides(plan, scene.db))


def _besides(plan: Plan, db: Db) -> Iterator[Part]:
    """What goes with the words."""
    if plan.picture:
        yield Picture(digest=pictures.keep(db, plan.picture.read_bytes()))
    if plan.file:
        yield Document(digest=pictures.keep(db, plan.file.read_bytes()), name=plan.file.name)
    if plan.link:
        yield news(plan.link)


def audience_of(plan: Plan, scene: Scene) -> list[Facts]:
    """The members that a plan speaks to at the scene's moment; empty where it speaks to the whole group."""
    if plan.whom is None:
        return []
    known = audience.facts(scene.db, scene.group.id, scene.today)
    return chosen(plan.whom, known, scene.today, scene.group.zone, scene.rules(level_rules.Rules))


_actions = lru_cache(maxsize=4)(actions_of)
