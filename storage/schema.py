"""All tables, for migrations and tests."""

from __future__ import annotations

from sqlmodel import SQLModel

from storage import (
    activity,
    arrears,
    audit,
    badges,
    birthdays,
    caps,
    chats,
    checkins,
    inbox,
    introductions,
    invitations,
    ledger,
    levels,
    lottery,
    mall,
    members,
    outbox,
    pictures,
    plans,
    proposals,
    purchases,
    runs,
    speech,
    state,
    timers,
    transcript,
)

MODULES = (
    activity,
    arrears,
    audit,
    badges,
    birthdays,
    caps,
    chats,
    checkins,
    inbox,
    introductions,
    invitations,
    ledger,
    levels,
    lottery,
    mall,
    members,
    outbox,
    pictures,
    plans,
    proposals,
    purchases,
    runs,
    speech,
    state,
    timers,
    transcript,
)
METADATA = SQLModel.metadata
