"""Plans that an owner did not write one by one, with what is wrong with them at the place that was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails

from config.validation import Place, errors, moved_below
from sop.plans.plan import Plan


def expand(entries: Iterable[tuple[Place, Mapping[str, Any], Any]], kind: type[Plan]) -> list[Plan]:
    """Return the plans; each entry is the place of its errors, what the YAML would say, and its validation's context.

    Raises ValidationError with the errors of all of them.
    """
    plans: list[Plan] = []
    wrong: list[InitErrorDetails] = []
    for place, entry, context in entries:
        try:
            plans.append(kind.model_validate(entry, context=context))
        except ValidationError as error:
            wrong += [moved_below(place, finding) for finding in error.errors(include_url=False)]
    if wrong:
        raise errors(*wrong)
    return plans
