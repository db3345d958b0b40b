"""Reviewing homework, and how the courses go, for staff."""

from __future__ import annotations

from collections import Counter

from handlers.courses.service import MOST_PHOTOS, REVIEWS, album_of, describe_lesson, pay_for_question
from handlers.kit import (
    Capability,
    Context,
    Feature,
    ForMember,
    ForStaff,
    MemberContext,
    Message,
    Picture,
    Refusal,
    Reply,
    Role,
    reply,
)
from handlers.kit.words import truncate
from handlers.staff.reviews import ReviewsDue, notice
from handlers.text.verdicts import MOST_AT_ONCE, read_verdict
from storage import albums
from storage.albums import LATEST
from storage.courses import homework, lessons
from storage.courses.homework import DONE, Answer, State
from storage.courses.lessons import Lesson

feature = Feature(REVIEWS, title="批作业", topic="课程")

NOTHING = "没有要批的作业。"
LIST = (
    "要批的作业（发「批作业 编号」看全文和照片，「批作业 编号 过」或者「批作业 编号 退 哪里要改」，"
    "都好就发「批作业 全部 过」）：\n{lines}"
)
LINE = "{id} 号 {name}{lesson}第 {question} 题：{words}"
HOW = "请这样写：批作业 12 过 写得真好，或者 批作业 12 退 再多写两句"
SHOWN = "{id} 号 {name}{lesson}第 {question} 题：\n{words}\n发「批作业 {id} 过」或者「批作业 {id} 退 哪里要改」。"
UNKNOWN = "没有 {id} 号要批的作业，发「批作业」看有哪些。"
PASSED = "✅ {name} 的第 {question} 题通过了{paid}。"
SENT_BACK = "退给 {name} 了，改好会再交上来。"
TELL_PASSED = "你的作业{lesson}第 {question} 题通过了{paid}。{comment}"
TELL_BACK = "你的作业{lesson}第 {question} 题要再改一改：{comment}发「作业」看题目。"
COMMENT = "老师说：{comment}"
PAID = "，+{points} 分"
NO_LESSONS = "还没有上完的课。"
REPORT = "最近的课："
STILL_WAITING = "一共 {count} 份作业等批，发「批作业」来看。"
WAITING = "📋 有 {count} 份作业等你们批，发「批作业」来看。"
REPORT_LINE = "{time}{lesson}　到课 {attended} 人{homework}"
HOMEWORK = "，{people} 人交作业 {handed_in} 份"
RIGHT, ACCEPTED, TO_REVIEW = "，选择和关键词题对 {share}%", "，通过 {accepted} 份", "，等批 {waiting} 份"
MOST, LONGEST_COMMENT = 10, 100


@feature.command("批作业", "批改作业", help="批简答题", usage="12 过 写得真好", role=Role.STAFF)
def review(message: Message, ctx: MemberContext) -> str | Reply:
    if not ctx.args:
        waiting = homework.list_waiting(ctx.db, ctx.group.id, MOST)
        return LIST.format(lines="\n".join(_describe(ctx, answer) for answer in waiting)) if waiting else NOTHING
    verdict = read_verdict(ctx.args)
    if verdict is None:
        raise Refusal(HOW)
    if verdict.passed is None:
        return _show(ctx, _get(ctx, verdict.numbers[0]))
    waiting = homework.list_waiting(ctx.db, ctx.group.id, MOST_AT_ONCE)
    if not verdict.numbers and not verdict.everything and len(waiting) > 1:
        raise Refusal(HOW)
    answers = [_get(ctx, number) for number in verdict.numbers] or waiting
    comment = verdict.remark[:LONGEST_COMMENT]
    return "\n".join(_decide(ctx, answer, comment, passed=verdict.passed) for answer in answers) or NOTHING


def _get(ctx: MemberContext, number: int) -> Answer:
    """Return the answer with this number that waits; raises Refusal."""
    answer = homework.get_of_group(ctx.db, ctx.group.id, number)
    if answer is None or answer.state is not State.WAITING:
        raise Refusal(UNKNOWN.format(id=number))
    return answer


def _decide(ctx: MemberContext, answer: Answer, comment: str, *, passed: bool) -> str:
    if not homework.review(ctx.db, answer, State.ACCEPTED if passed else State.RETURNED, comment):
        raise Refusal(UNKNOWN.format(id=answer.id))
    return _pass(ctx, answer, comment) if passed else _send_back(ctx, answer, comment)


@feature.command("课程报表", help="每节课的到课和作业", role=Role.STAFF, read_only=True)
def report(message: Message, ctx: MemberContext) -> str:
    past = lessons.list_past(ctx.db, ctx.group.id, MOST)
    if not past:
        return NO_LESSONS
    waiting = homework.count_waiting(ctx.db, ctx.group.id)
    still = [STILL_WAITING.format(count=waiting)] if waiting else []
    return "\n".join([REPORT, *(_report_on(ctx, lesson) for lesson in past), *still])


def _report_on(ctx: MemberContext, lesson: Lesson) -> str:
    """Return how many came to a lesson, and what became of its homework, in one line."""
    counts: Counter[State] = Counter()
    for (_, state), times in homework.count_by_state(ctx.db, lesson).items():
        counts[state] += times
    handed_in, judged = sum(counts[state] for state in DONE), counts[State.RIGHT] + counts[State.WRONG]
    parts = [
        HOMEWORK.format(people=homework.count_people(ctx.db, lesson), handed_in=handed_in) if handed_in else "",
        RIGHT.format(share=100 * counts[State.RIGHT] // judged) if judged else "",
        ACCEPTED.format(accepted=counts[State.ACCEPTED]) if counts[State.ACCEPTED] else "",
        TO_REVIEW.format(waiting=counts[State.WAITING]) if counts[State.WAITING] else "",
    ]
    return REPORT_LINE.format(
        time=f"{ctx.local(lesson.starts_at):%m-%d %H:%M}",
        lesson=describe_lesson(lesson),
        attended=lessons.count_attendance(ctx.db, lesson),
        homework="".join(parts),
    )


@feature.on_timer(ReviewsDue)
def tell_what_waits(timer: ReviewsDue, ctx: Context) -> ForStaff | None:
    count = homework.count_waiting(ctx.db, ctx.group.id)
    return notice(WAITING.format(count=count), "批作业") if count else None


def _show(ctx: MemberContext, answer: Answer) -> Reply:
    """Return an answer in whole, with its photos where the channel sends pictures."""
    lesson = lessons.get(ctx.db, answer.lesson_id)
    assert lesson
    text = SHOWN.format(
        id=answer.id,
        name=answer.member.name,
        lesson=describe_lesson(lesson),
        question=answer.question,
        words=answer.words,
    )
    if Capability.PICTURES not in ctx.capabilities:
        return reply(text)
    photos = albums.list_before(ctx.db, album_of(lesson.id, answer.question, answer.member), LATEST, MOST_PHOTOS)
    return reply(text, *(Picture(digest=photo.digest, alt=answer.member.name) for photo in reversed(photos)))


def _pass(ctx: MemberContext, answer: Answer, comment: str) -> str:
    lesson = lessons.get(ctx.db, answer.lesson_id)
    assert lesson
    payment = pay_for_question(ctx, lesson, answer.question, answer.member)
    paid = PAID.format(points=payment.points) if payment and payment.points else ""
    said = COMMENT.format(comment=comment) if comment else ""
    told = TELL_PASSED.format(lesson=describe_lesson(lesson), question=answer.question, paid=paid, comment=said)
    _tell(ctx, answer, told)
    return PASSED.format(name=answer.member.name, question=answer.question, paid=paid)


def _send_back(ctx: MemberContext, answer: Answer, comment: str) -> str:
    lesson = lessons.get(ctx.db, answer.lesson_id)
    assert lesson
    said = f"{comment}。" if comment else ""
    _tell(ctx, answer, TELL_BACK.format(lesson=describe_lesson(lesson), question=answer.question, comment=said))
    return SENT_BACK.format(name=answer.member.name)


def _tell(ctx: MemberContext, answer: Answer, text: str) -> None:
    ctx.post(f"{ctx.key}:homework:{answer.id}", ForMember(member=answer.member, reply=reply(text), ask="作业"))


def _describe(ctx: MemberContext, answer: Answer) -> str:
    lesson = lessons.get(ctx.db, answer.lesson_id)
    assert lesson
    return LINE.format(
        id=answer.id,
        name=answer.member.name,
        lesson=describe_lesson(lesson),
        question=answer.question,
        words=truncate(answer.words, 60),
    )
