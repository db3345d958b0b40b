"""The rules of staff tasks, and tasks in words; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import Field

from handlers.dates.hours import TimeOfDay
from handlers.kit import Refusal, Section
from handlers.kit.words import casefold_width, truncate
from handlers.text.numbers import read_number, read_whole_number
from storage.tasks.assignments import Assignment, State
from storage.tasks.tasks import Kind, Work

KINDS = {
    **{casefold_width(kind.value): kind for kind in Kind if kind is not Kind.CALL},
    "老会员邀约": Kind.INVITE,
    "sop": Kind.SOP,
    "社群": Kind.SOP,
}
"""Kinds of tasks by the words that an admin may type. Follow-ups are made with 回访."""
TEXT, NUMBER = "文字", "数字"
LONGEST_TITLE, LONGEST_TEXT, LONGEST_NOTE = 40, 1500, 200
LARGEST_PROOF = 1_000_000_000
"""The largest number that may be given as a proof."""
NOT_A_NUMBER = "「{shown}」不是任务编号，发「我的任务」看编号，例如 {usage}。"
PROOF_MISSING = {
    TEXT: "{number} 号要写一句证明，请发「完成 {number} 做了什么」。",
    NUMBER: "{number} 号要报一个数字，请发「完成 {number} 12」。",
}
TOO_LONG = "写得太长了，最多 {most} 个字。"


class Rules(Section):
    """员工任务"""

    remind: int = Field(60, ge=0, le=10_080, description="截止前几分钟提醒；0 就是只在过期时提醒")
    postpone: int = Field(2, ge=0, le=20, description="一个任务最多延期几次")
    at: TimeOfDay = Field("18:00", description="只说了哪天、没说几点时，算几点截止")
    hours: int = Field(24, ge=1, le=720, description="没说什么时候截止时，几小时后截止")
    most: int = Field(200, ge=0, le=10_000, description="管理员在群里派的任务，完成最多得几分")


def split_number(args: str, usage: str) -> tuple[int, str]:
    """Return the task's number that the arguments begin with, and the rest; raises Refusal."""
    word, *rest = args.split(maxsplit=1)
    number = read_number(word)
    if number is None:
        raise Refusal(NOT_A_NUMBER.format(shown=truncate(word), usage=usage))
    return number, rest[0].strip() if rest else ""


def read_note(text: str) -> str:
    """Return a reason or a proof in one line; raises Refusal where it is too long."""
    if len(text) > LONGEST_NOTE:
        raise Refusal(TOO_LONG.format(most=LONGEST_NOTE))
    return " ".join(text.split())


def read_proof(number: int, wanted: str, text: str) -> str:
    """Return what proves that task `number` is done; raises Refusal where it is not what is wanted."""
    if wanted and not text:
        raise Refusal(PROOF_MISSING[wanted].format(number=number))
    return str(read_whole_number(text, 0, LARGEST_PROOF)) if wanted == NUMBER else read_note(text)


def task_label(number: int, work: Work) -> str:
    """Return a task in a few words: 5 号【群发】早安海报."""
    return f"{number} 号【{work.kind}】{work.title}"


def describe_terms(work: Work) -> str:
    """Return what is asked for and what it brings: ，完成得 10 分，要报数字，管理员验收."""
    parts = [
        f"完成得 {work.points} 分" if work.points else "",
        {TEXT: "要写一句证明", NUMBER: "要报一个数字"}.get(work.proof, ""),
        "管理员验收" if work.checked else "",
    ]
    return "".join(f"，{part}" for part in parts if part)


def describe_time_left(due: datetime, now: datetime) -> str:
    """Return the time left, or how late it is, rounded down: 还剩 2 小时, 过期 10 分钟."""
    span = abs(due - now)
    words = "还剩" if due >= now else "过期"
    if span >= timedelta(days=1):
        return f"{words} {span.days} 天"
    minutes = span // timedelta(minutes=1)
    return f"{words} {minutes // 60} 小时" if minutes >= 60 else f"{words} {minutes} 分钟"


def describe_status(part: Assignment, due: str, now: datetime) -> str:
    """Return the status of a part that is not done; `due` is its deadline as shown."""
    if part.state is State.WAITING:
        return "待验收"
    mark = "⏰ " if part.due_at < now else ""
    return f"{mark}{due} 前，{describe_time_left(part.due_at, now)}"


def describe_returned(about: Sequence[tuple[object, bool]]) -> str:
    """Return how many of those a task is about have spoken since: 回来了 1/3 位."""
    return f"回来了 {sum(back for _, back in about)}/{len(about)} 位"
