"""Occasions: what a packet may follow can be named in a group's file."""

from __future__ import annotations

from importlib import import_module

from handlers.features import FEATURES
from handlers.kit import FeatureRegistry, Occasion
from tests.support.modules import modules


def test_every_occasion_belongs_to_a_feature() -> None:
    """Search all modules: one that no feature declares cannot be written after `after:`."""
    written = {
        value.name
        for module in modules("handlers")
        for value in vars(import_module(module)).values()
        if isinstance(value, Occasion)
    }
    assert written == set(FeatureRegistry(FEATURES).occasions)
    assert len(written) > 5
