"""What `connect` writes: checked before it is put in place, and nothing of what was there is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.cli.connect_files import TEMPLATES, channels_of, free_name, write_channel, write_group
from config.channels import WecomAibotSettings
from config.oversights import oversights
from config.problems import ConfigError
from handlers.checkin.rules import Rules
from sop.advice import advice_for

LONG = {"kind": "wecom_aibot", "bot_name": "群伴", "bot_id": "aibX"}


def test_a_secret_stands_in_the_env_file_and_nowhere_else(tmp_path: Path) -> None:
    write_channel(tmp_path / "config", "bot", LONG, {"secret": "canary"})
    channel = channels_of(tmp_path / "config")["bot"]
    assert isinstance(channel, WecomAibotSettings)
    assert channel.secret
    assert channel.secret.get_secret_value() == "canary"
    assert "canary" not in (tmp_path / "config" / "channels.yaml").read_text("utf-8")
    assert (tmp_path / "config" / ".env").stat().st_mode & 0o777 == 0o600


def test_an_existing_file_is_changed_and_not_overwritten(tmp_path: Path) -> None:
    before = "# 我的\nchannels:\n  s: {kind: sandbox}  # 玩\n"
    (tmp_path / "channels.yaml").write_text(before, "utf-8")
    write_channel(tmp_path, "bot", LONG, {"secret": "one"})
    write_channel(tmp_path, "bot", {"bot_id": "aibY"}, {"secret": "two"})
    text = (tmp_path / "channels.yaml").read_text("utf-8")
    assert text.startswith(before)
    assert "aibY" in text
    assert "aibX" not in text
    assert [free_name(tmp_path, "bot"), free_name(tmp_path, "hook")] == ["bot2", "hook"]


@pytest.mark.parametrize("before", ["channels: {s: {kind: sandbox}}\n", "channels:\n  s: {kind: sandbox}\n"])
def test_what_could_not_be_read_is_not_written(tmp_path: Path, before: str) -> None:
    (tmp_path / "channels.yaml").write_text(before, "utf-8")
    values = LONG | ({"token": "both ways"} if "\n  s" in before else {})
    with pytest.raises(ConfigError):
        write_channel(tmp_path, "bot", values, {"secret": "canary"})
    assert (tmp_path / "channels.yaml").read_text("utf-8") == before
    assert [path.name for path in tmp_path.iterdir()] == ["channels.yaml"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_is_a_group_without_a_complaint(tmp_path: Path, template: str) -> None:
    write_channel(tmp_path, "bot", LONG, {"secret": "one"})
    group = write_group(tmp_path, template, chat="wrChat", name="我们: 的群", channel="bot", owner="XiaoMing")
    assert (group.id, group.name, group.owner, group.hear) == ("wrChat", "我们: 的群", "XiaoMing", ("bot",))
    assert group.rules(Rules).points > 0
    now = datetime(2026, 11, 27, tzinfo=UTC)
    assert oversights(group.path, group.path.read_text("utf-8"), date(2026, 11, 27)) == []
    assert advice_for(group, now) == []


def test_a_second_group_has_a_file_of_its_own(tmp_path: Path) -> None:
    write_channel(tmp_path, "bot", LONG, {"secret": "one"})
    paths = [
        write_group(tmp_path, "面包店", chat=f"wr{number}", name="店", channel="bot", owner="me").path.name
        for number in range(3)
    ]
    assert paths == ["bakery.yaml", "bakery2.yaml", "bakery3.yaml"]
