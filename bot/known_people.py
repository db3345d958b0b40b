"""Who stands behind an encrypted user id, and that what they did under it is theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import structlog

from bot.channels.channel import Channel, KnowsIds
from bot.clock import Clock
from bot.groups import Groups
from bot.outgoing import Outgoing
from handlers.kit import ForStaff, reply
from storage.database import Database
from storage.db import Db
from storage.members import merging, roster
from storage.system import audit

log = structlog.get_logger()

CAUSE = "openuserid_to_userid"
FOUND = "「{name}」以前的用户 ID 是加密的，现在由自建应用换算出来了：积分、签到和别的记录都跟了过来。"
ACT = "换算用户 ID：{encrypted} 是 {user}"
BY_ITSELF = "自动"
ASK = "操作记录"


class KnownPeople:
    """One per process, for all channels."""

    def __init__(
        self,
        channels: Mapping[str, Channel],
        database: Database,
        outgoing: Outgoing,
        groups: Groups,
        clock: Clock,
        wake_sender: Callable[[], None],
    ) -> None:
        self._channels = channels
        self._database = database
        self._outgoing = outgoing
        self._groups = groups
        self._clock = clock
        self._wake_sender = wake_sender
        self._adopted: set[str] = set()
        """Encrypted ids whose traces were looked for, so that not every message does it."""

    async def real_id(self, encrypted: str) -> str:
        """Return the user id behind an encrypted one; empty where no channel knows it."""
        for channel in self._channels.values():
            if isinstance(channel, KnowsIds) and (user := await channel.real_id(encrypted)):
                if encrypted not in self._adopted:
                    await self._database.write(partial(self._adopt, encrypted, user))
                    self._adopted.add(encrypted)
                    self._wake_sender()
                return user
        return ""

    def _adopt(self, encrypted: str, user: str, db: Db) -> None:
        """Let what was done under the encrypted id be the user's, in each group."""
        now = self._clock.now()
        for group_id in roster.groups_of(db, encrypted):
            db.lock(group_id)
            member = merging.adopt(db, group_id, encrypted, user, cause=CAUSE, at=now)
            if member is None:
                continue
            audit.record(db, group_id, user, BY_ITSELF, ACT.format(encrypted=encrypted, user=user), CAUSE, now)
            log.info("encrypted_id_found", group=group_id)
            group = self._groups.get(group_id)
            if group:
                notice = ForStaff(reply=reply(FOUND.format(name=member.name)), ask=ASK)
                self._outgoing.post(db, group, f"adopted:{group_id}:{member.id}:{encrypted}", notice, now)
