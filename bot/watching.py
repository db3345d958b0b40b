"""What came lately, over HTTP, for `doctor --watch`: for whoever can read the database, where the key lies."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from hmac import compare_digest
from typing import Any

from aiohttp import web
from pydantic import BaseModel

from bot.sightings import Sighting, Sightings
from storage import state
from storage.database import Database
from storage.db import Db

PATH = "/watch"
_FEATURE = "watch"


class WatchKey(BaseModel):
    """The key of the process that runs, made anew at each start."""

    key: str = ""


class Watching:
    """One process's door for its watchers."""

    def __init__(self, sightings: Sightings, database: Database) -> None:
        self._sightings = sightings
        self._database = database
        self._key = secrets.token_urlsafe(24)
        self._is_kept = False

    async def answer(self, request: web.Request) -> web.Response:
        """Return what came after the number that is asked for; 404 without the key, as for every unknown path."""
        if not self._is_kept:
            kept = WatchKey(key=self._key)
            await self._database.write(lambda db: state.save(db, "", _FEATURE, kept))
            self._is_kept = True
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not compare_digest(given.encode(), self._key.encode()):
            raise web.HTTPNotFound
        after = request.query.get("after", "0")
        seen = self._sightings.after(int(after) if after.isascii() and after.isdigit() and len(after) < 16 else 0)
        return web.json_response([[sighting.number, sighting.at.isoformat(), *sighting[2:]] for sighting in seen])


def load_key(db: Db) -> str:
    """Return the key of the latest process that was asked; empty where none was."""
    return state.load(db, "", _FEATURE, WatchKey).key


def read_sightings(body: Any) -> list[Sighting]:
    """Return what `answer` wrote."""
    return [Sighting(number, datetime.fromisoformat(at), *words) for number, at, *words in body]


def headers(key: str) -> Mapping[str, str]:
    """Return the head of a request with the key."""
    return {"Authorization": f"Bearer {key}"}
