"""YAML as owners write it: nothing is guessed, every mistake has a line and a hint."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from config.channels import WecomAibotSettings, WecomRobotSettings, load_channels, secrets_of
from config.group import load_group
from config.group_files import load_groups
from config.loader import read, tree
from config.problems import ConfigError
from handlers.checkin.rules import Rules
from sop.group_file import group_file_model
from sop.plans.sections import plans_of
from tests.chat import GROUP, write_config

KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"


class Small(BaseModel, extra="forbid"):
    words: str = ""
    number: int = 0
    flag: bool = False


def problem(folder: Path, text: str, channels: bool = False) -> str:
    path = folder / "file.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_channels(path, {}) if channels else load_group(path, group_file_model(), ["chat"], folder / "content")
    return "\n".join(str(one).removeprefix(str(folder) + "/") for one in caught.value.problems)


@pytest.mark.parametrize("text", ["10:30", "09:30", "23:59", "0123", "on", "yes", "2026-02-30", "1e3", "0x10"])
def test_no_scalar_is_guessed(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(f"words: {text}\n")
    assert read(tmp_path / "a.yaml", Small).words == text


def test_numbers_and_truth_are_what_the_schema_says(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("number: 0123\nflag: true\n")
    assert read(tmp_path / "a.yaml", Small) == Small(number=123, flag=True)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (GROUP + "chekin: {points: 1}\n", "file.yaml:7:1: 不认识的键「chekin」。是不是「checkin」？"),
        (GROUP + "checkin: {point: 1}\n", "file.yaml:7:11: 不认识的键「point」。是不是「points」？"),
        (GROUP + "checkin: {points: 十}\n", "file.yaml:7:11: 「points」写的是 '十'，这里要写整数"),
        (GROUP + "checkin: {points: -1}\n", "不能小于 0"),
        (GROUP + 'checkin: {window: "25:00-26:00"}\n', "最晚写 24:00"),
        (GROUP + 'checkin: {window: "8点-9点"}\n', "05:00-23:00 的样子"),
        (GROUP + 'checkin: {window: "22:00-02:00"}\n', "分成两段"),
        (GROUP + 'checkin: {window: ["05:00-09:00", "08:00-10:00"]}\n', "重叠"),
        (GROUP + 'checkin: {text: "{nickname} 好"}\n', "不认识 {nickname}，可以用：{name}、{streak}"),
        (GROUP + "timezone: Beijing\n", "没有这个时区，中国请写 Asia/Shanghai"),
        (GROUP.replace("push: chat", "push: hook"), "没有叫「hook」的通道。channels.yaml 里有：chat"),
        (GROUP.replace("group: demo\n", ""), "缺少「group」"),
        (GROUP + "owner: 别人\n", "同一个键写了两次"),
        (GROUP + "sop: [{name: a, when: 每天 08:00, sai: b}]\n", "是不是「say」？"),
        (GROUP + "mall: {items: [{nam: a, points: 1}]}\n", "是不是「name」？"),
        (GROUP + "staff2: &a [x]\n", "文字用 & 开头要加引号"),
        (GROUP + "x: !!python/object:os.system {}\n", "文字用 ! 开头要加引号"),
        (GROUP + "sop:\n\t- name: x\n", "缩进里有制表符"),
        (GROUP + "sop: [{name: x\n", "方括号「[」没有配上「]」"),
        ("- a\n", "键: 值"),
        ("", "键: 值"),
        (GROUP + "x: " + "[" * 30 + "]" * 30, "嵌套超过 20 层"),
        (GROUP + "sop: 早安\n", "这里要写一个列表"),
        (GROUP + "welcome: 欢迎\n", "键: 值"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_a_hint(tmp_path: Path, text: str, finding: str) -> None:
    assert finding in problem(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("channels: {a: {kind: wecom}}\n", "只能是"),
        ("channels: {a: {}}\n", "kind"),
        ("channels: {}\n", "不能为空"),
        ("channels: {大群: {kind: sandbox}}\n", "只能用小写字母"),
        ("channels:\n  hook: {kind: wecom_robot}\n", "file.yaml:2:3: 缺少「key」"),
        ("channels:\n  hook: {kind: wecom_robot, key: ''}\n", "不能为空"),
        ("channels:\n  hook: {kind: wecom_robot, key: '${HOOK}'}\n", "file.yaml:2:29: 环境变量 HOOK 没有设置"),
        ("channels:\n  hook: {kind: wecom_robot, key: k, api: ftp://x}\n", "完整的网址"),
        ("channels:\n  hook: {kind: wecom_robot, key: k, apy: s}\n", "不认识的键「apy」。是不是「api」？"),
        ("channels:\n  hook: {kind: wecom_robot, key: k, xyz: s}\n", "可用的有：kind、key、api"),
        (
            "channels:\n  bot: {kind: wecom_aibot, bot_name: 群伴, token: t, aes_key: short}\n",
            "EncodingAESKey 应当是 43 个字母或数字",
        ),
    ],
)
def test_channels_are_refused_with_file_and_line(tmp_path: Path, text: str, finding: str) -> None:
    assert finding in problem(tmp_path, text, channels=True)


@pytest.mark.parametrize(
    "written",
    [
        "$WECOM_BOT_SECRET",
        "${WECOM_BOT_SECRET",
        "$WECOM_BOT_SECRET}",
        "$(WECOM_BOT_SECRET)",
        "'{WECOM_BOT_SECRET}'",
        "'{{WECOM_BOT_SECRET}}'",
        "${ WECOM_BOT_SECRET }",
        "$ {WECOM_BOT_SECRET}",
        "＄{WECOM_BOT_SECRET}",
        "${WECOM_BOT_SECRET}x",
        "x${WECOM_BOT_SECRET}",
        "'%WECOM_BOT_SECRET%'",
    ],
)
def test_a_variable_that_is_written_in_another_way_is_told(tmp_path: Path, written: str) -> None:
    text = f"channels:\n  hook:\n    kind: wecom_robot\n    key: {written}\n"
    told = problem(tmp_path, text, channels=True)
    assert "file.yaml:4:" in told
    assert "环境变量写得不对。要写成 ${WECOM_BOT_SECRET}：" in told


def test_of_a_key_between_the_braces_nothing_is_repeated(tmp_path: Path) -> None:
    told = problem(tmp_path, "channels:\n  hook:\n    kind: wecom_robot\n    key: ${canary-key\n", channels=True)
    assert "要写成 ${名字}" in told
    assert "canary" not in told


@pytest.mark.parametrize("key", ["$abc", "a$B", "k-{A}", "$A1", "100%"])
def test_a_key_with_such_a_mark_is_a_key(tmp_path: Path, key: str) -> None:
    path = tmp_path / "channels.yaml"
    path.write_text(f"channels:\n  hook: {{kind: wecom_robot, key: '{key}'}}\n", "utf-8")
    (hook,) = load_channels(path).values()
    assert isinstance(hook, WecomRobotSettings)
    assert hook.key.get_secret_value() == key


AIBOT = "channels:\n  bot:\n    kind: wecom_aibot\n    bot_name: 群伴\n"
LONG = "    bot_id: aib1\n    secret: canary-long-secret\n"
CALLED_BACK = f"    token: canary-token\n    aes_key: {KEY}\n"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (LONG + CALLED_BACK, "file.yaml:7:5: 长连接和回调只能选一种，「token」是回调的"),
        (LONG + f"    aes_key: {KEY}\n", "file.yaml:7:5: 长连接和回调只能选一种，「aes_key」是回调的"),
        ("    bot_id: aib1\n", "file.yaml:5:5: 长连接要写 bot_id 和 secret，这里缺少「secret」"),
        ("    secret: canary-long-secret\n", "file.yaml:5:5: 长连接要写 bot_id 和 secret，这里缺少「bot_id」"),
        ("    token: canary-token\n", "file.yaml:5:5: 回调要写 token 和 aes_key，这里缺少「aes_key」"),
        ("", "file.yaml:2:3: 智能机器人还没有写怎么连。长连接写 bot_id 和 secret；回调写 token 和 aes_key"),
        (CALLED_BACK + "    address: wss://x.example\n", "file.yaml:7:5: address 是长连接用的"),
        (LONG + "    window: 5\n", "file.yaml:7:5: 「window」是回调方式用的"),
        (LONG + "    address: ws://example.com\n", "file.yaml:7:5: 「address」ws:// 不加密，只能连本机"),
        (LONG + "    address: https://example.com\n", "要写完整的地址"),
        (LONG + "    address: wss://me:canary-password@example.com\n", "不能有帐号、密码"),
        (LONG + "    address: wss://example.com/?key=canary-key\n", "不能有帐号、密码和问号后面的内容"),
        (LONG.replace("aib1", "''"), "不能为空"),
    ],
)
def test_an_ai_bot_has_one_way_in(tmp_path: Path, text: str, finding: str) -> None:
    found = problem(tmp_path, AIBOT + text, channels=True)
    assert finding in found
    assert "canary" not in found


@pytest.mark.parametrize("address", ["wss://x.example/ws", "ws://127.0.0.1:9000/ws", "ws://localhost/", "ws://[::1]:9"])
def test_a_long_connection_may_lead_to_a_server_of_ones_own(tmp_path: Path, address: str) -> None:
    path = tmp_path / "channels.yaml"
    path.write_text(f"{AIBOT}{LONG}    address: '{address}'\n")
    settings = load_channels(path)["bot"]
    assert isinstance(settings, WecomAibotSettings)
    assert settings.is_long_connection
    assert settings.address == address.rstrip("/")
    assert secrets_of({"bot": settings}) == {"canary-long-secret"}


def test_secrets_may_come_from_the_environment_and_are_never_shown(tmp_path: Path) -> None:
    path = tmp_path / "channels.yaml"
    path.write_text(
        "channels:\n"
        "  bot: {kind: wecom_aibot, bot_name: 群伴, token: '${TOKEN}', aes_key: '${KEY}'}\n"
        "  hook: {kind: wecom_robot, key: canary-key}\n"
    )
    channels = load_channels(path, {"TOKEN": "canary-token", "KEY": KEY})
    assert secrets_of(channels) == {"canary-token", KEY, "canary-key"}
    assert "canary" not in repr(channels)
    assert KEY not in repr(channels)


def test_a_bad_secret_is_not_repeated_in_the_error(tmp_path: Path) -> None:
    text = "channels:\n  bot: {kind: wecom_aibot, bot_name: 群伴, token: t, aes_key: canary-secret}\n"
    assert "canary" not in problem(tmp_path, text, channels=True)


def test_one_wrong_file_does_not_hide_the_others(tmp_path: Path) -> None:
    config = write_config(tmp_path, GROUP, GROUP.replace("demo", "two") + "nonsense: 1\n", GROUP)
    groups, problems = load_groups(config / "groups", group_file_model(), ["chat"])
    assert list(groups) == ["demo"]
    assert ["nonsense" in str(one) or "已经写过" in str(one) for one in problems] == [True, True]


def test_defaults_fill_what_the_owner_left_out(tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(GROUP)
    group = load_group(tmp_path / "g.yaml", group_file_model(), ["chat"], tmp_path / "content")
    assert group.rules(Rules) == Rules()
    assert group.zone.key == "Asia/Shanghai"


def test_a_file_too_large_or_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"x: " + b"a" * (1 << 20))
    with pytest.raises(ConfigError, match="字节"):
        tree(tmp_path / "a.yaml")
    (tmp_path / "a.yaml").write_bytes("x: 你好\n".encode("gbk"))
    with pytest.raises(ConfigError, match="UTF-8"):
        tree(tmp_path / "a.yaml")
    with pytest.raises(ConfigError, match="读不到"):
        tree(tmp_path / "missing.yaml")


def test_two_thousand_plans_load_in_a_few_seconds(tmp_path: Path) -> None:
    plans = "".join(f"  - {{name: 计划{n}, when: 每天 08:00, say: 第 {n} 条}}\n" for n in range(2000))
    (tmp_path / "g.yaml").write_text(GROUP + "sop:\n" + plans)
    started = time.process_time()
    group = load_group(tmp_path / "g.yaml", group_file_model(), ["chat"], tmp_path / "content")
    assert len(plans_of(group)) == 2000
    assert time.process_time() - started < 15


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:- \n\t{}[]&*!#'\"|>%@,?1０：你"), max_size=80))
def test_any_text_is_a_config_or_a_problem_with_a_line(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.yaml"
    path.write_text(text)
    with suppress(ConfigError):
        read(path, Small)
