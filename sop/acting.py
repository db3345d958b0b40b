"""What a plan says at a moment: its own words and picture, or what its action says."""

from __future__ import annotations

from handlers.kit import Picture, Scene, reply
from handlers.kit.feature import Said
from handlers.kit.template import fill
from sop.plan import Plan, actions_of
from sop.texts import values
from storage import pictures, runs


def act(plan: Plan, scene: Scene) -> Said:
    """Does what the plan asks for, as of the scene's moment. Words of a pool come in turn, one for each time."""
    if plan.do is not None:
        return actions_of(scene.features)[plan.do].run(plan.params, scene)
    turn = runs.times(scene.db, scene.group.id, plan.name, scene.now) if len(plan.say) > 1 else 0
    words = fill(plan.say[turn % len(plan.say)], values(scene.group, scene.now))
    if plan.picture is None:
        return words
    return reply(words, Picture(digest=pictures.keep(scene.db, plan.picture.read_bytes())))
