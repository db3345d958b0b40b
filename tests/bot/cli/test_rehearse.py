"""`simulate --members`: members of different habits live a while on a copy, and the reports tell what they did."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cli.habits import CHECK_IN, live
from storage.migrate import migrate
from tests.chat import GROUP, write_config
from tests.support.command_line import invoke

ZONE = ZoneInfo("Asia/Shanghai")


def test_lives_are_in_order_and_the_same_again() -> None:
    acts = live(date(2026, 11, 23), 60, 60, ZONE)
    assert acts == live(date(2026, 11, 23), 60, 60, ZONE)
    assert acts == sorted(acts, key=lambda act: act.at)
    assert Counter(act.kind for act in acts if act.kind != "say")["join"] == 60
    assert {act.kind for act in acts} == {"join", "say", "leave"}
    joined: set[str] = set()
    gone: set[str] = set()
    for act in acts:
        assert act.who not in gone
        assert (act.who in joined) is (act.kind != "join")
        joined.add(act.who)
        gone |= {act.who} if act.kind == "leave" else set()
    days = Counter((act.who, act.at.date()) for act in acts if act.words == CHECK_IN)
    assert max(days.values()) == 1


def test_the_reports_of_a_rehearsal_are_shown_and_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUNBAN_CONFIG", str(write_config(tmp_path / "config", GROUP)))
    url = f"sqlite:///{tmp_path / 'x.db'}"
    monkeypatch.setenv("QUNBAN_DATABASE", url)
    asyncio.run(migrate(url))
    before = (tmp_path / "x.db").read_bytes()
    code, shown = invoke("simulate", "--days", "8", "--members", "8", "--pictures", str(tmp_path / "pictures"))
    assert code == 0
    assert "—— 周报 ——\n[📋 测试群 周报" in shown
    assert "—— 三分法 ——\n近 30 天，8 人里" in shown, "without the owner, who asks"
    assert (tmp_path / "pictures" / "留存.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "x.db").read_bytes() == before
