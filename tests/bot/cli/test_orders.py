"""`qunban orders`: a spreadsheet's purchases, while the bot is stopped."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from bot.cli.orders import time_of
from handlers.kit import Refusal
from storage.database import Database
from storage.points import reconciliation
from storage.process_lock import hold
from tests.chat import START
from tests.support.command_line import invoke

T = TypeVar("T")


async def _read(url: str, sql: str) -> list[tuple[object, ...]]:
    database = Database(url)
    try:
        assert await database.read(reconciliation.wrong_balances) == []
        return await database.read(lambda db: db.fetch_all(sql))
    finally:
        await database.close()


def stored(url: str) -> list[tuple[object, ...]]:
    return asyncio.run(_read(url, "SELECT number, fen, points FROM purchase ORDER BY id"))


LINES = "用户,金额,订单,时间\n小明,268.00,A123,2026-11-20 18:30\n@小红,9.9,A124,2026/11/2\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_file_is_booked_line_by_line(url: str, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "o.csv").write_text(LINES, encoding=encoding)
    code, output = invoke("orders", str(tmp_path / "o.csv"), "--group", "demo")
    assert (code, output.splitlines()[-1]) == (0, "记了 2 单，0 行有问题。")
    assert stored(url) == [("A123", 26800, 268), ("A124", 990, 9)]
    assert asyncio.run(_read(url, "SELECT role, act FROM audit")) == [("命令行", "orders o.csv：2 单")]


def test_a_second_time_nothing_is_booked(url: str, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(LINES)
    invoke("orders", str(tmp_path / "o.csv"), "--group", "demo")
    code, output = invoke("orders", str(tmp_path / "o.csv"), "--group", "demo")
    assert code == 1
    assert "2 ✗ 订单 A123 已经记过了" in output
    assert len(stored(url)) == 2


def test_a_trial_books_nothing(url: str, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(LINES + "小明,1,A123,\n")
    code, output = invoke("orders", str(tmp_path / "o.csv"), "--group", "demo", "--dry-run")
    assert code == 1
    assert "4 ✗ 订单 A123 已经记过了" in output
    assert output.endswith("可以记 2 单，1 行有问题。\n")
    assert stored(url) == []


def test_each_bad_line_is_named_and_the_good_ones_are_booked(url: str, tmp_path: Path) -> None:
    bad = [
        "张三,1,B01,",
        "小明,1e9,B02,",
        "小明,-5,B03,",
        "小明,²,B04,",
        "小明,1,B,",
        "小明,1,B05,昨天",
        "小明,1,B06,2099-1-1",
    ]
    bad += ["小明,1,B07,2026-02-30", f"小明,{'9' * 10_000},B08,", "小明", ""]
    (tmp_path / "o.csv").write_text("User\tAmount\tOrder\tTime\n".replace("\t", ",") + "\n".join([*bad, "小明,1,B99,"]))
    code, output = invoke("orders", str(tmp_path / "o.csv"), "--group", "demo", "--partial")
    lines = output.splitlines()
    assert code == 1
    assert [line.split()[0] for line in lines[:-1]] == [str(number) for number in (*range(2, 12), 13)]
    assert max(map(len, lines)) < 100
    assert lines[-1] == "记了 1 单，10 行有问题。"
    assert stored(url) == [("B99", 100, 1)]


def test_one_bad_line_leaves_nothing_booked(url: str, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(LINES + "小明,1e9,A125,\n")
    code, output = invoke("orders", str(tmp_path / "o.csv"), "--group", "demo")
    assert code == 1
    assert "4 ✗ 「1e9」不是金额" in output
    assert output.endswith("一单也没有记：1 行有问题。改好再导入，或加上 --partial 只记其余 2 行。\n")
    assert stored(url) == []


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("R002,268", "没有写用户"),
        ("R002,268,", "没有写用户"),
        ("R002,268,@", "没有写用户"),
        ("R002", "「」不是金额"),
        ('R002,268,"小明', "引号没有配对"),
        ('R002,268,"小明"。', "引号没有配对"),
        ('"R002,268,小明', "引号没有配对"),
        ("R002,1,268,小明", "比第一行多出 1 列"),
        ("R002,1,268.00,小明", "比第一行多出 1 列"),
        ("R002,268,小\0明", "不是文字的字符"),
        (f"R002,268,{'明' * 200_000}", "太长了"),
        ("R００²,268,小明", "订单号要"),
    ],
)
def test_a_bad_line_swallows_no_other(url: str, tmp_path: Path, bad: str, why: str) -> None:
    (tmp_path / "o.csv").write_text(f'订单,金额,用户\nR001,1,小明\n{bad}\nR003,3,"小红"\nR004,4,小明,,\n')
    code, output = invoke("orders", str(tmp_path / "o.csv"), "--group", "demo", "--partial")
    assert code == 1
    lines = output.splitlines()
    assert [line[:3] for line in lines[:-1]] == ["2 ✓", "3 ✗", "4 ✓", "5 ✓"]
    assert why in lines[1]
    assert lines[-1] == "记了 3 单，1 行有问题。"
    assert [number for number, *_ in stored(url)] == ["R001", "R003", "R004"]


def test_two_open_quotes_do_not_hide_what_is_between_them(url: str, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text('用户,金额,订单,备注\n小明,1,R01,"急\n小红,2,R02,\n小明,3,R03,"\n')
    code, output = invoke("orders", str(tmp_path / "o.csv"), "--group", "demo")
    assert code == 1
    assert [line[:3] for line in output.splitlines()[:-1]] == ["2 ✗", "3 ✓", "4 ✗"]
    assert stored(url) == []


@pytest.mark.parametrize("header", ["用户,金额,金额,订单", "订单,订单号,用户,金额", "user,用户,金额,订单"])
def test_two_columns_of_one_name_are_refused(url: str, tmp_path: Path, header: str) -> None:
    (tmp_path / "o.csv").write_text(f"{header}\n小明,1,2,R001\n")
    code, output = invoke("orders", str(tmp_path / "o.csv"), "--group", "demo")
    assert (code, "第一行有两列都是" in output) == (1, True)
    assert stored(url) == []


def test_what_an_order_earns_over_its_limit_is_told(url: str, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("用户,金额,订单\n小明,1000.99,R001\n小明,1001,R002\n")
    _, output = invoke("orders", str(tmp_path / "o.csv"), "--group", "demo")
    first, second, _ = output.splitlines()
    assert first == "2 ✓ 小明 R001 1000.99 元 +1000 分"
    assert second == "3 ✓ 小明 R002 1001 元 +1000 分（一单最多 1000 分，超出的 1 分不算）"


def test_what_cannot_be_read_is_told(url: str, tmp_path: Path) -> None:
    def say(content: bytes) -> str:
        (tmp_path / "o.csv").write_bytes(content)
        code, output = invoke("orders", str(tmp_path / "o.csv"), "--group", "demo")
        assert code == 1
        return output

    assert "没有「用户」" in say(b"")
    assert "没有「订单」" in say("用户,金额\n小明,1\n".encode())
    assert "不是 UTF-8，也不是 GBK" in say(b"\xff\xff\xff")
    assert "打不开" in invoke("orders", str(tmp_path / "none.csv"), "--group", "demo")[1]
    assert "没有群「x」。现在有：demo" in invoke("orders", str(tmp_path / "o.csv"), "--group", "x")[1]


def test_it_waits_until_the_bot_is_stopped(url: str, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(LINES)

    async def import_beside_the_bot() -> tuple[int, str]:
        database = Database(url)
        held = await hold(database)
        try:
            return await asyncio.to_thread(invoke, "orders", str(tmp_path / "o.csv"), "--group", "demo")
        finally:
            await database.close()
            await held.release()

    code, output = asyncio.run(import_beside_the_bot())
    assert code == 1
    assert "请先停掉它再导入" in output
    assert stored(url) == []


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("2026-11-23", "2026-11-23 00:00:00"),
        ("2026/11/2 8:05", "2026-11-02 08:05:00"),
        (" 2026.1.2T18:30:59 ", "2026-01-02 18:30:59"),
        ("２０２６年１月２日　１８：３０", "2026-01-02 18:30:00"),
        ("2026-11-23  07:00", "2026-11-23 07:00:00"),
        ("", "2026-11-23 08:00:00"),
    ],
)
def test_times_are_read_as_spreadsheets_write_them(text: str, local: str) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    assert f"{time_of(text, zone, START).astimezone(zone):%Y-%m-%d %H:%M:%S}" == local


@pytest.mark.parametrize(
    "text", ["11-23", "今天", "2026-2-30", "0000-1-1", "2026-11-23 24:01", "2026-11-23 8", "2026-11-23T", "8:00", "²"]
)
def test_a_time_without_a_full_date_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="不是时间"):
        time_of(text, ZoneInfo("Asia/Shanghai"), START)


def test_a_time_in_the_future_is_refused() -> None:
    assert time_of("2026-11-23 8:00", ZoneInfo("Asia/Shanghai"), START) == START
    with pytest.raises(Refusal, match="还没有到"):
        time_of("2026-11-23 08:00:01", ZoneInfo("Asia/Shanghai"), START)


def test_nothing_is_booked_into_a_database_that_is_not_there(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "o.csv").write_text(LINES)
    monkeypatch.setenv("QUNBAN_DATABASE", f"sqlite:///{tmp_path / 'ordres' / 'orders.db'}")
    code, output = invoke("orders", str(tmp_path / "o.csv"), "--group", "demo")
    assert code == 1
    assert output.startswith("这里没有数据库：")
    assert not (tmp_path / "ordres").exists()
