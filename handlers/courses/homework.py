"""Homework for members: the questions, handing in answers, and what became of them."""

from __future__ import annotations

import re
from operator import attrgetter

from handlers.courses.service import (
    MOST_PHOTOS,
    REVIEWS,
    album_of,
    describe_lesson,
    describe_question,
    pay_for_question,
    plan_of,
)
from handlers.dates.hours import format_time
from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.words import half_width, normalize, truncate
from handlers.mall.next_reward import describe_progress
from handlers.staff.reviews import tell_soon
from storage import albums
from storage.courses import homework, lessons
from storage.courses.homework import Answer, State
from storage.courses.lessons import Lesson
from storage.messages import files

feature = Feature("homework", title="作业", topic="课程")
feature.ledger_kind("homework", "作业", person=-1)

NOTHING = "现在没有要交的作业。"
LAST = "上一次是{lesson}的，{until} 截止了。"
HEAD = "📝 {number} 号课{lesson}的作业，{until} 前交："
ANSWERED = "　你的回答：{words}{state}"
STATES = {State.WAITING: "（等老师批）", State.ACCEPTED: "（通过 ✓）", State.RETURNED: "（退回，请再写一次）"}
COMMENT = "　老师说：{comment}"
HOW = "发「作业 {address}你的回答」来交。"
WHICH = "有 {count} 节课的作业要交，请带上课的编号：\n{lines}"
WHICH_LINE = "{lesson}发「作业 {number}-{question} {answer}」"
YOUR_ANSWER = "你的回答"
NO_SUCH = "{number} 号课的作业只有 {count} 题。"
NO_LESSON = "{number} 号课没有要交的作业，发「作业」看看。"
HANDED_IN = "✅ {name} 交了第 {number} 题{paid}"
CHANGED = "✅ {name} 改了第 {number} 题的回答。"
WAITS = "，等老师批了得 {points} 分。"
SOLUTION_LATER = "答案截止后公布。"
HAS_PASSED = "第 {number} 题已经通过了，不用再交～"
PICTURE = "（照片）"
LOOKED_AT = 10
"""Past lessons among which the last one with homework is looked for."""
_ADDRESS = re.compile(r"(?:([0-9]{1,6})\s?[-－]\s?)?([0-9])(?![0-9])\s?[.、:：题]?\s?")


@feature.command("作业", "交作业", help="看作业、交作业", usage="1 B", asked=("有作业吗", "有什么作业", "我的作业"))
def hand_in(message: Message, ctx: MemberContext) -> str:
    open_lessons = sorted(lessons.list_with_homework(ctx.db, ctx.group.id), key=attrgetter("number"))
    if not open_lessons:
        raise Refusal(NOTHING + _describe_last(ctx))
    if not ctx.args and not message.pictures:
        alone = len(open_lessons) == 1
        return "\n\n".join(_describe(ctx, lesson, alone=alone) for lesson in open_lessons)
    named = [lesson for lesson in open_lessons if lesson.course == ctx.args]
    if named and not message.pictures:
        return "\n\n".join(_describe(ctx, lesson, alone=len(open_lessons) == 1) for lesson in named)
    lesson, number, words = _read(normalize(ctx.args), open_lessons)
    question = plan_of(lesson).homework[number - 1]
    before = homework.list_of_member(ctx.db, lesson, ctx.member).get(number)
    if before and before.state is State.ACCEPTED:
        raise Refusal(HAS_PASSED.format(number=number))
    try:
        kept, state = question.judge(words or (PICTURE if message.pictures else ""), number)
    except ValueError as error:
        raise Refusal(str(error)) from None
    homework.save(ctx.db, lesson, number, ctx.member, kept, state, ctx.now)
    if state is State.WAITING:
        tell_soon(ctx, REVIEWS)
    album = album_of(lesson.id, number, ctx.member)
    albums.clear(ctx.db, album)
    for digest in files.list_kept(ctx.db, message.pictures[:MOST_PHOTOS]):
        albums.add(ctx.db, album, ctx.member, digest, ctx.now)
    if before:
        return CHANGED.format(name=ctx.member.name, number=number)
    paid = WAITS.format(points=question.points) if question.points else "。"
    if state is not State.WAITING:
        paid = _pay(ctx, lesson, number) + SOLUTION_LATER
    return HANDED_IN.format(name=ctx.member.name, number=number, paid=paid)


def _describe_last(ctx: MemberContext) -> str:
    """Return whose homework was the last one, and when it was due; empty where there has been none."""
    past = lessons.list_past(ctx.db, ctx.group.id, LOOKED_AT)
    last = next((lesson for lesson in past if lesson.homework_until and lesson.homework_until <= ctx.now), None)
    if last is None or last.homework_until is None:
        return ""
    return LAST.format(lesson=describe_lesson(last), until=format_time(ctx, last.homework_until))


def _pay(ctx: MemberContext, lesson: Lesson, number: int) -> str:
    paid = pay_for_question(ctx, lesson, number, ctx.member)
    return "，" + paid.text() + describe_progress(ctx, ctx.member, paid.points, paid.balance) if paid else "。"


def _read(words: str, open_lessons: list[Lesson]) -> tuple[Lesson, int, str]:
    """Return the lesson, the question's number and the answer: 1 B, 3-1 B, 小课堂 1 B, or only the answer.

    Raises Refusal, also where several lessons wait for homework and none is named.
    """
    by_course = next((each for each in open_lessons if words.startswith(each.course)), None)
    words = words.removeprefix(by_course.course).lstrip(" 的：:") if by_course else words
    match = _ADDRESS.match(half_width(words))
    lesson = by_course or open_lessons[0]
    if match and match[1]:
        number = int(match[1])
        named = next((each for each in open_lessons if each.number == number), None)
        if named is None:
            raise Refusal(NO_LESSON.format(number=number))
        lesson = named
    elif by_course is None and len(open_lessons) > 1:
        question, answer = (match[2], words[match.end() :].strip()) if match else ("1", words)
        answer = truncate(answer, 40) or YOUR_ANSWER
        lines = [
            WHICH_LINE.format(lesson=describe_lesson(each), number=each.number, question=question, answer=answer)
            for each in open_lessons
        ]
        raise Refusal(WHICH.format(count=len(lines), lines="\n".join(lines)))
    count = len(plan_of(lesson).homework)
    if match is None or (count == 1 and match[2] != "1" and not match[1]):
        if count > 1:
            raise Refusal(HOW.format(address="1 "))
        return lesson, 1, words
    if not 1 <= int(match[2]) <= count:
        raise Refusal(NO_SUCH.format(number=lesson.number, count=count))
    return lesson, int(match[2]), words[match.end() :].strip()


def _describe(ctx: MemberContext, lesson: Lesson, *, alone: bool) -> str:
    """Return a lesson's homework, the member's answers, and how to hand one in where it is alone, or one of several."""
    assert lesson.homework_until
    answers = homework.list_of_member(ctx.db, lesson, ctx.member)
    until = format_time(ctx, lesson.homework_until)
    lines = [HEAD.format(number=lesson.number, lesson=describe_lesson(lesson), until=until)]
    for number, question in enumerate(plan_of(lesson).homework, 1):
        lines.append(describe_question(number, question))
        if number in answers:
            lines += _describe_answer(answers[number])
    return "\n".join([*lines, HOW.format(address="1 " if alone else f"{lesson.number}-1 ")])


def _describe_answer(answer: Answer) -> list[str]:
    line = ANSWERED.format(words=truncate(answer.words, 30), state=STATES.get(answer.state, ""))
    return [line, COMMENT.format(comment=answer.comment)] if answer.comment else [line]
