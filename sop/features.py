"""All features: those of handlers/, and what admins ask of the timetable."""

from __future__ import annotations

from handlers.features import FEATURES as HANDLERS
from handlers.kit import Feature
from sop import commands
from sop.campaigns import commands as campaign_commands
from sop.journeys import commands as journey_commands
from sop.journeys import events as journey_events
from sop.plans import add, change, history, portion_timers, remove
from sop.waves import commands as wave_commands
from sop.waves import dormant, letters, reasons, scripts
from sop.waves import events as wave_events

FEATURES: tuple[Feature, ...] = (
    *HANDLERS,
    commands.feature,
    history.feature,
    portion_timers.feature,
    add.feature,
    change.feature,
    remove.feature,
    campaign_commands.feature,
    journey_events.feature,
    journey_commands.feature,
    dormant.feature,
    wave_commands.feature,
    wave_events.feature,
    letters.feature,
    reasons.feature,
    scripts.feature,
)
"""The order is that of the help text."""
