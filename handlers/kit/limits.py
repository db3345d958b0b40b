"""What features need and a group's channels lack."""

from __future__ import annotations

from handlers.kit import Capability, Feature

LACKS = "{title}：这里不能「{capability}」，{otherwise}"


def limits(features: tuple[Feature, ...], able: frozenset[Capability]) -> list[str]:
    """What the features need and the channels lack, one line each, with the nearest alternative."""
    return [
        LACKS.format(title=one.title, capability=need.value, otherwise=otherwise)
        for one in features
        for need, otherwise in one.needs.items()
        if need not in able
    ]
