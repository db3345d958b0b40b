"""What is reported of groups when their files are read: what is wrong there, and what their channels cannot do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from hashlib import sha256

import structlog

from bot.outgoing import Outgoing
from config.group import Group
from handlers.kit import Capability, ForStaff, Registry, reply
from storage.database import Database
from storage.db import Db

log = structlog.get_logger()

LIMITED = "有 {count} 样功能在这里做不全，私聊机器人「能力」看是哪些、怎么办"
FILE_WRONG = "群的文件有错，先按改之前的样子运行：{problem}"


async def report_problems(database: Database, outgoing: Outgoing, groups: Sequence[Group], now: datetime) -> bool:
    """Tell those in charge of a group what is wrong with its file, each problem once; return whether there was one."""
    log.info("groups_reloaded", groups=len(groups))
    wrong = [group for group in groups if group.file_problem]

    def post(db: Db) -> None:
        for group in wrong:
            key = f"file:{group.id}:{sha256(group.file_problem.encode()).hexdigest()}"
            notice = ForStaff(reply=reply(FILE_WRONG.format(problem=group.file_problem)), ask="SOP")
            outgoing.post(db, group, key, notice, now)

    if wrong:
        await database.write(post)
    return bool(wrong)


def warn_of_limits(
    groups: Iterable[Group], registry: Registry, capabilities_of: Callable[[Group], frozenset[Capability]]
) -> None:
    """Log a line for each group whose channels lack something, and where each of it is told."""
    for group in groups:
        if lacking := len(registry.limits(capabilities_of(group))):
            log.info("features_limited", group=group.id, reason=LIMITED.format(count=lacking))
