"""What a good file may say otherwise than its owner meant: a hashtag taken for a comment, a list that is one word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from config.problems import Problem
from config.slips import LONGEST_LINE, entry_of, quoted, without_comment

PEOPLE = ("owner", "admins", "staff")
LISTS = (*PEOPLE, "options", "synonyms", "to", "about")
"""Keys of lists of words."""
HASHTAG = "「{tag}」前面有空格，算作注释，不会发出去"
IN_QUOTES = "要发出去的话，请给整句加上引号：{line}"
CURLY = "中文引号「{mark}」会原样留在文字里"
STRAIGHT = "不想要它就删去，或改用半角引号：{line}"
JOINED = "{key} 里的「{word}」像是几项写在了一起"
APART = "请写成 {key}: [{words}]"
ONE_OWNER = "owner 只写一个人，其余的写进 admins，例如 admins: [{words}]"
BRACE = "「{word}」少了一个「}}」，会原样发出去"
WIDE_BRACE = "「{word}」的括号是全角的，会原样发出去"
HALF = "占位请用半角的括号：{word}"
ESCAPE = "这里的 \\n 不会换行，会原样发出去"
DOUBLE = "要换行，请把整句放进双引号：{line}"
BULLETS = "「{mark}」不是列表的记号，这几行会连成一句"
ITEMS = "想分成几条，请每行用「- 」开头；只想换行，请写 {key}: | 再往下写"
PAST = "{day} 已经过去了"
LATER = "请改成以后的日子，或删掉它"
WIDE_LIST = "括号「{mark}」是全角的，会算进名字里"
MARKUP = "「{word}」会原样发出去，聊天里没有网页标签"
LINES = "要换行，请写 say: | 再分行"
_TAG = re.compile(r"(?<!\s)\s+(#[^\s#!].*)")
_CURLY = re.compile("([“‘])[^“”‘’]*[”’]")
_OPEN_BRACE = re.compile(r"\{\w+(?![\w}])")
_WIDE_BRACE = re.compile(r"｛\w+[｝}]|\{\w+｝")
_MARKUP = re.compile(r"</?(?:br|p|b|a|div|span|font)\b[^>]{0,40}>", re.IGNORECASE)
_BETWEEN_PEOPLE = re.compile(r"[、，,；;|/]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_BETWEEN_IDS = re.compile(r"[、，,；;|/]|(?<=\S) (?=\S)")
"""An entry of its own may have a blank in it; where there is no list, two people are likelier."""
_WIDE_BRACKETS = "【】［］"
_BULLET = re.compile("[ \t]*[·•●○◆▪*-]")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BETWEEN_WORDS = re.compile("[、，；;]")


class _Word(NamedTuple):
    """A scalar with the key that it belongs to."""

    key: str
    event: ScalarEvent
    in_list: bool


def oversights(path: Path, text: str, today: date) -> list[Problem]:
    """Return what to look at in a file that can be used, each with its line and how to write it.

    `today` is a local date.
    """
    text = re.sub("\r\n?", "\n", text)
    lines = [line[:LONGEST_LINE] for line in text.split("\n")]
    return [
        Problem(path, word.event.start_mark.line + 1, word.event.start_mark.column + 1, message, fix)
        for word in _words(text)
        for message, fix in _thoughts(word, lines, today)
    ]


def _words(text: str) -> Iterator[_Word]:
    """Yield the scalars that are values, in the order of the file."""
    keys: list[str | None] = []
    """The key of each mapping around, None for lists."""
    waits_for_key: list[bool] = []
    for event in YAML(typ="rt", pure=True).parse(text):
        if isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            keys.pop()
            waits_for_key.pop()
        if isinstance(event, ScalarEvent) and waits_for_key and waits_for_key[-1] and keys[-1] is not None:
            keys[-1], waits_for_key[-1] = str(event.value), False
            continue
        if isinstance(event, ScalarEvent):
            yield _Word(next((key for key in reversed(keys) if key), ""), event, bool(keys) and keys[-1] is None)
        if waits_for_key and keys[-1] is not None and not isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            waits_for_key[-1] = True
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            keys.append("" if isinstance(event, MappingStartEvent) else None)
            waits_for_key.append(True)


def _thoughts(word: _Word, lines: list[str], today: date) -> Iterator[tuple[str, str]]:
    if not word.event.style:
        yield from _about_plain_text(word.event, lines, word.key)
    if word.key in LISTS:
        yield from _about_list(word)
    value = str(word.event.value)
    if word.key == "until" and _DATE.fullmatch(value) and value < today.isoformat():
        yield PAST.format(day=value), LATER
    if wide := _WIDE_BRACE.search(value):
        yield WIDE_BRACE.format(word=wide[0]), HALF.format(word=f"{{{wide[0][1:-1]}}}")
    elif brace := _OPEN_BRACE.search(value):
        yield BRACE.format(word=brace[0]), f"请写成 {brace[0]}}}"
    if markup := _MARKUP.search(value):
        yield MARKUP.format(word=markup[0]), LINES


def _about_plain_text(event: ScalarEvent, lines: list[str], key: str) -> Iterator[tuple[str, str]]:
    """Yield what would be otherwise in quotes."""
    value, start, end = str(event.value), event.start_mark, event.end_mark
    line = lines[start.line]
    lead = entry_of(line).lead if start.column == entry_of(line).column else ""
    if start.line == end.line:
        tag = _TAG.fullmatch(lines[end.line][end.column :])
        if tag and value:
            whole = lead + quoted(f"{value} {tag[1].rstrip()}")
            yield HASHTAG.format(tag=tag[1].rstrip()), IN_QUOTES.format(line=whole)
    if curly := _CURLY.fullmatch(value):
        yield CURLY.format(mark=curly[1]), STRAIGHT.format(line=lead + quoted(value[1:-1]))
    if "\\n" in value:
        yield ESCAPE, DOUBLE.format(line=f'{lead}"{without_comment(value)}"')
    if all(_BULLET.match(row) for row in _rows(event, lines)):
        yield BULLETS.format(mark=value[0]), ITEMS.format(key=key)


def _about_list(word: _Word) -> Iterator[tuple[str, str]]:
    key, value = word.key, str(word.event.value)
    if value[:1] in [*_WIDE_BRACKETS]:
        yield WIDE_LIST.format(mark=value[0]), APART.format(key=key, words=value.strip(_WIDE_BRACKETS))
        return
    separators = _BETWEEN_PEOPLE if key in PEOPLE else _BETWEEN_WORDS
    if key in ("admins", "staff") and not word.in_list:
        separators = _BETWEEN_IDS
    parts = [part.strip("[]【】［］ ") for part in separators.split(value)]
    if len(parts) > 1 and any(parts):
        shown = ", ".join(filter(None, parts))
        fix = ONE_OWNER if key == "owner" else APART
        yield JOINED.format(key=key, word=value), fix.format(key=key, words=shown)


def _rows(event: ScalarEvent, lines: list[str]) -> list[str]:
    """Return the lines of a value that takes several, the first one from where it begins; a blank one for others."""
    first, last = event.start_mark.line, event.end_mark.line
    if event.end_mark.column == 0:
        last -= 1
    rows = [lines[first][event.start_mark.column :], *lines[first + 1 : last + 1]] if first < last else []
    return [row for row in rows if row.strip()] or [""]
