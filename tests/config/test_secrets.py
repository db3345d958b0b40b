"""A key is never shown, wherever its owner put it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import structlog

from bot.cli.doctor import examine
from bot.log import SecretMask
from config.channels import load_channels
from config.problems import ConfigError
from config.secrets import HIDDEN, Blotter
from config.settings import Settings
from tests.chat import GROUP, write_config
from tests.support.command_line import invoke

ROBOT = "693a91f6-7aoc-4bc4-97a0-0ec2sifa5aaa"
HEX = "0123456789abcdef0123456789abcdef"
AES = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
SHORT = "QDG6eK"

ODD = [
    "channels: {r: KEY}",
    "channels: KEY",
    "channels: [KEY]",
    "channels: {KEY: {kind: sandbox}}",
    "channels: {KEY: x}",
    "KEY: {}",
    "channels: {r: {kind: sandbox}}\nKEY: 1",
    "KEY",
    "- KEY",
    "channels: {r: [KEY]}",
    "channels: {r: {KEY: wecom_robot}}",
    "channels: {r: {kind: KEY}}",
    "channels: {r: {kind: [KEY]}}",
    "channels: {r: {kind: {KEY: 1}}}",
    "channels: {r: {kind: wecom_robot, KEY: 1}}",
    "channels: {r: {kind: wecom_robot, key: {KEY: 1}}}",
    "channels: {r: {kind: wecom_robot, key: [KEY]}}",
    "channels: {r: {kind: wecom_robot, KEY}}",
    "channels: {r: {kind: wecom_robot, key: k, api: KEY}}",
    "channels: {r: {kind: wecom_robot, key: k, api: {a: KEY}}}",
    "channels: {r: {kind: wecom_robot, key: k, api: 'https://qyapi.weixin.qq.com?key=KEY'}}",
    "channels: {r: {kind: wecom_robot, key: k, api: 'https://q.example/cgi-bin/webhook/send?key=KEY'}}",
    "channels: {r: {kind: wecom_robot, key: k, api: 'https://KEY@q.example'}}",
    "channels: {r: {kind: wecom_robot, key: k, api: 'https://u:KEY@q.example'}}",
    "channels: {r: {kind: wecom_robot, key: k, api: 'https://q.example#KEY'}}",
    "channels: {r: {kind: wecom_robot, key: k, api: 'https://q.example:KEY'}}",
    "channels: {r: {kind: wecom_robot, key: k, api: 'https://[KEY'}}",
    "channels: {r: {kind: wecom_robot, key: k, api: 'ftp://KEY'}}",
    "channels: {r: {kind: wecom_robot, key: '${KEY}'}}",
    "channels: {r: {kind: wecom_app, corp_id: c, agent_id: KEY, secret: s, token: t, aes_key: a}}",
    "channels: {r: {kind: wecom_app, corp_id: c, agent_id: 1, secret: s, token: t, aes_key: 'KEY '}}",
    "channels: {r: {kind: wecom_aibot, bot_name: b, token: t, aes_key: x, window: KEY}}",
    "channels: {r: {kind: wecom_aibot, bot_name: [KEY], token: t, aes_key: x}}",
    "channels: {r: {kind: sandbox, members: KEY}}",
    "channels: {r: {kind: sandbox, members: [[KEY]]}}",
    "channels: {r: {kind: sandbox, members: {KEY: 1}}}",
    "channels: {r: {kind: sandbox, KEY: 1, KEY: 2}}",
    "channels: {r: {kind: wecom_robot, key: KEY, key: KEY}}",
    'channels: {r: {kind: wecom_robot, key: "\\qKEY"}}',
    "channels: {r: {kind: wecom_robot, key: KEY",
    "channels: {r: &KEY {kind: sandbox}}",
    "channels: {r: !KEY {kind: sandbox}}",
    "channels: {r: *KEY}",
    "channels:\n  r: {kind: wecom_robot}\n KEY",
    "channels:\n\tKEY",
    "channels: {r: %KEY}",
]


def settings(folder: Path, monkeypatch: pytest.MonkeyPatch, channels: str, group: str = GROUP) -> Settings:
    """Write a configuration and let the command line find it."""
    config = write_config(folder / "config", group, channels=channels)
    monkeypatch.setenv("QUNBAN_CONFIG", str(config))
    monkeypatch.setenv("QUNBAN_DATABASE", f"sqlite:///{folder / 'test.db'}")
    return Settings()


@pytest.mark.parametrize("key", [ROBOT, HEX, AES, SHORT])
@pytest.mark.parametrize("text", ODD)
def test_a_key_in_an_odd_place_is_not_repeated(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "channels.yaml"
    path.write_text(text.replace("KEY", key) + "\n")
    if (key == HEX and text.startswith("channels: {KEY: {kind")) or (key == ROBOT and "${KEY}" in text):
        return  # a lawful name, and a lawful key
    with pytest.raises(ConfigError) as caught:
        load_channels(path, {})
    assert key not in str(caught.value)
    assert f"{path}:" in str(caught.value)


@pytest.mark.parametrize("text", [ODD[0], ODD[11], ODD[21]])
@pytest.mark.parametrize("command", ["check", "run", "doctor", "preview"])
def test_no_command_prints_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, command: str) -> None:
    settings(tmp_path, monkeypatch, text.replace("KEY", ROBOT))
    code, output = invoke(command)
    assert ROBOT not in output
    assert "channels.yaml:1:" in output
    assert code or command == "preview"


GOOD = (
    f"channels: {{chat: {{kind: sandbox}}, hook: {{kind: wecom_robot, key: {ROBOT}, api: 'http://127.0.0.1:9/way'}}}}\n"
)


@pytest.mark.parametrize(
    "group",
    [
        GROUP.replace("push: chat", f"push: {ROBOT}"),
        GROUP.replace("hear: chat", f"hear: [{ROBOT}]"),
        GROUP + f"checkin: {ROBOT}\n",
        GROUP + f"checkin: {{points: {ROBOT}}}\n",
        GROUP + f"{ROBOT}: 1\n",
        GROUP + f"sop:\n  - {{name: 早安, when: {ROBOT}, say: 早}}\n",
    ],
)
def test_a_known_key_in_a_groups_file_is_blotted_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str
) -> None:
    settings(tmp_path, monkeypatch, GOOD, group)
    for command in ("check", "preview"):
        _, output = invoke(command)
        assert ROBOT not in output
        assert "group0.yaml:" in output


async def test_the_doctor_shows_neither_a_known_key_nor_the_path_of_an_address(sqlite_url: str, tmp_path: Path) -> None:
    config = write_config(tmp_path / "config", GROUP + f"checkin: {ROBOT}\n", channels=GOOD)
    report = "\n".join(map(str, await examine(Settings(config=config, database=sqlite_url))))
    assert ROBOT not in report
    assert "/way" not in report
    assert "http://127.0.0.1:9 连不上" in report


def test_a_log_line_shows_no_secret_of_any_shape() -> None:
    secret = "canary/key+with=signs"
    mask = SecretMask({secret})
    told = {
        "plain": secret,
        "quoted": "https://x/?key=canary%2Fkey%2Bwith%3Dsigns",
        "partly": "https://x/?key=canary/key%2Bwith%3Dsigns",
        "bytes": secret.encode(),
        "set": {secret},
        "path": Path("canary") / "key+with=signs",
        "nested": {"a": [{"b": (secret,)}]},
        "error": RuntimeError(secret),
        "number": 1,
        "nothing": None,
    }
    shown = mask(None, "", dict(told))
    assert not any("with" in str(value) for value in shown.values())
    assert (shown["number"], shown["nothing"]) == (1, None)
    assert json.dumps({name: str(value) for name, value in shown.items()}).count(HIDDEN.strip('"')) == len(told) - 2
    assert isinstance(structlog.get_config(), dict)


def test_the_databases_password_is_a_secret() -> None:
    given = Settings(database="postgresql://bot:canary%2Fword@db.example/qunban")
    assert Blotter(given.secrets)("canary%2Fword canary/word") == f"{HIDDEN} {HIDDEN}"
    assert not Settings(database="sqlite:///a.db").secrets
