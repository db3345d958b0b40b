"""The first start opens on a group that is alive, and everything in it came about by the very same bot."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.demo import SCRIPT, Script, acts_of, is_wanted, live
from config.loader import read
from config.settings import HOME, Settings
from storage.database import Database
from storage.messages import transcript
from storage.points import reconciliation
from tests.chat import CHANNELS, GROUP, write_config

NOW = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
"""Friday, 16:30 in Shanghai."""
SHORT = """\
group: demo
days: 2
daily: [{who: 小红, at: "07:30", say: 签到, days: 2-0}]
acts:
  - {day: 1, at: "10:00", who: 阿桃, join: 小红}
  - {day: 1, at: "10:01", who: 阿桃, say: 大家好}
  - {day: 0, at: "23:00", who: 小红, say: 还没到的不会发生}
"""


def settings(folder: Path, script: str, channels: str = CHANNELS) -> Settings:
    config = write_config(folder / "config", GROUP, channels=channels)
    (config / SCRIPT).parent.mkdir()
    (config / SCRIPT).write_text(script, "utf-8")
    return Settings(config=config, database=f"sqlite:///{folder / 'data' / 'q.db'}")


async def spoken(chosen: Settings) -> list[tuple[str, str]]:
    database = Database(chosen.database)
    try:
        assert await database.read(reconciliation.wrong_balances) == []
        return [
            (line.speaker, line.parts) for line in await database.read(lambda db: transcript.latest(db, "demo", 2000))
        ]
    finally:
        await database.close()


async def test_people_live_their_days_up_to_now(tmp_path: Path) -> None:
    chosen = settings(tmp_path, SHORT)
    assert is_wanted(chosen)
    await live(chosen, NOW)
    assert not is_wanted(chosen), "it happens once"
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["q.db"]
    lines = await spoken(chosen)
    people = [(speaker, parts) for speaker, parts in lines if speaker not in ("", "群伴")]
    assert [speaker for speaker, _ in people] == ["小红", "阿桃", "小红"]
    assert any("连续 2 天" in parts for speaker, parts in lines if speaker == "群伴")
    assert not any("还没到" in parts for _, parts in lines)


async def test_beside_real_channels_nobody_is_played(tmp_path: Path) -> None:
    robot = "channels: {chat: {kind: sandbox}, hook: {kind: wecom_robot, key: 693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa}}\n"
    chosen = settings(tmp_path, SHORT, robot)
    await live(chosen, NOW)
    assert list((tmp_path / "data").iterdir()) == []


async def test_a_group_of_ones_own_is_left_alone(tmp_path: Path) -> None:
    chosen = settings(tmp_path, SHORT.replace("group: demo", "group: gone"))
    await live(chosen, NOW)
    assert is_wanted(chosen), "nothing is kept of it"


COMMUNITY = (
    "📅 ",
    "到场：",
    "📌 话题精华",
    "🌟 精华",
    "到课",
    "作业收齐了",
    "📷 1 号",
    "🏁 晒图",
    "分好组了",
    "接龙第 1 位",
    "领了 ",
)
"""What shows that events, topics, courses, showcases, teams, sign-up lists and tasks are alive in the demo group."""


async def test_the_shipped_month_is_lived_through(tmp_path: Path) -> None:
    chosen = Settings(config=HOME / "config", database=f"sqlite:///{tmp_path / 'q.db'}")
    script = read(HOME / "config" / SCRIPT, Script)
    await live(chosen, NOW)
    lines = await spoken(chosen)
    told = "".join(parts for speaker, parts in lines if speaker == "群伴")
    for words in ("签到成功", "换到「", "抽了 1 次", "欢迎 ", "早上好", "投票", *COMMUNITY):
        assert words in told, words
    for words in ("没听懂", "出了点小问题", "没有找到", "请这样写", "还差 ", "现在没有", "没办成"):
        assert words not in told, words
    today = [act for act in acts_of(script, NOW, ZoneInfo("Asia/Shanghai")) if act.at.date() == NOW.date()]
    assert today
    assert not any(act.who == "小明" for act in today), "the visitor's own check-in is still to come"
