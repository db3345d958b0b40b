"""What the tests of staff tasks share."""

from __future__ import annotations

from handlers.kit import Mention
from storage.db import Db, Row
from tests.chat import GROUP, Chat

QUIET = "badges: {badges: []}\n"
TEAM = (
    GROUP.replace("group: demo", "group: team").replace("staff: [店员]", "staff: [店员, 小李, 小周]")
    + "badges: {badges: []}\n"
)
POSTER_TASK = "派任务 @店员 群发 今晚 20:00 前 早安海报\n早上好！今天门店有新鲜的橙子。"


def mentioned(chat: Chat) -> list[list[str]]:
    """Return the names that each broadcast so far mentions."""
    return [[part.name for part in said if isinstance(part, Mention)] for _, said in chat.platform.got]


def execute(sql: str, db: Db) -> int:
    return db.execute(sql)


PLANNED = """\
sop:
  - name: 早安任务
    when: 每天 09:00
    do: 派任务
    with: {kind: 社群SOP, title: 早安流程, text: "早上好！", to: 全体, hours: 3, points: 5, link: "https://example.com"}
  - name: 表扬
    when: 每周日 21:00
    do: 表扬
    with: {days: 7, top: 1}
"""


def all_rows(db: Db) -> list[Row]:
    """Return all that these commands could change."""
    tables = ("task", "task_part", "task_about", "task_step", "timer", "entry", "audit")
    return [row for table in tables for row in sorted(db.fetch_all(f"SELECT * FROM {table}"), key=repr)]
