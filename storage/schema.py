"""All tables, for migrations and tests."""

from __future__ import annotations

from sqlmodel import SQLModel

from storage import (
    activity,
    chats,
    checkins,
    inbox,
    introductions,
    ledger,
    members,
    outbox,
    pictures,
    runs,
    state,
    timers,
    transcript,
)

MODULES = (
    activity,
    chats,
    checkins,
    inbox,
    introductions,
    ledger,
    members,
    outbox,
    pictures,
    runs,
    state,
    timers,
    transcript,
)
METADATA = SQLModel.metadata
