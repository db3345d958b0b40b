"""Facts from outside over HTTP, signed as Standard Webhooks says (https://www.standardwebhooks.com).

`POST /facts` takes JSON: the group, and up to 500 facts with user, kind, at, count and seconds. It is there only where
QUNBAN_WEBHOOK_SECRET is set. A request is carried out once for each `webhook-id`, and as a whole or not at all.
"""

from __future__ import annotations

import base64
import hmac
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import Random
from time import monotonic

from aiohttp import web
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from bot.channels.wechat.callback import LARGEST
from bot.clock import Clock
from bot.groups import Groups
from handlers.kit import Context, Notice, Refusal, Registry
from handlers.reports.outside import add_up, read_fact
from handlers.text.people import find_member
from storage.database import Database
from storage.db import Db
from storage.members import facts
from storage.messages import inbox

PATH = "/facts"
TOLERANCE = timedelta(minutes=5)
"""By which a request's time may differ from ours."""
MOST = 500
PER_MINUTE = 120
"""Requests, signed or not."""
LONGEST_ID = 256
CHANNEL = "webhook"
"""Under which ids are remembered, beside the events of channels."""


class ToldFact(BaseModel):
    """One fact of a request."""

    model_config = ConfigDict(extra="forbid")

    user: str = Field(min_length=1, max_length=128)
    kind: str = Field(max_length=20)
    at: AwareDatetime
    count: int = 1
    seconds: int = 0


class Told(BaseModel):
    """The body of a request."""

    model_config = ConfigDict(extra="forbid")

    group: str
    facts: list[ToldFact] = Field(min_length=1, max_length=MOST)


class BadFacts(Exception):
    """Some facts cannot be recorded, so none is; by their places from 0."""

    def __init__(self, errors: dict[int, str]) -> None:
        super().__init__()
        self.errors = errors


def sign(key: bytes, webhook_id: str, timestamp: str, body: bytes) -> str:
    """Return the signature of a request, without its version."""
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    return base64.b64encode(hmac.new(key, signed, sha256).digest()).decode()


def is_signed(key: bytes, webhook_id: str, timestamp: str, body: bytes, signatures: str) -> bool:
    """Return whether one of the signatures in a header, `v1,…` with blanks between them, is ours."""
    expected = sign(key, webhook_id, timestamp, body).encode()
    given = (signature.removeprefix("v1,") for signature in signatures.split() if signature.startswith("v1,"))
    return any(hmac.compare_digest(expected, signature.encode()) for signature in given)


def webhook_routes(
    key: bytes, database: Database, groups: Groups, registry: Registry, clock: Clock
) -> list[web.RouteDef]:
    """Return the endpoint's route; none without a key."""
    return Webhook(key, database, groups, registry, clock).routes() if key else []


class Webhook:
    """The endpoint."""

    def __init__(
        self,
        key: bytes,
        database: Database,
        groups: Groups,
        registry: Registry,
        clock: Clock,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._key = key
        self._database = database
        self._groups = groups
        self._registry = registry
        self._clock = clock
        self._now = now
        self._recent: deque[float] = deque()

    def routes(self) -> list[web.RouteDef]:
        return [web.post(PATH, self._receive)]

    async def _receive(self, request: web.Request) -> web.Response:
        if not self._may_come():
            return _refuse(429, "too many requests", {"Retry-After": "60"})
        if request.content_length is None or request.content_length > LARGEST:
            return _refuse(413, f"the body may have {LARGEST} bytes, and has to tell its length")
        body = await request.read()
        webhook_id, timestamp = (request.headers.get(f"webhook-{name}", "") for name in ("id", "timestamp"))
        signatures = request.headers.get("webhook-signature", "")
        if not 0 < len(webhook_id) <= LONGEST_ID or not is_signed(self._key, webhook_id, timestamp, body, signatures):
            return _refuse(401, "not signed with the secret")
        if not self._is_fresh(timestamp):
            return _refuse(401, "the timestamp is more than 5 minutes off")
        try:
            told = Told.model_validate_json(body)
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False, include_context=False)
            return _refuse(422, [f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}" for detail in details[:20]])
        if told.group not in {group.id for group in self._groups.all()}:
            return _refuse(422, "no such group")
        try:
            recorded = await self._database.write(lambda db: self._record(db, webhook_id, told), lane=told.group)
        except BadFacts as bad:
            return _refuse(422, [f"facts.{place}: {error}" for place, error in bad.errors.items()])
        return web.json_response({"recorded": recorded})

    def _may_come(self) -> bool:
        now = self._now()
        while self._recent and self._recent[0] <= now - 60:
            self._recent.popleft()
        if len(self._recent) >= PER_MINUTE:
            return False
        self._recent.append(now)
        return True

    def _is_fresh(self, timestamp: str) -> bool:
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
            return False
        return abs(datetime.fromtimestamp(int(timestamp), UTC) - self._clock.now()) <= TOLERANCE

    def _record(self, db: Db, webhook_id: str, told: Told) -> int:
        """Record what is told and return how many facts that are; 0 where it was told before."""
        group = next(group for group in self._groups.all() if group.id == told.group)
        now = self._clock.now()
        db.lock(group.id)
        if not inbox.record(db, CHANNEL, f"{group.id}:{webhook_id}", now, None):
            return 0
        ctx = Context(
            db=db,
            group=group,
            now=now,
            random=Random(),  # noqa: S311 - recording draws nothing
            key=f"{CHANNEL}:{webhook_id}",
            post=_nothing,
            registry=self._registry,
            capabilities_of=lambda _: frozenset(),
        )
        read, errors = [], {}
        for place, fact in enumerate(told.facts):
            try:
                member = find_member(ctx, fact.user)
                at = ctx.local(fact.at)
                count, seconds = str(fact.count), str(fact.seconds)
                read.append(read_fact(ctx, member, fact.kind, at.date(), count, seconds, hour=at.hour))
            except Refusal as refusal:
                errors[place] = str(refusal)
        if errors:
            raise BadFacts(errors)
        facts.add(db, add_up(read))
        return len(read)


def _refuse(status: int, errors: str | list[str], headers: dict[str, str] | None = None) -> web.Response:
    listed = [errors] if isinstance(errors, str) else errors
    return web.json_response({"errors": listed}, status=status, headers=headers)


def _nothing(key: str, notice: Notice) -> None:  # noqa: ARG001
    raise RuntimeError(f"recording says nothing, not even {key}")
