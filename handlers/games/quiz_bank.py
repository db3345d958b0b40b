"""What 互动问答 asks: the questions that come with Qunban, or the owner's own."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from handlers.games.banks import Question, load_questions
from handlers.games.csv_bank import Bank
from handlers.kit import Context, Section


class Rules(Section):
    """互动问答"""

    count: int = Field(5, ge=1, le=20, description="一局几题")
    seconds: int = Field(25, ge=10, le=600, description="每题多少秒")
    bank: Bank = Field((), description="群主自己的题库，content 文件夹里的 csv；写了就用它和 own")
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


def list_subjects(questions: Sequence[Question]) -> list[str]:
    """Return the subjects of questions, in their order."""
    return list(dict.fromkeys(question.subject for question in questions if question.subject))
