"""Slips of the pen in one line of a group's file, each with what was meant. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST_LINE = 500
"""Characters of a line that are looked at."""
LONGEST = 40
"""Characters of an owner's words that are shown."""
INVISIBLE = "\u200b\u200c\u200e\u200f\u2060\ufeff"
BLANKS = "\u00a0\u2002\u2003\u2009\u202f"
WIDE_COLON = "冒号是中文冒号"
COLON = "请用半角的冒号，后面空一格"
GAP = "冒号后面要空一格"
WRITE = "请写成"
COMMA = "各项之间请用半角的逗号再空一格，写成「, 」"
_ODD = f"[{INVISIBLE}{BLANKS}\u3000]"


class Slip(NamedTuple):
    """What is wrong at a column, from 0, and what to write.

    Only `example` repeats what was read.
    """

    column: int
    message: str
    fix: str
    example: str = ""


class Entry(NamedTuple):
    """A line as `lead` (indentation left out), such as `- say: `, and what stands behind it."""

    lead: str
    value: str
    column: int
    """Where the value begins."""


_ENTRY = re.compile(
    r"(?P<indent> *)(?P<lead>(?:- +)*(?:[^\s:：{}\[\],\"'#&*!|>%@`-][^:：{}\[\],\"']*?:(?: +|$))?)(?P<value>.*)"
)
_FULL_COLON = re.compile(r"( *)((?:- +)*)([A-Za-z_]\w*|日子|休息|上班|\w{1,12}(?=： *(?:[0-9\[{]|$)))：[ \u3000]*(.*)")
_TIGHT_COLON = re.compile(r"( *)((?:- +)*)([A-Za-z_]\w*):(?!//)([^\s:].*)")
_TIGHT_DASH = re.compile(r"( *)-([^\s\-].*)")
_BULLET = re.compile(r"( *)(?:[—–－•·●○◆*] *|[0-9]{1,3}[.、)） ] *)([A-Za-z_]\w*: .*)")
_WIDE_BRACKET = re.compile(r"( *)((?:- +)*)(\w+)[:：] *([｛【［].*)")
_WIDE_ITEM = re.compile(r"( *)((?:- +)+)([｛【［].*)")
_TAB = re.compile(r"\s*(?:- +)*([A-Za-z_]\w*)\t+\s*(\S.*)")
_FLOW_MARK = re.compile(r"([{\[,] *)([@`%])([^\s,{}\[\]]*)")
_FLOW_COLON = re.compile(r"([{,] *)([A-Za-z_]\w*|[\u4e00-\u9fff]{1,6}(?=：[0-9]))：")
_FLOW_TIGHT = re.compile(r"([{,] *)([A-Za-z_]\w*):(?!//)([^\s,{}\[\]:])")
_FLOW_COMMA = re.compile(r"([，、；])(?= *(?:[A-Za-z_]\w*|[\u4e00-\u9fff]{1,12})[:：]|[ ]*[{\[])")
_FLOW_GAP = re.compile(r"[A-Za-z_]\w*: [^,{}\[\]:]*[^,{}\[\]:\s] +[A-Za-z_]\w*: ")
_SINGLE_QUOTED = re.compile("'(?:[^']|'')*'")
_DOUBLE_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_WORDS = {"，": "中文逗号", "、": "顿号", "；": "中文分号"}
_WIDE = str.maketrans("｛｝【】［］", "{}[][]")
_MARKS = {
    "@": "@ 不能写在最前面",
    "`": "` 不能写在最前面",
    "%": "% 不能写在最前面",
    "*": "文字用 * 开头要加引号",
    "&": "文字用 & 开头要加引号",
    "!": "文字用 ! 开头要加引号",
}


def slip_in(line: str) -> Slip | None:
    """Return the likeliest slip in a line that could not be read, None where it looks well."""
    line = line[:LONGEST_LINE]
    for look in (_fence, _tab, _odd_blank, _colon, _dash, _flow, _value):
        slip = look(line)
        if slip:
            return slip
    return None


def quoted(value: str) -> str:
    """Return the words in quotes that need nothing else changed, cut to what can be shown."""
    shown = value if len(value) <= LONGEST else value[:LONGEST] + "…"
    if '"' in shown or "\\" in shown:
        return "'" + shown.replace("'", "''") + "'"
    return f'"{shown}"'


def entry_of(line: str) -> Entry:
    """Return the line's lead and value."""
    match = _ENTRY.match(line)
    return Entry(match["lead"], match["value"], match.start("value")) if match else Entry("", line, 0)


def closing_quote(value: str) -> tuple[str, bool]:
    """Return a quoted value up to its closing quote and whether there is one in this line."""
    match = _SINGLE_QUOTED.match(value) or _DOUBLE_QUOTED.match(value)
    return (match[0], True) if match else (value, False)


def without_comment(value: str) -> str:
    """Return a plain value without the comment behind it."""
    return re.sub(r"\s+#.*", "", value).rstrip()


def _odd_blank(line: str) -> Slip | None:
    """Return a blank that is none for YAML, where only a space may stand: before or around a key."""
    head = re.match(rf"[\s{INVISIBLE}]*(?:-\s*)?[\w{INVISIBLE}]*[{INVISIBLE}{BLANKS}\u3000]*[:：]?{_ODD}*", line)
    odd = re.search(_ODD, head[0]) if head else None
    if not odd:
        return None
    if odd[0] == "\u3000":
        return Slip(odd.start(), "这里是全角空格", "请改用半角的空格")
    if odd[0] in BLANKS:
        return Slip(
            odd.start(), "这里的空格是看不见区别的特殊空格", "多半是从网页或聊天里复制来的，请删去它，重新按空格键"
        )
    return Slip(odd.start(), f"这里有一个看不见的字符（U+{ord(odd[0]):04X}）", "请把这一行删掉，重新手打一遍")


def _fence(line: str) -> Slip | None:
    if line.strip().startswith("```"):
        return Slip(line.index("`"), "``` 是聊天里代码的记号，不属于文件", "请删去开头和结尾带 ``` 的两行")
    return None


def _tab(line: str) -> Slip | None:
    """Return a tab in the place of a colon, as tables paste it."""
    match = _TAB.fullmatch(line)
    if not match:
        return None
    return Slip(match.end(1), "这里是制表符，缺少冒号", COLON, f"{match[1]}: {_cut(match[2])}")


def _colon(line: str) -> Slip | None:
    if match := _WIDE_ITEM.match(line):
        example = f"- {_cut(match[3].translate(_WIDE))}"
        return Slip(match.start(3), f"括号「{match[3][0]}」是全角的", "请用半角的括号", example)
    if match := _WIDE_BRACKET.match(line):
        example = f"{match[3]}: {_cut(match[4].translate(_WIDE))}"
        return Slip(match.start(4), f"括号「{match[4][0]}」是全角的", "请用半角的括号", example)
    if match := _FULL_COLON.match(line):
        return Slip(match.end(3), WIDE_COLON, COLON, f"{match[3]}: {_cut(match[4])}".rstrip())
    if match := _TIGHT_COLON.match(line):
        return Slip(match.end(3), GAP, WRITE, f"{match[3]}: {_cut(match[4])}")
    return None


def _dash(line: str) -> Slip | None:
    if match := _BULLET.match(line):
        return Slip(len(match[1]), "列表的每一项要用「- 」开头", WRITE, f"- {_cut(match[2])}")
    if match := _TIGHT_DASH.match(line):
        return Slip(len(match[1]), "「- 」的横线后面要空一格", WRITE, f"- {_cut(match[2])}")
    return None


def _flow(line: str) -> Slip | None:
    """Return a slip between brackets."""
    entry = entry_of(line)
    if entry.value[:1] not in ("{", "["):
        return None
    value = re.sub(r"\"[^\"]*\"|'[^']*'", lambda match: "x" * len(match[0]), entry.value)
    if match := _FLOW_MARK.search(value):
        bare = match[2] + match[3]
        return Slip(
            entry.column + match.start(2), _MARKS[match[2]], f"请删去它，或给整项加上引号：{quoted(_cut(bare))}"
        )
    if match := _FLOW_COLON.search(value):
        return Slip(entry.column + match.end(2), WIDE_COLON, COLON, f"{match[2]}: …")
    if match := _FLOW_COMMA.search(value):
        return Slip(entry.column + match.start(), f"各项之间写的是{_WORDS[match[1]]}", COMMA)
    if match := _FLOW_TIGHT.search(value):
        return Slip(entry.column + match.end(2), GAP, WRITE, f"{match[2]}: {_cut(value[match.start(3) :])}")
    if match := _FLOW_GAP.search(value):
        return Slip(entry.column + match.start(), "两项之间缺少逗号", COMMA)
    return None


def _value(line: str) -> Slip | None:
    """Return what a text may not begin with or contain unless it stands in quotes."""
    lead, value, column = entry_of(line)
    plain = without_comment(value)
    if not lead or not plain:
        return None
    in_quotes = ("请给文字加上引号", f"{lead}{quoted(plain)}")
    if plain[0] in _MARKS:
        return Slip(column, _MARKS[plain[0]], *in_quotes)
    if plain[0] in "|>" and not re.fullmatch(r"[|>][-+0-9]*", plain):
        return Slip(column, f"文字用 {plain[0]} 开头要加引号", *in_quotes)
    if (
        plain[0] in "{["
        and (match := re.match(r"(\{[^{}:]*\}|\[[^\[\]]*\])(?=.)", plain))
        and plain[match.end()] not in ",}]"
    ):
        named = "大括号" if plain[0] == "{" else "方括号"
        return Slip(column, f"文字用{named}开头要加引号", *in_quotes)
    if plain[0] == "{" and re.fullmatch(r"\{\w+[^:}\w][^:}]*", plain):
        return Slip(column, "大括号没有配上「}」，文字用大括号开头还要加引号", *in_quotes)
    if plain[0] in "'\"":
        whole, is_closed = closing_quote(value)
        behind = without_comment(value[len(whole) :]) if is_closed else ""
        if behind and not behind.lstrip().startswith(("#", ":")):
            inside = (value if value.rstrip()[-1] != value[0] else value.rstrip()[1:-1]).strip()
            inside = inside if inside[:1] != value[0] else inside[1:].replace(value[0], "", 1)
            return Slip(column + len(whole), "引号后面还有字", "请把整句放进一对引号", f"{lead}{_other_quotes(inside)}")
        return None
    if re.match(r"\w+: ", plain) and plain[-1] == "}" and "{" not in plain:
        return Slip(column, "「}」前面少了「{」", WRITE, f"{lead}{{{_cut(plain)}")
    if plain[0] not in "{[" and (match := re.search(r":(?= )|:$", plain)):
        return Slip(column + match.start(), "文字里有冒号加空格，要加引号", *in_quotes)
    return None


def _other_quotes(words: str) -> str:
    return f'"{_cut(words)}"' if '"' not in words else "'" + _cut(words).replace("'", "''") + "'"


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST] + "…"
