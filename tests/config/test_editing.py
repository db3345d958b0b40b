"""A group's file keeps its line ends and its mark of UTF-8, and is replaced in one step or not at all."""

from __future__ import annotations

from codecs import BOM_UTF8
from functools import partial
from pathlib import Path

import pytest

from config.editing import WrongBeforeError, check_change, look, write_change
from config.entries import add_entry, change_entry, entry_text, remove_entry
from config.problems import ConfigError, Problem

TEXT = "# 群主的话\nsop:\n  - name: 早   # 一\n    say: |\n      一\n      二\n"
NEW = {"name": "新", "say": "第一行\n第二行"}


def accept(_path: Path, _text: bytes) -> None:
    pass


def refuse_new(path: Path, text: bytes) -> None:
    if "新".encode() in text:
        raise ConfigError(Problem(path, 1, 1, "不行"))


@pytest.mark.parametrize("mark", [b"", BOM_UTF8], ids=["plain", "BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_line_ends_and_the_mark_stay(mark: bytes, end: str, tmp_path: Path) -> None:
    path = tmp_path / "group.yaml"
    path.write_bytes(mark + TEXT.replace("\n", end).encode())
    write_change(path, partial(add_entry, key="sop", values=NEW), accept)
    added = TEXT + '  - name: 新\n    say: "第一行\\n第二行"\n'
    assert path.read_bytes() == mark + added.replace("\n", end).encode()
    lines, new = (look(path, partial(entry_text, key="sop", name=name)) for name in ("早", "新"))
    write_change(path, partial(change_entry, key="sop", name="早", lines=lines, values={"say": "好"}), accept)
    write_change(path, partial(remove_entry, key="sop", name="新", lines=new), accept)
    left = "# 群主的话\nsop:\n  - name: 早   # 一\n    say: 好\n"
    assert path.read_bytes() == mark + left.replace("\n", end).encode()
    assert look(path, str) == left
    assert list(tmp_path.iterdir()) == [path]


def test_a_change_is_checked_without_being_written(tmp_path: Path) -> None:
    path = tmp_path / "group.yaml"
    path.write_text(TEXT)
    change = partial(add_entry, key="sop", values=NEW)
    check_change(path, change, accept)
    for carry_out in (check_change, write_change):
        with pytest.raises(ConfigError, match="不行"):
            carry_out(path, change, refuse_new)
    assert path.read_text() == TEXT
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("raw", [b"sop: [", b"\xff\xfe", b"a: 1\na: 2\n", "新: 1\n".encode()])
def test_a_file_that_was_wrong_before_is_told_apart(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "group.yaml"
    path.write_bytes(raw)
    with pytest.raises(WrongBeforeError):
        write_change(path, partial(add_entry, key="sop", values=NEW), refuse_new)
    assert path.read_bytes() == raw
