"""导出: the file goes to the admin in private, and no cell of it is a formula, whatever somebody calls themselves."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
import xmltodict
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.downloads import download_routes
from handlers.kit import Capability, Document
from handlers.reports.spreadsheets import LONGEST, Table, to_csv, to_xlsx
from storage.messages import files
from tests.chat import Chat
from tests.conftest import OpenChat
from tests.support.formulas import PAYLOADS


def cells(data: bytes) -> list[list[str]]:
    """Return the cells of the first sheet as texts; numbers as they are written. None may be a formula."""
    with ZipFile(BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    parsed = xmltodict.parse(sheet, strip_whitespace=False, force_list=("row", "c"))
    return [[_text(cell) for cell in row["c"]] for row in parsed["worksheet"]["sheetData"]["row"]]


def _text(cell: dict[str, Any]) -> str:
    """Return what one cell holds: a number, or a text inside it."""
    if "v" in cell:
        return str(cell["v"])
    assert cell["@t"] == "inlineStr"
    text = cell["is"]["t"]
    return str(text["#text"] if isinstance(text, dict) else text or "")


def lines(data: bytes) -> list[list[str]]:
    """Return the cells of a CSV file."""
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_there_are_a_hundred_and_twenty_payloads() -> None:
    assert len(set(PAYLOADS)) == 120


def test_no_payload_becomes_a_formula_in_xlsx() -> None:
    data = to_xlsx(Table("成员", ("名字", "数"), [(payload, -5) for payload in PAYLOADS]))
    kept = [row[0] for row in cells(data)[1:]]
    # Excel writes a carriage return as _x000D_; the other signs stay.
    assert [text.replace("_x000D_", "\r").replace("_x0009_", "\t") for text in kept] == list(PAYLOADS)
    with ZipFile(BytesIO(data)) as book:
        assert b"hyperlink" not in book.read("xl/worksheets/sheet1.xml")


def test_no_payload_begins_a_formula_in_csv() -> None:
    data = to_csv(Table("成员", ("名字", "数"), [(payload, -5) for payload in PAYLOADS]))
    rows = lines(data)[1:]
    assert [row[0].replace("'", "") for row in rows] == [payload.replace("'", "") for payload in PAYLOADS]
    assert {row[1] for row in rows} == {"-5"}
    assert data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("before", ["", "小红;", "小红;;", '小红";', "小红\t ", "小红|", "小红\n", '小红\r\n"'])
def test_no_payload_begins_a_formula_in_csv_wherever_cells_are_parted(before: str, delimiter: str) -> None:
    """As spreadsheets read it that part cells by other signs: quotes in the midst of a cell are text to them."""
    table = Table("成员", ("号", "名字"), [("0012", before + payload) for payload in PAYLOADS])
    text = StringIO(to_csv(table).decode("utf-8-sig"), newline="")
    found = [cell for row in csv.reader(text, delimiter=delimiter) for cell in row]
    assert [cell for cell in found if cell.lstrip(' "\u3000\xa0')[:1] in set("=+-@＝＋－＠")] == []


def test_plain_texts_stay_as_they_are_and_ids_keep_their_zeros() -> None:
    texts = ("0012345678901234567890", "小明", "a=b", "3-4", "a;b=c", "", "1e5", "TRUE", "http://example.com", "🌞")
    table = Table("成员", ("值",), [(text,) for text in texts])
    assert [row[0] for row in lines(to_csv(table))[1:]] == list(texts)
    assert [row[0] for row in cells(to_xlsx(table))[1:]] == list(texts)


def test_strange_texts_break_no_file() -> None:
    table = Table("成员", ("值",), [("\0\x01\x0b\ud800",), ("长" * (LONGEST + 99),)])
    assert len(cells(to_xlsx(table))[2][0]) == LONGEST
    assert len(lines(to_csv(table))[2][0]) == LONGEST


async def exported(chat: Chat, words: str, who: str = "群主") -> tuple[str, bytes]:
    """Return the name and the content of the file that an admin is sent."""
    answer = await chat.answer(who, words)
    [file] = [part for part in answer or () if isinstance(part, Document)]
    data = await chat.bot.database.read(lambda db: files.load(db, file.digest))
    assert data
    return file.name, data


async def test_members_are_exported_to_the_admin_in_private(chat: Chat) -> None:
    await chat.say("=1+1", "签到")
    await chat.join("小红", invited_by="=1+1", scene="code", source="=cmd")
    await chat.say("店员", "标签 @小红 老客户 宝妈", mentions=["小红"])
    await chat.leave("小红")
    name, data = await exported(chat, "导出 成员")
    assert name == "成员-20261123.xlsx"
    assert chat.shown == "发到你的私聊了～"
    rows = cells(data)
    assert rows[0][:4] == ["用户ID", "名字", "入群", "退群"]
    assert rows[1][:3] == ["=1+1", "=1+1", "2026-11-23 08:00"]
    assert [row[1] for row in rows[1:]] == ["=1+1", "店员", "群主", "小红"]
    assert rows[0][4:6] == ["邀请人ID", "来路"]
    assert rows[4][4:6] == ["=1+1", "扫码（=cmd）"]
    assert "老客户、宝妈" in rows[4] or "宝妈、老客户" in rows[4]
    assert "导出 成员：4 行" in await chat.say("群主", "操作记录")


async def test_who_was_merged_into_another_is_no_row_of_their_own(chat: Chat) -> None:
    for who in ("小明", "ZhangSan"):
        await chat.say(who, "签到")
    await chat.say("群主", "合并 @小明 @ZhangSan", mentions=["小明", "ZhangSan"])
    assert "合并好了" in await chat.say("群主", "确认")
    _, data = await exported(chat, "导出 成员")
    assert [row[1] for row in cells(data)[1:]] == ["小明", "群主"]


async def test_the_days_of_a_file_are_told(chat: Chat) -> None:
    await chat.say("小明", "签到")
    told = await chat.say("群主", "导出 账本", private=True)
    assert "账本 11-01 到 11-23，共 1 行。" in told


async def test_the_books_activity_orders_and_exchanges_are_exported(open_group: OpenChat) -> None:
    chat = await open_group("mall: {items: [{name: 书签, points: 5}]}\n")
    await chat.say("小明", "签到")
    await chat.say("小明", "大家好呀今天")
    await chat.say("小明", "兑换 书签")
    await chat.say("店员", "记单 @小明 268.50 00123", mentions=["小明"])
    assert lines((await exported(chat, "导出 账本 csv"))[1])[-1][2:7] == ["签到", "发行", "小明（小明）", "10", "签到"]
    assert ["2026-11-23", "小明", "小明", "1", "是"] in lines((await exported(chat, "导出 活跃 CSV"))[1])
    _, data = await exported(chat, "导出 订单 本月")
    assert cells(data)[1][:6] == ["00123", "小明", "小明", "268.5", "0", "268"]
    exchanges = lines((await exported(chat, "导出 兑换 csv"))[1])
    assert exchanges[1] == ["小明", "小明", "书签", "5", "0.0", "待取", "2026-11-23 08:00"]
    assert not any(re.search("[0-9A-Z]{4}-[0-9]{2}$", cell) for row in exchanges for cell in row), "no codes"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("导出", "请写要导出什么：成员、账本、活跃、订单、兑换"),
        ("导出 密码", "不会导出「密码」。"),
        ("导出 成员 11月", "成员表是现在的样子，不分月份，「11月」用不上。请这样写：导出 成员"),
        ("导出 订单 2020-01", "01-01 到 01-31 没有订单可以导出。"),
    ],
)
async def test_what_cannot_be_exported_is_said(chat: Chat, words: str, answer: str) -> None:
    assert answer in await chat.say("群主", words, private=True)


async def test_only_admins_export_and_only_where_a_file_can_be_private(chat: Chat) -> None:
    await chat.say("小明", "签到")
    assert "只有管理员可以用" in await chat.say("店员", "导出 成员", private=True)
    chat.platform.capabilities = frozenset(Capability) - {Capability.WRITES_PRIVATELY}
    assert "发不了文件" in await chat.say("群主", "导出 成员", private=True)


async def test_a_link_works_once_and_for_ten_minutes(open_group: OpenChat) -> None:
    chat = await open_group("export: {url: 'https://bot.example.com/qunban'}\n")
    chat.platform.capabilities = frozenset(Capability) - {Capability.WRITES_PRIVATELY}
    await chat.say("小明", "签到")
    assert "https" not in await chat.say("群主", "导出 成员")
    app = web.Application()
    app.add_routes(download_routes(chat.bot.database, chat.bot.clock))
    async with TestClient(TestServer(app)) as client:
        path = await link(chat)
        for _ in range(2):  # a preview uses nothing up
            async with client.get(path) as page:
                assert (page.status, page.headers["Cache-Control"]) == (200, "no-store")
                assert '<form method="post">' in await page.text()
        async with client.post(path) as file:
            assert "filename*=UTF-8''%E6%88%90%E5%91%98-20261123.xlsx" in file.headers["Content-Disposition"]
            assert cells(await file.read())[1][0] == "小明"
        for method in ("GET", "POST"):
            async with client.request(method, path) as gone:
                assert gone.status == 404
        late = await link(chat)
        await chat.forward(minutes=10)
        async with client.post(late) as gone:
            assert gone.status == 404
        async with client.post(f"/files/{'x' * 32}") as gone:
            assert gone.status == 404
    kept = await chat.bot.database.read(lambda db: db.fetch_all("SELECT secret FROM download"))
    assert not any(path.rpartition("/")[2] in row for row in kept)


async def link(chat: Chat) -> str:
    """Return the path of the link that an admin gets in private."""
    told = await chat.say("群主", "导出 成员", private=True)
    assert "只能下载一次" in told
    return told.rpartition("https://bot.example.com/qunban")[2]
