"""The courses' section of the group's YAML, and when their lessons are; pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, RootModel, StringConstraints, model_validator

from handlers.courses.questions import AnyQuestion
from handlers.dates.hours import TimeOfDay
from handlers.kit import Section

MOST_COURSES, MOST_LESSONS, MOST_QUESTIONS, LONGEST_NAME = 20, 100, 5, 20
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
Weekday = Literal["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
AHEAD = timedelta(days=8)
"""So far ahead lessons are planned."""

WHEN = "写 days（每周哪几天）或者 date（只上一次是哪天），两样里写一样"
PER_WEEK = range(2, 4)
LENGTH = range(30, 46)
"""Minutes of a lesson, and days of a week with one, that members keep up with, as those say who run such groups."""
UNKNOWN_BEFORE = "courses 的「{name}」要先上完「{after}」，可是没有这门课"
NEVER_ENDS = "courses 的「{name}」要先上完「{after}」，请给「{after}」写 complete（到课几节算结业）"
ONCE_ONLY = "lessons 是每周往下讲的；只上一次的课写 topic 就行"
TOPICS_TWICE = "每一节讲什么已经写在 lessons 里了，请把 topic 删去"
TOO_FEW = "lessons 一共 {lessons} 节，complete 最多写 {lessons}"
IN_CIRCLES = "courses 的「{name}」绕了一圈又要先上完它自己，请改 after"
TOO_LONG = "「{name}」一次 {minutes} 分钟，30 到 45 分钟大家最听得进去"


EXAMPLE = {
    "小课堂": {
        "days": ["周二", "周四"],
        "at": "20:00",
        "minutes": 40,
        "speaker": "王师傅",
        "topic": "怎么把面发好",
        "material": "https://example.com/lesson",
        "points": 5,
        "complete": 8,
        "homework": [
            {"kind": "选择", "ask": "发面的水温多少合适？", "options": ["10度", "35度"], "answer": 2, "points": 5},
            {"kind": "关键词", "ask": "发到多大就好了？", "words": ["两倍", "一倍"]},
            {"kind": "简答", "ask": "今天学到了什么？"},
        ],
        "hours": 24,
    },
    "读书课": {
        "days": ["周三"],
        "at": "20:00",
        "lessons": [
            {"topic": "第一章，怎么开始", "material": "https://example.com/1"},
            {"topic": "第二章，怎么坚持", "speaker": "小月", "homework": [{"kind": "简答", "ask": "你打算怎么坚持？"}]},
        ],
    },
    "公开课": {"date": "2026-12-05", "at": "15:00"},
    "进阶课": {"days": ["周六"], "at": "10:00", "after": "小课堂"},
}


class LessonPlan(Section):
    """一节课"""

    topic: str = Field(min_length=1, max_length=200, description="讲什么", examples=["第一章，怎么开始"])
    speaker: str = Field("", max_length=20, description="谁来讲，不写就照这门课的", examples=["王师傅"])
    material: str = Field(
        "", max_length=300, description="课件或回放，不写就照这门课的", examples=["https://example.com/1"]
    )
    homework: tuple[AnyQuestion, ...] | None = Field(
        None,
        max_length=MOST_QUESTIONS,
        description="课后作业，不写就照这门课的；写 [] 就是没有",
        examples=[[{"kind": "简答", "ask": "你打算怎么坚持？"}]],
    )


def _with_topic(written: object) -> object:
    """Return a lesson of which only the topic is written as a section: 第一章 is {topic: 第一章}."""
    return {"topic": written} if isinstance(written, str) else written


class Course(Section):
    """一门课"""

    days: tuple[Weekday, ...] = Field((), max_length=7, description="每周哪几天", examples=[["周二", "周四"]])
    date_: date | None = Field(None, alias="date", description="只上一次的，写哪天", examples=["2026-12-05"])
    at: TimeOfDay = Field(description="几点开始", examples=["20:00"])
    minutes: int = Field(40, ge=5, le=480, description="一次几分钟，30 到 45 分钟最好")
    speaker: str = Field("", max_length=20, description="谁来讲", examples=["王师傅"])
    topic: str = Field("", max_length=200, description="讲什么", examples=["怎么把面发好"])
    material: str = Field(
        "", max_length=300, description="课件或回放的链接、说明", examples=["https://example.com/lesson"]
    )
    points: int = Field(5, ge=0, le=1000, description="到课得几分；0 就是不给")
    homework: tuple[AnyQuestion, ...] = Field(
        (),
        max_length=MOST_QUESTIONS,
        description="课后作业，最多 5 题",
        examples=[[{"kind": "简答", "ask": "今天学到了什么？"}]],
    )
    lessons: tuple[Annotated[LessonPlan, BeforeValidator(_with_topic)], ...] = Field(
        (),
        max_length=MOST_LESSONS,
        description="每一节讲什么，一次讲一节，讲完就停；按顺序数到第几节，讲过的别删别挪，后面的随便改；再讲一轮请给课程换个名字",
        examples=[[{"topic": "第一章，怎么开始"}, {"topic": "第二章，怎么坚持"}]],
    )
    hours: int = Field(24, ge=1, le=168, description="作业几小时内交")
    complete: int = Field(0, ge=0, le=100, description="到课几节算结业，可以领证书；0 就是没有结业", examples=[8])
    after: str = Field("", max_length=LONGEST_NAME, description="要先上完哪门课", examples=["小课堂"])

    @model_validator(mode="after")
    def _has_a_day(self) -> Self:
        if bool(self.days) == bool(self.date_):
            raise ValueError(WHEN)
        return self

    @model_validator(mode="after")
    def _has_one_topic_a_lesson(self) -> Self:
        if self.lessons and self.date_:
            raise ValueError(ONCE_ONLY)
        if self.lessons and self.topic:
            raise ValueError(TOPICS_TWICE)
        if self.lessons and self.complete > len(self.lessons):
            raise ValueError(TOO_FEW.format(lessons=len(self.lessons)))
        return self

    def list_questions(self) -> Iterator[AnyQuestion]:
        """Yield the questions of the homework of the course and of its lessons."""
        yield from self.homework
        for lesson in self.lessons:
            yield from lesson.homework or ()

    def at_lesson(self, place: int | None) -> Course:
        """Return the course as one of its lessons is given, from 1; as it is where it has no list of them."""
        if place is None:
            return self
        lesson = self.lessons[place - 1]
        given = {
            "lessons": (),
            "topic": lesson.topic,
            "speaker": lesson.speaker or self.speaker,
            "material": lesson.material or self.material,
            "homework": self.homework if lesson.homework is None else lesson.homework,
        }
        return self.model_copy(update=given)

    def starts(self, first: date, last: date, zone: ZoneInfo) -> Iterator[datetime]:
        """Yield the local starts of the lessons on days from `first` to `last`."""
        for ahead in range((last - first).days + 1):
            day = first + timedelta(days=ahead)
            if day == self.date_ or WEEKDAYS[day.weekday()] in self.days:
                yield datetime.combine(day, time.fromisoformat(self.at), zone)


class Courses(RootModel[dict[Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME)], Course]]):
    """课程：每周固定的课和只上一次的课，上课提醒、到课、作业"""

    root: dict[Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME)], Course] = Field(
        {}, max_length=MOST_COURSES, examples=[EXAMPLE]
    )

    @model_validator(mode="after")
    def _can_be_unlocked(self) -> Self:
        for name, course in self.root.items():
            met = {name}
            before = course.after
            while before:
                if before not in self.root:
                    raise ValueError(UNKNOWN_BEFORE.format(name=name, after=before))
                if not self.root[before].complete:
                    raise ValueError(NEVER_ENDS.format(name=name, after=before))
                if before in met:
                    raise ValueError(IN_CIRCLES.format(name=name))
                met.add(before)
                before = self.root[before].after
        return self

    def unlocked_by(self, name: str) -> list[str]:
        """Return the courses that may be attended once a course is completed."""
        return [other for other, course in self.root.items() if course.after == name]
