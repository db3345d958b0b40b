"""An entry that gives nobody a role is pointed out."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.doctor import examine
from config.group import Group, load_group
from config.people import misspelt_names
from sop.group_file import group_file_model
from tests.chat import GROUP, Chat

HEAD = "group: demo\nname: 群\nchannels: {hear: chat}\n"


@pytest.mark.parametrize("written", ["wangfang", "WANGFANG", "ＷangFang", "Wang Fang"])
def test_an_id_nobody_has_while_another_is_nearly_the_same(tmp_path: Path, written: str) -> None:
    assert misspelt_names(read(tmp_path, f"owner: {written}"), {"WangFang", "LiNa"}) == [
        f"owner 里的「{written}」从来没有说过话，「WangFang」说过：用户 ID 要写得一模一样"
    ]


def test_who_has_never_spoken_may_be_new(tmp_path: Path) -> None:
    group = read(tmp_path, "owner: WangFang\nadmins: [LiNa]")
    assert misspelt_names(group, {"WangFang", "lisi"}) == []


async def test_the_doctor_knows_who_spoke(chat: Chat) -> None:
    await chat.say("WangFang", "大家好")
    path = chat.bot.settings.config / "groups" / "group0.yaml"
    path.write_text(GROUP.replace("owner: 群主", "owner: wangfang"))
    findings = "\n".join(map(str, await examine(chat.bot.settings)))
    assert "owner 里的「wangfang」从来没有说过话，「WangFang」说过" in findings


def read(folder: Path, people: str) -> Group:
    path = folder / "g.yaml"
    path.write_text(f"{HEAD}{people}\n")
    return load_group(path, group_file_model(), ["chat"], folder)
