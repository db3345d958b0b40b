"""The command line, as an operator uses it."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path
from socket import create_server
from zoneinfo import ZoneInfo

import pytest

from bot.clock import SystemClock, TurnableClock
from bot.time_travel import save_ahead
from config.settings import misspelt_settings
from storage.database import Database
from tests.chat import GROUP, write_config
from tests.support.command_line import invoke
from tests.support.server import free_port

REAL = "channels: {bot: {kind: wecom_aibot, bot_name: 群伴, bot_id: aib1, secret: s, address: 'ws://127.0.0.1:9/'}}\n"
PLAN = "sop:\n  - {name: 早安, when: 每天 08:00, say: 早上好}\n"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_config(tmp_path / "config", GROUP + PLAN)
    monkeypatch.setenv("QUNBAN_CONFIG", str(folder))
    monkeypatch.setenv("QUNBAN_DATABASE", f"sqlite:///{tmp_path / 'data' / 'cli.db'}")
    return folder


@pytest.fixture
def database(config: Path, migrated_file: Path) -> Path:
    """Return the file of a bot that has been started once."""
    path = config.parent / "data" / "cli.db"
    path.parent.mkdir()
    shutil.copy(migrated_file, path)
    return path


def test_check_counts_what_it_advises_for_the_shipped_config() -> None:
    code, output = invoke("check")
    *advice, verdict = output.splitlines()
    assert code == 0
    assert advice
    assert verdict == f"配置可以用，上面有 {len(advice)} 处请看一看。"


def test_check_says_all_is_well_only_where_it_has_no_advice(config: Path) -> None:
    (config / "groups" / "group0.yaml").write_text(GROUP, "utf-8")
    assert invoke("check") == (0, "配置没有问题。\n")
    (config / "groups" / "group0.yaml").write_text(GROUP.replace("[店员]", "[店员] #夜班"), "utf-8")
    code, output = invoke("check")
    assert (code, output) == (0, "配置没有问题。\n")
    (config / "groups" / "group0.yaml").write_text(GROUP.replace("[店员]", "[甲、乙]"), "utf-8")
    code, output = invoke("check")
    assert "group0.yaml:6:9: staff 里的「甲、乙」像是几项写在了一起。请写成 staff: [甲, 乙]\n" in output
    assert output.endswith("配置可以用，上面有 1 处请看一看。\n")


def test_check_shows_every_clash_of_names_and_channels_at_once(config: Path) -> None:
    path = config / "groups" / "group0.yaml"
    plan = "  - {name: 甲, when: 每天 08:00, say: 早}\n"
    path.write_text(f"{GROUP}sop:\n{plan}{plan}{plan}", "utf-8")
    assert [line.split(": ")[0][-3:] for line in invoke("check")[1].splitlines()] == ["9:6", "0:6"]
    path.write_text(GROUP.replace("hear: chat, push: chat", "hear: a, push: b, staff: c"), "utf-8")
    assert [f"没有叫「{name}」的通道" in invoke("check")[1] for name in "abc"] == [True] * 3


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("PORT", "abc", "环境变量 QUNBAN_PORT 写的是「abc」，这里要写整数"),
        ("PORT", "99999", "环境变量 QUNBAN_PORT 写的是「99999」，不能大于 65535"),
        ("LOG", "loud", "环境变量 QUNBAN_LOG 写的是「loud」，只能是"),
        ("BACKUPS", "-1", "环境变量 QUNBAN_BACKUPS 写的是「-1」，不能小于 0"),
        ("SANDBOX", "yes", "环境变量 QUNBAN_SANDBOX 写的是「yes」，只能是"),
        ("KEEP_INBOX", "1", "环境变量 QUNBAN_KEEP_INBOX 写的是「1」，不能小于 4"),
        ("KEEP_SENT", "x", "环境变量 QUNBAN_KEEP_SENT 写的是「x」"),
        ("KEEP_FAILED", "1.5", "环境变量 QUNBAN_KEEP_FAILED 写的是「1.5」"),
        ("KEEP_PICTURES", "0", "环境变量 QUNBAN_KEEP_PICTURES 写的是「0」"),
        ("KEEP_TRANSCRIPT", "一", "环境变量 QUNBAN_KEEP_TRANSCRIPT 写的是「一」"),
        ("DATABASE", "mysql://a:canary@b/c", "环境变量 QUNBAN_DATABASE 要写 sqlite:///文件"),
        ("DATABASE", "postgresql://a:canary@b:port/c", "环境变量 QUNBAN_DATABASE 要写 sqlite:///文件"),
        ("DATABASE", "foo.db", "环境变量 QUNBAN_DATABASE 要写 sqlite:///文件"),
    ],
)
@pytest.mark.parametrize("command", ["run", "check", "preview", "simulate", "doctor", "chat"])
@pytest.mark.usefixtures("config")
def test_a_wrong_setting_is_one_line(
    command: str, name: str, value: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"QUNBAN_{name}", value)
    code, output = invoke(command)
    assert code == 1
    assert output.startswith(line)
    assert output.count("\n") == 1
    assert "canary" not in output


@pytest.mark.parametrize("command", ["run", "simulate", "doctor"])
@pytest.mark.usefixtures("config")
def test_what_is_no_database_is_said_without_a_traceback(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shopping.db").write_text("a shopping list\n" * 100)
    monkeypatch.setenv("QUNBAN_DATABASE", f"sqlite:///{tmp_path / 'shopping.db'}")
    code, output = invoke(command)
    assert code == 1
    assert "数据库打不开：file is not a database" in output
    assert "QUNBAN_DATABASE" in output
    assert "QUNBAN_PORT" not in output
    assert "Traceback" not in output


@pytest.mark.usefixtures("config")
def test_a_server_that_is_down_is_not_taken_for_a_port_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUNBAN_DATABASE", f"postgresql://a:canary@127.0.0.1:{free_port()}/c")
    code, output = invoke("run")
    assert code == 1
    assert output.startswith("数据库打不开：")
    assert "QUNBAN_PORT" not in output
    assert "canary" not in output


def test_a_misspelt_setting_is_told_and_one_for_channels_is_not(config: Path) -> None:
    environ = {"QUNBAN_PROT": "1", "QUNBAN_KEEP_SEND": "1", "QUNBAN_HOOK_KEY": "x", "QUNBAN_PORT": "1", "HOME": "/"}
    assert misspelt_settings(environ) == [
        "没有 QUNBAN_PROT 这个设置，是不是 QUNBAN_PORT？",
        "没有 QUNBAN_KEEP_SEND 这个设置，是不是 QUNBAN_KEEP_SENT？",
    ]


def test_preview_and_simulate_show_the_group_that_was_asked_for(config: Path) -> None:
    other = GROUP.replace("demo", "two").replace("测试群", "二群") + PLAN.replace("早安", "晚安").replace(
        "早上好", "好梦"
    )
    (config / "groups" / "second.yaml").write_text(other, "utf-8")
    for wanted in ("two", "二群", "second", "second.yaml"):
        assert "晚安" in (table := invoke("preview", "--group", wanted)[1])
        assert "早安" not in table
    simulated = invoke("simulate", "--days", "2", "--group", "二群")[1]
    assert "二群：好梦" in simulated
    assert "早上好" not in simulated
    for command in ("preview", "simulate"):
        code, output = invoke(command, "--group", "三群")
        assert (code, output) == (1, "没有群「三群」。现在有：测试群（demo）、二群（two）\n")


async def test_preview_and_simulate_start_at_the_sandboxs_clock(config: Path, database: Path) -> None:
    day = SystemClock().now().astimezone(ZoneInfo("Asia/Shanghai")).date() + timedelta(days=102)
    (config / "groups" / "group0.yaml").write_text(GROUP + PLAN.replace("每天", f"{day}"), "utf-8")
    opened = Database(f"sqlite:///{database}")
    writer = asyncio.create_task(opened.writer.run()) if opened.writer else None
    await save_ahead(opened, TurnableClock(SystemClock(), timedelta(days=100)))
    assert opened.writer
    assert writer
    opened.writer.stop()
    await writer
    await opened.close()
    assert f"{day}" in (await asyncio.to_thread(invoke, "preview", "--days", "3"))[1]
    assert f"{day:%m-%d} 08:00 测试群：早上好" in (await asyncio.to_thread(invoke, "simulate", "--days", "3"))[1]


def test_check_names_every_problem_on_a_line(config: Path) -> None:
    (config / "groups" / "group0.yaml").write_text(GROUP + "a: 1\nb: 2\n")
    code, output = invoke("check")
    assert code == 1
    assert [line.split(": ")[0].rsplit("/", 1)[1] for line in output.splitlines()] == [
        "group0.yaml:7:1",
        "group0.yaml:8:1",
    ]


def test_check_tells_what_members_may_find_too_much(config: Path) -> None:
    times = "、".join(f"{hour:02}:00" for hour in range(8, 16))
    (config / "groups" / "group0.yaml").write_text(f"{GROUP}sop: [{{name: 多, when: '每天 {times}', say: 嗨}}]\n")
    code, output = invoke("check")
    assert code == 0
    assert "有 8 条定时消息，超过 6 条" in output


def test_check_tells_which_mentions_of_everybody_will_not_ring(config: Path) -> None:
    plan = "sop: [{name: 开课, when: 每周六 20:00, say: '@所有人 开课啦'}]\n"
    app = "corp_id: wx5823bf96d3bd56c7, agent_id: 1, secret: s, token: t, aes_key: " + "a" * 43
    kinds = f"chat: {{kind: sandbox}}, hook: {{kind: wecom_robot, key: k}}, app: {{kind: wecom_app, {app}}}"
    (config / "channels.yaml").write_text(f"channels: {{{kinds}}}\n")
    for push, told in (("chat", False), ("hook", False), ("app", True)):
        (config / "groups" / "group0.yaml").write_text(GROUP.replace("push: chat", f"push: {push}") + plan)
        code, output = invoke("check")
        assert code == 0
        assert ("「开课」里的 @所有人 不会响" in output) is told


def test_check_says_when_there_is_no_group(config: Path) -> None:
    (config / "groups" / "group0.yaml").unlink()
    assert "一个群也没有" in invoke("check")[1]


def test_check_reports_broken_channels(config: Path) -> None:
    (config / "channels.yaml").write_text("channels: {hook: {kind: wecom_robot}}\n")
    assert "缺少「key」" in invoke("check")[1]


def test_preview_lists_what_comes(config: Path) -> None:
    code, output = invoke("preview", "--days", "3")
    assert code == 0
    assert output.count("早安") == 3
    assert invoke("preview", "--days", "0")[0] == 2


def test_preview_draws_a_calendar_of_each_group(config: Path, tmp_path: Path) -> None:
    code, output = invoke("preview", "--pictures", str(tmp_path / "drawn"))
    assert code == 0
    assert output.endswith("drawn/group0.png\n")
    assert (tmp_path / "drawn" / "group0.png").read_bytes().startswith(b"\x89PNG")


def test_simulate_tells_what_would_be_said_and_changes_nothing(database: Path) -> None:
    code, output = invoke("simulate", "--days", "3")
    assert code == 0
    assert [line.partition(" ")[2] for line in output.splitlines()] == ["08:00 测试群：早上好"] * 3
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT COUNT(*) FROM run").fetchone() == (0,)
    connection.close()


def test_what_is_about_an_owners_own_day_is_shown_and_simulated(config: Path) -> None:
    day = SystemClock().now().date() + timedelta(days=3)
    plan = "sop: [{name: 预告, when: 读书会前1天 12:00, say: 明天读书会}]\n"
    (config / "groups" / "group0.yaml").write_text(f"{GROUP}calendar: {{日子: {{读书会: {day}}}}}\n{plan}")
    assert f"{day - timedelta(days=1)}" in invoke("preview", "--days", "5")[1]
    assert invoke("simulate", "--days", "5")[1] == f"{day - timedelta(days=1):%m-%d} 12:00 测试群：明天读书会\n"


def test_simulate_says_when_nothing_would_happen(config: Path) -> None:
    (config / "groups" / "group0.yaml").write_text(GROUP)
    assert invoke("simulate") == (0, "这段时间什么也不会发。\n")


def test_run_refuses_wrong_channels_with_file_and_line(config: Path) -> None:
    (config / "channels.yaml").write_text("channels:\n  hook: {kind: wecom_robot}\n")
    code, output = invoke("run")
    assert code == 1
    assert "channels.yaml:2:3: 缺少「key」" in output


def test_a_port_that_is_taken_or_not_to_be_had_is_told_in_one_line(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("QUNBAN_PORT", f"{port}")
        code, output = invoke("run")
    assert code == 1
    assert f"启动不了：端口 {port} 有别的程序在用，也许就是另一个群伴。" in output
    assert output.splitlines()[-1].startswith("启动不了")
    assert "Errno" not in output
    monkeypatch.setenv("QUNBAN_PORT", "0")
    monkeypatch.setenv("QUNBAN_HOST", "192.0.2.1")
    (config / "channels.yaml").write_text(REAL, "utf-8")
    (config / "groups" / "group0.yaml").write_text(GROUP.replace("hear: chat, push: chat", "hear: bot"), "utf-8")
    assert "这台机器没有 192.0.2.1 这个地址。QUNBAN_HOST 写 127.0.0.1" in invoke("run")[1]


@pytest.mark.parametrize("command", ["run", "check", "doctor"])
def test_an_empty_folder_is_told_with_what_to_do(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUNBAN_CONFIG", f"{tmp_path}")
    monkeypatch.setenv("QUNBAN_DATABASE", f"sqlite:///{tmp_path / 'a.db'}")
    code, output = invoke(command)
    assert code == 1
    assert "这里没有 channels.yaml。第一次用，请运行 ./qunban connect" in output
