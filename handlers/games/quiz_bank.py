"""What 互动问答 asks: the questions that come with Qunban, or the owner's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import Field

from handlers.dates.numerals import spoken_number
from handlers.games import teams
from handlers.games.banks import Question, load_questions
from handlers.games.csv_bank import Bank
from handlers.kit import Context, Refusal, Section
from handlers.kit.words import half_width, truncate

MOST = 20
NO_SUBJECT = "没有「{subject}」这一科的题，有这些：{subjects}"
NO_SUBJECTS = "这里的题不分科，直接发「互动问答」就行～"
NO_LEVEL = "没有「{level}」的题，有这些：{levels}"
LEVELS = ("简单", "中等", "难")
_LEVEL_WORDS = {
    **dict.fromkeys(("简单", "容易", "易", "初级", "入门", "简单的"), 1),
    **dict.fromkeys(("中等", "中", "普通", "一般", "中级"), 2),
    **dict.fromkeys(("难", "困难", "高级", "难的", "高难度", "难题"), 3),
}
_COUNT = re.compile("(?:来|出)?([0-9]{1,3}(?=\\Z|[道个题])|[一二两三四五六七八九十]{1,2}(?=[道个题]))(?:道题?|个?题)?")
_SPACED = re.compile("(?<=[0-9一二两三四五六七八九十])\\s{1,3}(?=(?:道题?|个?题)(?:\\s|\\Z))")
"""Before the unit of a number: 25 题."""


class Wish(NamedTuple):
    """What a round is to be about."""

    subject: str = ""
    level: int = 0
    """1 to 3; 0 for any."""
    most: int = 0
    """Questions; 0 for as many as the owner says."""
    in_teams: bool = False


ANY = Wish()


class Rules(Section):
    """互动问答"""

    count: int = Field(5, ge=1, le=MOST, description="一局几题")
    seconds: int = Field(25, ge=10, le=600, description="每题多少秒")
    bank: Bank = Field(
        (),
        description="群主自己的题库，content 文件夹里的 csv；写了就用它和 own。"
        "每行写 科目,难度,题目,正确答案,错误答案（1 到 3 个），难度是 1 到 3",
    )
    own: list[Question] = Field(
        [],
        max_length=1000,
        description="群主自己的题；写了就只用这些",
        examples=[[{"subject": "本店", "level": 1, "q": "本店几点开门", "options": ["八点", "九点"]}]],
    )


def list_questions(ctx: Context) -> Sequence[Question]:
    """Return the questions that are asked in a group."""
    rules = ctx.rules(Rules)
    return [*rules.own, *rules.bank] or load_questions()


def read_wish(words: str) -> Wish:
    """Return what some words want, in any order: 健康 难 3题 组队, 3 道题. What is none of these is a subject."""
    wish, rest = ANY, []
    for word in _SPACED.sub("", half_width(words)).split():
        count = _COUNT.fullmatch(word)
        if word == teams.WORD:
            wish = wish._replace(in_teams=True)
        elif word in _LEVEL_WORDS:
            wish = wish._replace(level=_LEVEL_WORDS[word])
        elif count:
            wish = wish._replace(most=max(1, min(spoken_number(count[1]) or 0, MOST)))
        else:
            rest.append(word)
    return wish._replace(subject=" ".join(rest))


def choose_from(questions: Sequence[Question], wish: Wish) -> list[Question]:
    """Return the questions that fit a wish; raises Refusal that names the subjects or levels where none does."""
    subjects = list_subjects(questions)
    if wish.subject and wish.subject not in subjects:
        known = NO_SUBJECT if subjects else NO_SUBJECTS
        raise Refusal(known.format(subject=truncate(wish.subject, 8), subjects="、".join(subjects)))
    fitting = [question for question in questions if wish.subject in ("", question.subject)]
    found = [question for question in fitting if wish.level in (0, question.level)]
    if not found:
        levels = "、".join(LEVELS[level - 1] for level in sorted({question.level for question in fitting}))
        raise Refusal(NO_LEVEL.format(level=LEVELS[wish.level - 1], levels=levels))
    return found


def list_subjects(questions: Sequence[Question]) -> list[str]:
    """Return the subjects of questions, in their order."""
    return list(dict.fromkeys(question.subject for question in questions if question.subject))
