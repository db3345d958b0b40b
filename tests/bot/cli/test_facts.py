"""`qunban facts`: a spreadsheet's visits and shares, while the bot is stopped."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from storage.database import Database
from tests.support.command_line import invoke

FILE = "用户,种类,日期,次数,秒\n小明,登录,2026-11-20,3,60\n小明,登录,2026-11-20,1,\n小红,分享,2026-11-21,,\n"


def recorded(url: str, columns: str = "day, kind, member_id, count, seconds") -> list[tuple[object, ...]]:
    """Return the facts on record."""

    async def read() -> list[tuple[object, ...]]:
        database = Database(url)
        try:
            return await database.read(
                lambda db: db.fetch_all(f"SELECT {columns} FROM fact ORDER BY day, kind, member_id")
            )
        finally:
            await database.close()

    return asyncio.run(read())


def test_a_file_is_previewed_and_then_recorded_however_often(url: str, tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text(FILE)
    assert "可以记 3 行，0 行有问题。" in invoke("facts", str(file), "--group", "demo", "--dry-run")[1]
    assert recorded(url) == []
    for _ in range(2):
        _, shown = invoke("facts", str(file), "--group", "demo")
        assert "2 ✓ 小明 2026-11-20 登录 3 次，60 秒" in shown
        assert "记了 3 行，0 行有问题。" in shown
        assert recorded(url) == [("2026-11-20", "visit", 1, 4, 60), ("2026-11-21", "share", 2, 1, 0)]


def test_what_is_replaced_is_told(url: str, tmp_path: Path) -> None:
    file, other = tmp_path / "facts.csv", tmp_path / "more.csv"
    file.write_text("用户,种类,日期,次数,秒\n小明,阅读,2026-11-20,3,1200\n")
    other.write_text(
        "用户,种类,日期\n小明,飞,2026-11-20\n小明,阅读,2026-11-20\n小红,阅读,2026-11-20\n小明,阅读,2026-11-20\n"
    )
    for _ in range(2):
        assert "改" not in invoke("facts", str(file), "--group", "demo")[1], "the same once more changes nothing"
    for words in ("--dry-run", "--partial"):
        shown = invoke("facts", str(other), "--group", "demo", words)[1]
        assert "3 ✓ 小明 2026-11-20 阅读 1 次（改：这天原来记的是 3 次，1200 秒，现在共 2 次）" in shown
        assert shown.count("改") == 1
    assert ("2026-11-20", "read", 1, 2, 0) in recorded(url)


def test_one_bad_line_and_nothing_is_recorded(url: str, tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text(FILE + "小刚,登录,2026-11-20\n小明,飞,2026-11-20\n小明,登录,昨天\n小明,登录,2026-11-20,很多\n")
    code, shown = invoke("facts", str(file), "--group", "demo")
    assert code == 1
    assert "5 ✗ 没有找到「小刚」。" in shown
    assert "6 ✗ 「飞」不是能记的种类，可以写：阅读、登录、搜索、加购、分享。" in shown
    assert "8 ✗ 次数要写 1 到 100000 的数，这里是「很多」。" in shown
    assert "一行也没有记：4 行有问题。" in shown
    assert recorded(url) == []
    assert "记了 3 行，4 行有问题。" in invoke("facts", str(file), "--group", "demo", "--partial")[1]
    assert len(recorded(url)) == 2


def test_a_file_without_its_columns_is_refused(url: str, tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text("用户,日期\n小明,2026-11-20\n")
    assert "这里没有「种类」" in invoke("facts", str(file), "--group", "demo")[1]


@pytest.mark.parametrize(("written", "hours"), [("2026-11-20 09:30", 1 << 9), ("2026-11-20", 0)])
def test_the_hour_is_known_where_it_is_written(url: str, tmp_path: Path, written: str, hours: int) -> None:
    file = tmp_path / "facts.csv"
    file.write_text(f"用户,种类,时间\n小明,登录,{written}\n")
    invoke("facts", str(file), "--group", "demo")
    assert recorded(url, "hours") == [(hours,)]
