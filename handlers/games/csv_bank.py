"""A bank of questions in a CSV file of the owner's: 科目, 难度, 题目, 正确答案, and one to three wrong ones."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, ValidationError, ValidationInfo, WithJsonSchema

from config.content import document
from handlers.games.banks import Question, option_key

HEADING = "科目"
HEADING_WORDS = ("难度", "难易", "等级", "级别")
MOST = 1000
COLUMNS = (5, 6, 7)
"""How many a line may have: two options or more."""
NO_CSV = "题库要是 csv 文件，例如 题库.csv"
WRONG_COLUMNS = "第 {line} 行要有 科目,难度,题目,正确答案,错误答案（1 到 3 个），现在有 {count} 列"
WRONG_LINE = "第 {line} 行写得不对：第二列难度是 1 到 3，第三列题目 2 到 120 个字，选项不能是空的"
SAME = "第 {line} 行有一样的选项"
TOO_MANY = "题库最多 {most} 题"
EMPTY = "题库里一道题也没有"
NOT_TEXT = "题库读不出来，请存成 UTF-8 的 csv"


def read_bank(path: Path) -> tuple[Question, ...]:
    """Return the questions of a CSV file in UTF-8 or GB 18030; raises ValueError in Chinese that names the line."""
    if path.suffix.lower() != ".csv":
        raise ValueError(NO_CSV)
    questions = tuple(_read(_text(path)))
    if not questions:
        raise ValueError(EMPTY)
    if len(questions) > MOST:
        raise ValueError(TOO_MANY.format(most=MOST))
    return questions


def _text(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError(NOT_TEXT)


def _read(text: str) -> Iterator[Question]:
    try:
        lines = list(enumerate(csv.reader(text.splitlines(), strict=True), 1))
    except csv.Error:
        raise ValueError(NOT_TEXT) from None
    for line, row in lines:
        cells = [cell.strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells or (line == 1 and _is_heading(cells)):
            continue
        if len(cells) not in COLUMNS:
            raise ValueError(WRONG_COLUMNS.format(line=line, count=len(cells)))
        subject, level, asked, *options = cells
        if len(set(map(option_key, options))) < len(options):
            raise ValueError(SAME.format(line=line))
        try:
            yield Question.model_validate({"subject": subject, "level": level, "q": asked, "options": options})
        except ValidationError:
            raise ValueError(WRONG_LINE.format(line=line)) from None


def _is_heading(cells: list[str]) -> bool:
    """Return whether a line names the columns, in the owner's own words, too: 分类,等级,题目."""
    return cells[0] == HEADING or any(word in level for level in cells[1:2] for word in HEADING_WORDS)


def _named(name: object, info: ValidationInfo) -> tuple[Question, ...]:
    if isinstance(name, tuple):
        return name
    folder = info.context["content"] if info.context else Path("content")
    return read_bank(document(str(name), folder))


Bank = Annotated[
    tuple[Question, ...], BeforeValidator(_named), WithJsonSchema({"type": "string", "examples": ["题库.csv"]})
]
"""A file's name in the YAML, its questions in the model. The validation's context names the `content` folder."""
