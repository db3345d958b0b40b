"""Slips in a command line are answered in Chinese, with the way to the help."""

from __future__ import annotations

import pytest

from tests.support.command_line import invoke


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chekc",), "没有「chekc」这个命令。你是想写 check 吗？"),
        (("开始",), "没有「开始」这个命令。可以用的有：run、chat、check"),
        (("preview", "--goup", "x"), "没有 --goup 这个选项。你是想写 --group 吗？用法：root preview --help"),
        (("preview", "--zzzz"), "没有 --zzzz 这个选项。用法"),
        (("--zzzz",), "没有 --zzzz 这个选项。"),
        (("simulate", "--days", "三"), "--days 的值不对。"),
        (("preview", "--group"), "--group 后面要写一个值。"),
        (("backup",), "还差一样：file。"),
        (("check", "demo"), "多写了东西。"),
    ],
)
def test_a_slip_is_answered_in_chinese(arguments: tuple[str, ...], words: str) -> None:
    code, output = invoke(*arguments)
    assert code == 2
    assert words in output
    assert "Error" not in output
    assert "Usage" not in output


def test_without_a_command_the_help_is_shown() -> None:
    code, output = invoke()
    assert code == 2
    assert "doctor" in output
