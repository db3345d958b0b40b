"""Group files come into force when they are saved; a wrong one changes nothing, and everybody concerned is told."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from bot.cli.doctor import examine
from config.group_files import GroupFiles
from handlers.kit.reply import plain
from sop.group_file import group_file_model
from tests.chat import GROUP, Chat, open_chat, write_config
from tests.conftest import OpenChat

WRONG = GROUP + "checkin: {points: 很多}\n"
PROBLEM = "group0.yaml 第 7 行"


def file_of(chat: Chat) -> Path:
    return chat.bot.settings.config / "groups" / "group0.yaml"


async def test_a_wrong_file_keeps_the_last_good_version_over_a_restart(database_url: str, tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", GROUP + "checkin: {points: 25}\n")
    chat = await open_chat(config, database_url)
    await chat.bot.close()
    (config / "groups" / "group0.yaml").write_text(WRONG)
    chat = await open_chat(config, database_url)
    assert "+25 积分" in await chat.say("小明", "签到")
    assert f"{PROBLEM}：「points」" in await chat.say("小助理", "SOP")
    assert "文件有错" not in await chat.say("小明", "帮助", addressed=True)
    await chat.bot.close()


async def test_those_in_charge_are_told_once_what_is_wrong(chat: Chat) -> None:
    for text in (WRONG, WRONG, GROUP):
        file_of(chat).write_text(text)
        await chat.bot.reload()
    await chat.forward(seconds=1)
    assert [target for target, _ in chat.platform.got] == ["群主", "小助理"]
    assert PROBLEM in plain(chat.platform.got[0][1])
    assert "文件有错" not in await chat.say("小助理", "SOP")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (WRONG, "第 7 行"),
        (GROUP + "sop: [", "第 7 行"),
        (GROUP.replace("name: 测试群", "nmae: 测试群"), "第 1 行"),
        (GROUP.replace("group: demo", "group: 'demo'") + "\tsop: 1\n", "第 7 行"),
    ],
)
async def test_a_group_without_any_good_version_says_what_is_wrong(
    database_url: str, tmp_path: Path, text: str, line: str
) -> None:
    chat = await open_chat(write_config(tmp_path / "config", text), database_url)
    for _ in range(2):
        assert f"这个群的文件有错（group0.yaml {line}" in await chat.say("小明", "签到", addressed=True)
    assert await chat.say("小明", "早上好") == ""
    assert "这个群的文件有错" in await chat.say("小明", "签到", private=True)
    await chat.bot.close()


async def test_a_slip_in_the_groups_id_is_said_where_the_group_is(database_url: str, tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", GROUP)
    chat = await open_chat(config, database_url)
    file_of(chat).write_text(GROUP.replace("group: demo", "group: dome"))
    await chat.bot.reload()
    for life in range(2):
        answer = await chat.say("小明", "签到", addressed=True, key=f"life{life}")
        assert "group0.yaml 第 1 行：这个文件原来是群「demo」的，现在写的是「dome」" in answer
        assert "改回 group: demo" in answer
        await chat.bot.close()
        chat = await open_chat(config, database_url)
    file_of(chat).write_text(GROUP)
    await chat.bot.reload()
    assert "签到成功" in await chat.say("小明", "签到", addressed=True, key="mended")
    await chat.bot.close()


async def test_an_id_in_other_capitals_is_said_where_the_group_is(database_url: str, tmp_path: Path) -> None:
    chat = await open_chat(write_config(tmp_path / "config", GROUP.replace("group: demo", "group: Demo")), database_url)
    answer = await chat.say("小明", "签到", addressed=True)
    assert "group0.yaml 第 1 行：这个文件写的是群「Demo」，和这个群的「demo」只差大小写" in answer
    assert "改成 group: demo" in answer
    await chat.bot.close()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            GROUP.replace("group: demo", "group: wrg1"),
            "这个文件原来是群「demo」的，现在写的是「wrg1」。写错了就改回 group: demo",
        ),
        (GROUP.replace("group: demo", "group: DEMO"), "这个文件原来是群「demo」的，现在写的是「DEMO」"),
        (WRONG, f"{PROBLEM}：「points」"),
        (GROUP.replace("group: demo", "gruop: demo"), "group0.yaml 第 1 行："),
    ],
)
async def test_the_doctor_says_of_a_wrong_file_what_the_group_is_told(
    database_url: str, tmp_path: Path, text: str, words: str
) -> None:
    chat = await open_chat(write_config(tmp_path / "config", GROUP), database_url)
    file_of(chat).unlink()
    await chat.bot.reload()
    assert "还没有登记" in await chat.say("小明", "签到", addressed=True)
    file_of(chat).write_text(text)
    report = "\n".join(map(str, await examine(chat.bot.settings)))
    assert "群 demo（通道 chat，" in report
    assert words in report.split("群 demo（通道 chat，")[1].splitlines()[0]
    assert "放一个 YAML" not in report
    await chat.bot.close()


async def test_the_doctor_names_a_file_that_may_be_the_strangers(database_url: str, tmp_path: Path) -> None:
    chat = await open_chat(write_config(tmp_path / "config", GROUP), database_url)
    chat.group = "wrG2"
    assert "group: wrG2\nname: " in await chat.say("小明", "签到", addressed=True)
    (chat.bot.settings.config / "groups" / "new.yaml").write_text("gruop: wrG2\n")
    report = "\n".join(map(str, await examine(chat.bot.settings)))
    assert (
        "先改好 new.yaml，也许就是它的；不是的话，在 groups/ 里放一个 YAML，写三行：group: wrG2、name: 群名、" in report
    )
    await chat.bot.close()


async def test_a_file_that_is_gone_ends_its_group_for_good(database_url: str, tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", GROUP)
    chat = await open_chat(config, database_url)
    file_of(chat).unlink()
    await chat.bot.reload()
    for _ in range(2):
        assert "还没有登记" in await chat.say("小明", "签到", addressed=True)
        await chat.forward(minutes=5)
    await chat.bot.close()
    chat = await open_chat(config, database_url)
    assert chat.bot.groups.all() == ()
    await chat.bot.close()


async def test_only_changed_files_are_read_again(tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", *(GROUP.replace("demo", f"g{number}") for number in range(5)))
    files = GroupFiles(config / "groups", group_file_model(), ("chat",))
    before, _ = files.read()
    (config / "groups" / "group2.yaml").write_text(GROUP.replace("demo", "g2") + "checkin: {points: 7}\n")
    after, problems = files.read()
    assert problems == []
    assert [group_id for group_id, group in after.items() if before[group_id] is not group] == ["g2"]


@pytest.mark.parametrize(
    "mistakes",
    [
        "".join(f"key{number}: 1\n" for number in range(300)),
        "sop:\n" + "".join(f"  - {{name: p{number}, when: 每天 08:00, text: 早}}\n" for number in range(100)),
        "mall:\n  items:\n" + "".join(f"    - {{name: a{number}, points: x, pionts: 1}}\n" for number in range(49)),
        "checkin: {" + ", ".join(f"point{number}: 1" for number in range(300)) + "}\n",
    ],
)
async def test_many_mistakes_are_worded_in_no_time(tmp_path: Path, mistakes: str) -> None:
    config = write_config(tmp_path / "config", GROUP + mistakes)
    files = GroupFiles(config / "groups", group_file_model(), ("chat",))
    files.read()  # makes what is made once
    began = time.process_time()
    _, problems = files.read()
    assert time.process_time() - began < 0.5
    assert len(problems) == 21
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)
    assert "还有" in problems[-1].message


async def test_the_bot_answers_while_files_are_read(open_group: OpenChat, tmp_path: Path) -> None:
    plans = "sop:\n" + "".join(f"  - {{name: p{number}, when: 每天 08:00, say: 早}}\n" for number in range(300))
    chat = await open_group(plans)
    folder = tmp_path / "config" / "groups"
    await chat.say("小明", "签到")
    for number in range(1, 6):
        (folder / f"group{number}.yaml").write_text(GROUP.replace("demo", f"g{number}") + plans)
    reading = asyncio.create_task(chat.bot.groups.reload())
    answers = 0
    while not reading.done():
        await chat.say("小明", f"早上好{answers}")
        answers += 1
    await reading
    assert len(chat.bot.groups.all()) == 6
    assert answers > 10, "reading takes seconds, an answer milliseconds"


async def test_a_file_that_looks_like_one_is_named(tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", GROUP)
    (config / "groups" / "bakery.yml").write_text(GROUP)
    _, problems = GroupFiles(config / "groups", group_file_model(), ("chat",)).read()
    assert [str(problem).rpartition("/")[2] for problem in problems] == [
        "bakery.yml:1:1: 这个文件不会被读到。请改名为 bakery.yaml"
    ]
