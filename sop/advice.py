"""What an owner may want to think over, though nothing is wrong: a week of the timetable as members see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise

from config.group import Group
from handlers.courses.rules import LENGTH, PER_WEEK, TOO_LONG, Courses
from handlers.dates.china import is_announced
from handlers.dates.months import midnight
from handlers.events.parsing import read_terms
from handlers.events.rules import Rules as EventRules
from handlers.features import FEATURES
from handlers.kit import FeatureRegistry, Outlook, Refusal
from handlers.levels import rules as level_rules
from handlers.segments.rules import SegmentRule, levels_in, tells_on, waves_in
from handlers.text.mentions import is_to_all
from handlers.topics.rules import Rules as TopicRules
from sop.campaigns.model import campaigns_of
from sop.campaigns.phases import overall_span
from sop.journeys.section import journeys_of
from sop.plans.addressing import MOST_APART, OWN
from sop.plans.plan import Plan
from sop.plans.preview import describe_next, later, upcoming, when_of
from sop.plans.rules import Rules, silent_until
from sop.plans.sections import plans_of
from sop.plans.timetable import Planned, Timetable
from sop.unheard import idle_days, unheard_questions, unheard_riddles
from sop.waves.section import waves_of
from sop.when.spans import asks_the_office

WEEK = 7
MANY = "{day} 有 {count} 条定时消息，超过 {most} 条，大家可能嫌吵"
CLOSE = "{day} 的「{first}」和「{second}」只隔 {minutes} 分钟，不如并成一条"
WEEKEND = "周末没有安排，那时候大家最有空"
APART = "「{name}」里有 {{{own}}}，数不一样的人各发一条：人多的群最多发 {most} 条，其余的人请他们自己查"
TELLING = "「{name}」会在群里 @ 潜水的人或有某个标签的人，等于告诉大家；词写得像随口一问，或请员工私下联系"
NO_LEVEL = "「{name}」要发给等级「{level}」的人，可是 levels 里没有它，一个人也收不到；有这些：{known}"
NO_WAVE = "「{name}」要发给唤醒「{wave}」找过的人，可是 waves 里没有它；有这些：{known}"
CANNOT = "「{name}」到时候办不成（{day}）：{reason}"
TWICE = "「{name}」会发好几次，可是活动里写了「每周」，下一次会自己开；去掉「每周」，或者计划只发一次"
EVENT = "活动"
"""The action that announces an event."""
SILENT = "「{name}」里的 @所有人 不会响：这个群的推送通道 @ 不了所有人，企业微信的推送机器人（wecom_robot）可以"
COURSE = "课"
"""A plan with this in its name is taken for a course, or part of one."""
OUT_OF_RULE = "这一周有 {count} 天安排了课，一周 2 到 3 天大家最跟得上"
TOPIC = "话题"
"""The action that opens a topic."""
TOPICS = range(2, 4)
"""Topics of a week that members keep up with: two or three, as those say who run such groups."""
BANK_RUNS_DRY = "话题库里有 {bank} 个题目，一周用 {count} 个，{weeks} 周以后没有题目可用；请给 topics 的 bank 多写几个"
WEEKS_AHEAD = 4
TOPICS_OUT_OF_RULE = "这一周开 {count} 个话题，一周 2 到 3 个大家最聊得起来"
MOST = 5
"""Findings of one kind."""


def advice_for(group: Group, now: datetime) -> list[str]:
    """Return what to think over about the next seven days and the days of campaigns, at most so many of a kind.

    Before that each plan that does not come within these days is named, with its next date.
    """
    rules, registry = group.rules(Rules), FeatureRegistry(FEATURES)
    week = upcoming([group], now, WEEK)
    busy = {planned_moment.moment.astimezone(group.zone).weekday() for planned_moment in week}
    idle = [WEEKEND] if week and busy.isdisjoint({5, 6}) else []
    lessons = {when_of(planned_moment)[0] for planned_moment in week if COURSE in planned_moment.plan.name}
    lessons |= _days_with_lessons(group, now)
    out_of_rule = [OUT_OF_RULE.format(count=len(lessons))] if lessons and len(lessons) not in PER_WEEK else []
    out_of_rule += [
        TOO_LONG.format(name=name, minutes=course.minutes)
        for name, course in group.rules(Courses).root.items()
        if course.minutes not in LENGTH
    ]
    topics = sum(planned_moment.plan.do == TOPIC for planned_moment in week)
    if topics and topics not in TOPICS:
        out_of_rule.append(TOPICS_OUT_OF_RULE.format(count=topics))
    untitled = sum(planned_moment.plan.do == TOPIC and not planned_moment.plan.params.topic for planned_moment in week)
    bank = len(group.rules(TopicRules).bank)
    if bank and bank < WEEKS_AHEAD * untitled:
        out_of_rule.append(BANK_RUNS_DRY.format(bank=bank, count=untitled, weeks=bank // untitled))
    everybodys = [*week, *_in_campaigns(group, now + timedelta(days=WEEK))]
    planned = [
        planned_moment for planned_moment in everybodys if planned_moment.plan.whom is None
    ]  # what speaks to some is seldom heard by the same
    days = Counter(when_of(planned_moment)[0] for planned_moment in planned)
    many = [MANY.format(day=day, count=count, most=rules.most) for day, count in days.items() if count > rules.most]
    close = [
        CLOSE.format(
            day=when_of(planned_moment)[0],
            first=planned_moment.plan.name,
            second=other.plan.name,
            minutes=(other.moment - planned_moment.moment) // timedelta(minutes=1),
        )
        for planned_moment, other in pairwise(planned)
        if other.moment - planned_moment.moment < timedelta(minutes=rules.apart)
    ]
    thoughts = [
        *many[:MOST],
        *close[:MOST],
        *_apart(group)[:MOST],
        *_unknown_levels(group)[:MOST],
        *_unknown_waves(group)[:MOST],
        *_impossible(group, registry, now)[:MOST],
        *_announced_twice(group, now)[:MOST],
        *unheard_questions(group, registry)[:MOST],
        *unheard_riddles(group, registry)[:MOST],
        *idle_days(group)[:MOST],
        *_telling(group)[:MOST],
        *out_of_rule,
        *idle,
    ]
    return [*(line for _, line in later(group, now, WEEK)), *thoughts]


def _days_with_lessons(group: Group, now: datetime) -> set[str]:
    """Return the local days of the next seven on which the group's courses have lessons."""
    today = now.astimezone(group.zone).date()
    last = today + timedelta(days=WEEK - 1)
    courses = group.rules(Courses).root.values()
    return {str(start.date()) for course in courses for start in course.starts(today, last, group.zone)}


def _telling(group: Group) -> list[str]:
    """Return what mentions people in the group for what is private: who is silent, who has a tag."""
    plans = [plan.name for plan in plans_of(group) if plan.whom and tells_on(plan.whom)]
    waves = [wave.name for wave in waves_of(group) if wave.touch == "群里" and tells_on(wave.whom)]
    return [TELLING.format(name=name) for name in (*plans, *waves)]


def _asking(group: Group) -> list[tuple[str, SegmentRule]]:
    """Return the names of the plans, waves and journeys that speak to some members, and whom they ask for."""
    whom = [(plan.name, plan.whom) for plan in plans_of(group)]
    whom += [(wave.name, wave.whom) for wave in waves_of(group)]
    for journey in journeys_of(group):
        whom += [(journey.name, rule) for rule in (journey.whom, *(step.only for step in journey.steps))]
    return [(name, rule) for name, rule in whom if rule is not None]


def _unknown_levels(group: Group) -> list[str]:
    """Return the plans and waves that speak to a level that the group does not have: they reach nobody."""
    known = [level.name for level in group.rules(level_rules.Rules).ladder]
    return [
        NO_LEVEL.format(name=name, level=level, known="、".join(known) or "（没有）")
        for name, whom in _asking(group)
        for level in sorted(levels_in(whom) - {*known})
    ]


def _unknown_waves(group: Group) -> list[str]:
    """Return the plans and waves that speak to those whom a wave called that the group does not have."""
    known = [wave.name for wave in waves_of(group)]
    return [
        NO_WAVE.format(name=name, wave=wave, known="、".join(known) or "（没有）")
        for name, whom in _asking(group)
        for wave in sorted(waves_in(whom) - {*known})
    ]


def _impossible(group: Group, registry: FeatureRegistry, now: datetime) -> list[str]:
    """Return the plans whose action would be refused at their next moment as the group's file stands."""
    refused = []
    for plan in plans_of(group):
        action = registry.actions.get(plan.do or "")
        moment = plan.when.next(now, group.zone, group.calendar)
        if action is None or action.foresee is None or moment is None:
            continue
        local = moment.astimezone(group.zone)
        try:
            action.foresee(plan.params, Outlook(group, registry, local, partial(silent_until, group)))
        except Refusal as refusal:
            day = describe_next(group, plan.when, now)
            refused.append(CANNOT.format(name=plan.name, day=day, reason=refusal))
    return refused


def _announced_twice(group: Group, now: datetime) -> list[str]:
    """Return the plans that announce again and again what comes every week by itself."""
    twice = []
    for plan in plans_of(group):
        first = plan.when.next(now, group.zone, group.calendar) if plan.do == EVENT else None
        if first is None or plan.when.next(first, group.zone, group.calendar) is None:
            continue
        try:
            terms = read_terms(plan.params.words, first.astimezone(group.zone), group.rules(EventRules))
        except Refusal:  # which is said above
            continue
        if terms.weekly:
            twice.append(TWICE.format(name=plan.name))
    return twice


def silent_mentions(group: Group) -> list[str]:
    """Return the plans that mention everybody, for a group whose channel cannot."""
    return [SILENT.format(name=plan.name) for plan in plans_of(group) if any(map(is_to_all, plan.say))]


def _apart(group: Group) -> list[str]:
    """Return the plans that say something else to each member: in a large group that is a message for each."""
    return [
        APART.format(name=plan.name, own=own, most=MOST_APART)
        for plan in plans_of(group)
        for own in OWN
        if any(f"{{{own}}}" in words for words in plan.say)
    ]


def _in_campaigns(group: Group, after: datetime) -> Iterator[Planned[Plan]]:
    """Yield everything planned on the days of campaigns after a moment, in order and each moment once."""
    for span in sorted((overall_span(campaign.dates) for campaign in campaigns_of(group)), key=lambda span: span.begin):
        start = max(after, midnight(span.begin, group.zone))
        after = max(after, midnight(span.end + timedelta(days=1), group.zone))
        yield from Timetable((group, plan, start) for plan in plans_of(group)).due(after)


UNANNOUNCED = "{year} 年放假安排还没公布，先按周末和法定节日算"


def unannounced_holidays(group: Group, today: date) -> str:
    """Say that days off of this year or the next are only guessed, where a plan asks for them; else empty."""
    if not any(asks_the_office(plan.when.days) for plan in plans_of(group)):
        return ""
    year = next((year for year in (today.year, today.year + 1) if not is_announced(year)), None)
    return UNANNOUNCED.format(year=year) if year else ""
