"""Entries of a list in a YAML text: what changes is exactly what was meant, in every form that owners write."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from config.entries import ChangedError, NotFoundError, UnsafeError, add_entry, change_entry, entry_text, remove_entry

NEW = {"name": "新", "when": "每天 08:00", "say": "早"}
FLAT = "{name: 新, when: 每天 08:00, say: 早}"
BLOCK = "- name: 新\n{0}  when: 每天 08:00\n{0}  say: 早\n"


def block(indent: int) -> str:
    """Return the new entry in lines of its own."""
    return " " * indent + BLOCK.format(" " * indent)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1", "a: 1\n\nsop:\n" + block(2)),
        ("sop:   # 空的\nb: 2\n", "sop:   # 空的\n" + block(2) + "b: 2\n"),
        ("sop: []   # 空的\nb: 2\n", "sop:   # 空的\n" + block(2) + "b: 2\n"),
        ("sop: [{name: a}]  # 一行\n", f"sop: [{{name: a}}, {FLAT}]  # 一行\n"),
        ("sop: [\n  {name: a},\n]\n", f"sop: [\n  {{name: a}}, {FLAT},\n]\n"),
        ("sop:\n- name: a\n", "sop:\n- name: a\n" + block(0)),
        ("sop:\n    - name: a", "sop:\n    - name: a\n" + block(4)),
        (
            "sop:\n  - name: a   # 一\n    # 它的\n\n  # 后面\nb: 2\n",
            "sop:\n  - name: a   # 一\n    # 它的\n" + block(2) + "\n  # 后面\nb: 2\n",
        ),
        (
            "sop:\n  - say: |\n      a\n      # 也是话\n\nb: 2\n",
            "sop:\n  - say: |\n      a\n      # 也是话\n" + block(2) + "\nb: 2\n",
        ),
    ],
)
def test_an_entry_is_added(before: str, after: str) -> None:
    assert add_entry(before, "sop", NEW) == after
    assert add_entry(after, "sop", {"name": "二"}).count("name: ") == after.count("name: ") + 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sop: [{name: a}, {name: b}, {name: c}]\n", "sop: [{name: a}, {name: c}]\n"),
        ("sop: [{name: a}, {name: b}]\n", "sop: [{name: a}]\n"),
        ("sop:\n  - name: a\n  - name: b", "sop:\n  - name: a\n"),
        ("sop: [{name: b}]   # 一\n", "# 一\n"),
        ("sop:\n- name: b\n  x: 1\nz: 1\n", "z: 1\n"),
        ("sop:   # 计划\n  - {name: b}\n", "# 计划\n"),
        (
            "sop:\n  # 一\n  - name: a\n\n  # 二\n  - name: 'b'\n    # 它的\n  # 三\n",
            "sop:\n  # 一\n  - name: a\n\n  # 二\n  # 三\n",
        ),
    ],
)
def test_an_entry_is_taken_out(before: str, after: str) -> None:
    assert remove_entry(before, "sop", "b", entry_text(before, "sop", "b")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sop: [{name: b, say: 'x'}]\n", "sop: [{name: b, say: '早, {group}'}]\n"),
        ("sop:\n  - say: x  # 话\n    name: b\n", "sop:\n  - say: 早, {group}  # 话\n    name: b\n"),
        (
            "sop:\n  - name: b\n    say: |\n      x\n      # y\n\n  - name: c\n",
            "sop:\n  - name: b\n    say: 早, {group}\n\n  - name: c\n",
        ),
        ("sop:\n  - name: b\n    say: x\n      y\n", "sop:\n  - name: b\n    say: 早, {group}\n"),
    ],
)
def test_an_entry_is_changed(before: str, after: str) -> None:
    assert change_entry(before, "sop", "b", entry_text(before, "sop", "b"), {"say": "早, {group}"}) == after


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nsop: {name: b}\n", 2),
        ("sop:\n  -\n    name: b\n", 3),
        ("sop:\n  - - name: b\n  - name: b\n", 0),
        ("sop:\n  - name: b\n    say: [x, y]\n", 3),
        ("sop:\n  - name: b\n    say: |  # 话\n      x\n", 3),
        ("sop:\n  - name: b\n    do: x\n", 2),
    ],
)
def test_what_is_not_safe_is_left_alone(text: str, line: int) -> None:
    if not line:
        assert entry_text(text, "sop", "b") == "  - name: b"
        return
    with pytest.raises(UnsafeError) as caught:
        change_entry(text, "sop", "b", entry_text(text, "sop", "b"), {"say": "z"})
    assert caught.value.line == line


@pytest.mark.parametrize("text", ["", "sop:\n", "sop: []\n", "sop: [x]\n", "sop: [{name: a}]\n"])
def test_what_is_not_there_is_not_found(text: str) -> None:
    with pytest.raises(NotFoundError):
        remove_entry(text, "sop", "b", "")


def test_a_comment_between_brackets_is_not_lost() -> None:
    with pytest.raises(UnsafeError):
        remove_entry("sop: [\n  {name: a}, # 一\n  {name: b},\n]\n", "sop", "b", "{name: b}")


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=40)


@given(WORDS, st.booleans())
@example("2026-11-24 15:00", False)
@example("?Yß", True)
@example("null", True)
@example("a: b #c", True)
@example("- [x", False)
@example("\"\n\n' ", False)
def test_whatever_is_said_is_read_back(words: str, flow: bool) -> None:
    text = "sop: [{name: a, say: x}]\n" if flow else "sop:\n  - name: a\n    say: x\n"
    added = add_entry(text, "sop", {"name": "新", "say": words})
    changed = change_entry(added, "sop", "a", entry_text(added, "sop", "a"), {"say": words})
    said = YAML(typ="safe", pure=True).load(changed)["sop"]
    assert [str(entry["say"]) for entry in said] == [words, words]
    assert remove_entry(added, "sop", "新", entry_text(added, "sop", "新")) == text


def test_what_was_changed_meanwhile_is_left_alone() -> None:
    with pytest.raises(ChangedError):
        remove_entry("sop: [{name: b, say: y}]\n", "sop", "b", "{name: b, say: x}")
