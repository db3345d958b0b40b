"""Says what the YAML parser stumbled over in the owner's language, on the line that was meant, not a line late."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ruamel.yaml.error import MarkedYAMLError

from config.slips import LONGEST_LINE, WRITE, closing_quote, entry_of, slip_in, without_comment

BEHIND_QUOTE = "引号后面还有字"
QUOTES = "引号没有成对：这里的 {mark} 后面没有找到另一个"
CURLY_QUOTES = "引号没有成对：开头是 {mark}，结尾是中文的 {other}"
BACKSLASH = "双引号里的 \\ 有特别的意思"
SINGLE = "请改用单引号"
INDENT = "缩进对不上：这一行前面有 {spaces} 个空格"
ALIGN = "同一层的行要左边对齐，请和第 {line} 行对齐（{spaces} 个空格）"
DEEPER = "比上面多出来的缩进只能写在「键:」的下一层；和第 {line} 行是同一层的话，请对齐（{spaces} 个空格）"
TEXT_OUTSIDE = "看不懂这一行：它既不是「键: 值」，也不在上一句话里"
FOLLOWING = "是上面那句话的下文的话，请在上面写「say: |」，再把每一行都比 say 多缩进两格"
OUTDENTED = "缩进对不上：这一行像是第 {line} 行那段文字里的，可是没有往右缩进"
UNDER = "这段文字的每一行都要比 {key} 多缩进两格"
DOCUMENT = "「{mark}」把文件分成了两份"
ONE_DOCUMENT = "请删去这一行；是文字的话，请加上引号"
OPEN = "「{mark}」没有配上「{other}」"
CLOSE = "请在这一项的末尾补上「{other}」；文字用「{mark}」开头的话，请给整句加上引号"
WRONG_CLOSE = "「{mark}」要用「{other}」结尾，这里写的是「{given}」"
EXTRA_CLOSE = "多了一个「{mark}」"
DROP = "请删去它；是文字的话，请给整句加上引号"
UNKNOWN = "YAML 读不懂这里"
CHECK = "请检查缩进、冒号后的空格和引号是否成对"
TWICE = "同一个键写了两次"
ONE_OF_THEM = "请删去其中一个"
ANOTHER_ITEM = "这一项里同一个键写了两次，像是新的一项忘了写「- 」"
DASH = "新的一项请用「- 」开头"
SAY_BOTH = "几段话轮着说，请写成一个列表"
TABS = "这里有制表符"
SPACES = "请改用空格"
PAIRS = {"{": "}", "[": "]"}


class Place(NamedTuple):
    """A finding in a text; line and column count from 0. Only `example` repeats what was read."""

    line: int
    column: int
    message: str
    fix: str
    example: str = ""


def explain(text: str, error: MarkedYAMLError) -> Place:
    """Return what is wrong with a text that the parser refused."""
    lines = [line[:LONGEST_LINE] for line in text.split("\n")]
    last = max((number for number, line in enumerate(lines) if line.strip()), default=0)
    problem, context = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
    if problem is None or context is None:
        return Place(0, 0, UNKNOWN, CHECK)
    end, begin = min(problem.line, last), min(context.line, last)
    said, doing = str(error.problem or ""), str(error.context or "")
    if "document" in said:
        end = next((number for number in range(end, -1, -1) if lines[number][:3] in ("---", "...")), end)
        return Place(end, 0, DOCUMENT.format(mark=lines[end][:3]), ONE_DOCUMENT)
    if "simple key" in doing or "quoted scalar" in doing or "flow" in doing:
        suspects = [number for number in range(begin, end + 1) if lines[number].strip()]
    else:
        suspects = [number for number in (_before(lines, end), end) if number is not None]
    for number in suspects:
        above = _before(lines, number)
        if above is not None and _is_outdented(lines[above], lines[number]):
            key = entry_of(lines[above]).lead.strip("- ").rstrip(":")
            return Place(number, _indent(lines[number]), OUTDENTED.format(line=above + 1), UNDER.format(key=key))
        slip = slip_in(lines[number])
        if slip:
            return Place(number, *slip)
    return _by_kind(lines, said, doing, begin, end, problem.column)


def _by_kind(lines: list[str], said: str, doing: str, begin: int, end: int, column: int) -> Place:
    line = lines[end]
    if "'\\t'" in said:
        return Place(end, column, TABS, SPACES)
    if "escape" in said:
        entry = entry_of(line)
        value = closing_quote(entry.value)[0].strip('"').replace("'", "''")
        return Place(end, column, BACKSLASH, SINGLE, f"{entry.lead}'{value}'")
    if "quoted scalar" in doing:
        return _unclosed(lines, begin)
    if "flow" in doing or "flow" in said:
        return _bracket(lines, begin, end, column)
    if "expected ':'" in said:
        return Place(begin, _indent(lines[begin]), *_outside(lines[begin]))
    if "'}'" in said or "']'" in said:
        return Place(end, column, EXTRA_CLOSE.format(mark=line[column : column + 1]), DROP)
    if "'<scalar>'" in said:
        for number in range(end, -1, -1):
            value = entry_of(lines[number]).value
            if value[:1] in ("'", '"') and not closing_quote(value)[1]:
                return _unclosed(lines, number)
        return Place(end, column, BEHIND_QUOTE, CHECK)
    if "mapping values" in said or "block end" in said or "block mapping" in said or "block collection" in said:
        return _indentation(lines, begin, end)
    return Place(end, column, UNKNOWN, CHECK)


def _unclosed(lines: list[str], number: int) -> Place:
    line = lines[number]
    value = entry_of(line).value
    mark = value[:1] if value[:1] in ("'", '"') else next((letter for letter in line if letter in "'\""), '"')
    other = {'"': "”", "'": "’"}[mark]
    shown = without_comment(value)
    column = max(line.find(mark), 0)
    if shown.endswith(other):
        example = f"{entry_of(line).lead}{shown[:-1]}{mark}"
        return Place(number, column, CURLY_QUOTES.format(mark=mark, other=other), WRITE, example)
    return Place(number, column, QUOTES.format(mark=mark), "引号要成对", f"{entry_of(line).lead}{shown}{mark}")


def _bracket(lines: list[str], begin: int, end: int, column: int) -> Place:
    """Return which bracket of a flow collection stays open, or is closed by the other kind."""
    stack: list[tuple[str, int, int]] = []
    for number in range(begin, end + 1):
        for place, letter in _outside_quotes(lines[number]):
            if letter in PAIRS:
                stack.append((letter, number, place))
            elif letter in PAIRS.values():
                if not stack:
                    return Place(number, place, EXTRA_CLOSE.format(mark=letter), DROP)
                mark, opened, at = stack.pop()
                if PAIRS[mark] != letter:
                    message = WRONG_CLOSE.format(mark=mark, other=PAIRS[mark], given=letter)
                    return Place(opened, at, message, CLOSE.format(mark=mark, other=PAIRS[mark]))
    if stack:
        mark, opened, at = stack[0]
        other = PAIRS[mark]
        named = "大括号" if mark == "{" else "方括号"
        return Place(opened, at, f"{named}" + OPEN.format(mark=mark, other=other), CLOSE.format(mark=mark, other=other))
    return Place(end, column, UNKNOWN, "方括号、大括号里的各项要用半角的逗号隔开，写成 , 再空一格")


def _outside(line: str) -> tuple[str, str, str]:
    """Return what to say of a line that is no entry: a key without its colon, or text that slipped out."""
    if line.strip() in ("---", "..."):
        return DOCUMENT.format(mark=line.strip()), ONE_DOCUMENT, ""
    entry = re.match(r"\s*(?:- +)*([A-Za-z_]\w*)(?: +| *[=＝] *)([^\s=＝].*)", line)
    if entry:
        return "缺少冒号", "键的后面要写冒号再空一格", f"{entry[1]}: {entry[2]}"
    return TEXT_OUTSIDE, f"缩进要比它所属的键多两格。{FOLLOWING}", ""


def _indentation(lines: list[str], begin: int, end: int) -> Place:
    line = lines[end]
    own, before = _indent(line), _before(lines, end)
    upper = lines[before] if before is not None else ""
    lead = re.match(r"\s*(?:- +)*", upper)
    inner = len(lead[0]) if lead else 0
    message = INDENT.format(spaces=own)
    if before is not None and own > inner:
        return Place(end, own, message, DEEPER.format(line=before + 1, spaces=inner))
    if before is not None and _indent(upper) < own < inner:
        return Place(end, own, message, ALIGN.format(line=before + 1, spaces=inner))
    partner = next((number for number in range(end - 1, -1, -1) if _key_column(lines[number]) < own + 3), begin)
    partner = before if before is not None and own < inner and partner < begin else partner
    return Place(end, own, message, ALIGN.format(line=partner + 1, spaces=_key_column(lines[partner])))


def _is_outdented(above: str, line: str) -> bool:
    """Return whether a line is the first of a text that was announced above, such as by `say: |`, and not below it."""
    opens = re.fullmatch(r"[|>][-+0-9]{0,3}", without_comment(entry_of(above).value))
    return bool(opens) and _indent(line) <= _indent(above) and not re.match(r"\s*(?:- +)*[A-Za-z_]\w*:(?:\s|$)", line)


def _key_column(line: str) -> int:
    lead = re.match(r"\s*(?:- +)*", line)
    return len(lead[0]) if lead and line.strip() else 10_000


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _before(lines: list[str], number: int) -> int | None:
    """Return the nearest line above that says something, None where there is none."""
    return next(
        (above for above in range(number - 1, -1, -1) if lines[above].strip() and lines[above].strip()[0] != "#"), None
    )


def _outside_quotes(line: str) -> Iterator[tuple[int, str]]:
    """Yield the letters of a line that stand in no quotes and in no comment, with their columns."""
    quote = ""
    for place, letter in enumerate(line):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter == "#" and (place == 0 or line[place - 1].isspace()):
            return
        else:
            yield place, letter


def twice(text: str, error: MarkedYAMLError) -> Place:
    """Return what a key is that stands twice in a mapping: a forgotten dash, or really twice."""
    lines = [line[:LONGEST_LINE] for line in text.split("\n")]
    mark, upper = error.problem_mark, error.context_mark
    if mark is None or upper is None:
        return Place(0, 0, TWICE, ONE_OF_THEM)
    key = re.match(r"[^:：{}\[\],]*", lines[mark.line][mark.column :])
    name = key[0].strip() if key else ""
    first, column = next(
        (
            (number, column)
            for number in range(upper.line, mark.line + 1)
            for column in _columns(lines[number], name)
            if (number, column) >= (upper.line, upper.column) and (number == mark.line or column == mark.column)
        ),
        (upper.line, upper.column),
    )
    if (first, column) == (upper.line, upper.column) and lines[first][:column].lstrip().startswith("-"):
        return Place(mark.line, mark.column, ANOTHER_ITEM, DASH, f"- {lines[mark.line].strip()}")
    message = f"{TWICE}，前面在第 {first + 1} 行"
    if name == "say":
        both = [entry_of(lines[number]).value for number in (first, mark.line)]
        return Place(mark.line, mark.column, message, SAY_BOTH, f"say: [{', '.join(both)}]")
    return Place(mark.line, mark.column, message, ONE_OF_THEM, name)


def _columns(line: str, name: str) -> list[int]:
    """Return where a key of this name may begin."""
    places = [place for place in range(len(line)) if line.startswith(name, place)] if name else []
    return [place for place in places if line[place + len(name) :].lstrip().startswith(":")]
