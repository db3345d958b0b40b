"""Channels in the text of channels.yaml: what changes is what was meant, in every form that owners write."""

from __future__ import annotations

import pytest
from ruamel.yaml.error import YAMLError

from config.channel_entries import with_channel
from config.entries import UnsafeError

NEW = {"kind": "wecom_robot", "key": "${K}"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "channels:\n  a:\n    kind: wecom_robot\n    key: ${K}\n"),
        ("# 我的\n", "# 我的\nchannels:\n  a:\n    kind: wecom_robot\n    key: ${K}\n"),
        ("channels:   # 空的\n", "channels:   # 空的\n  a:\n    kind: wecom_robot\n    key: ${K}\n"),
        (
            "channels:\n  # 沙盒\n  s: {kind: sandbox}  # 一\n\n# 尾\n",
            "channels:\n  # 沙盒\n  s: {kind: sandbox}  # 一\n  a:\n    kind: wecom_robot\n    key: ${K}\n\n# 尾\n",
        ),
        (
            "channels:\n    s:\n        kind: sandbox",
            "channels:\n    s:\n        kind: sandbox\n    a:\n      kind: wecom_robot\n      key: ${K}\n",
        ),
        (
            "channels:\n  a:\n    kind: x   # 一\n    api: y\n  b: {kind: z}\n",
            "channels:\n  a:\n    key: ${K}\n    kind: wecom_robot   # 一\n    api: y\n  b: {kind: z}\n",
        ),
        ("channels:\n  a: {kind: x, api: 'y'}\n", "channels:\n  a: {key: '${K}', kind: wecom_robot, api: 'y'}\n"),
    ],
)
def test_a_channel_is_added_or_changed(before: str, after: str) -> None:
    assert with_channel(before, "a", NEW) == after
    assert with_channel(after, "a", NEW) == after


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# 一\nchannels: {s: {kind: sandbox}}\n", 2),
        ("channels: [a]\n", 1),
        ("channels:\n  a:\n    kind: |\n      x\n", 3),
    ],
)
def test_a_form_that_only_its_owner_should_change_is_left_alone(text: str, line: int) -> None:
    with pytest.raises(UnsafeError) as caught:
        with_channel(text, "a", NEW)
    assert caught.value.line == line


def test_what_is_no_yaml_is_not_touched() -> None:
    with pytest.raises(YAMLError):
        with_channel("channels: [\n", "a", NEW)
