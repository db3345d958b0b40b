"""Whom a rule means, among members of whom is known what it asks; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from config.group import Group
from handlers.dates.birthdays import next_birthday
from handlers.kit.words import casefold_width
from handlers.levels import rules as level_rules
from handlers.segments.rules import SegmentRule
from storage.members.audience import Facts, Part

Condition = Callable[[Facts], bool]
ONE_DAY = timedelta(days=1)

PARTS = {
    "level": Part.GROWTH,
    "joined": Part.ARRIVAL,
    "spoke": Part.SPOKE,
    "silent": Part.SPOKE,
    "streak": Part.CHECKIN,
    "unchecked": Part.CHECKIN,
    "points": Part.POINTS,
    "birthday": Part.BIRTHDAY,
    "introduced": Part.INTRODUCTION,
    "said": Part.INTRODUCTION,
    "tag": Part.TAGS,
    "wave": Part.WAVES,
}
"""What has to be looked up for a condition; the others ask what stands in the member's own row."""


def select(whom: SegmentRule, members: Iterable[Facts], today: date, group: Group) -> list[Facts]:
    """Return the members that the rule selects, in their order; without staff, unless the rule speaks of them."""
    return list(filter(_means(whom, today, group), members))


def select_ids(
    rules: Mapping[str, SegmentRule], members: Iterable[Facts], today: date, group: Group
) -> dict[str, list[int]]:
    """Return the ids of those whom each rule selects, in their order, from one pass over the members."""
    ids: dict[str, list[int]] = {name: [] for name in rules}
    asked = [(_means(rule, today, group), ids[name].append) for name, rule in rules.items()]
    for facts in members:
        for is_meant, append in asked:
            if is_meant(facts):
                append(facts.member.id)
    return ids


def _means(whom: SegmentRule, today: date, group: Group) -> Condition:
    staff = frozenset({group.owner, *group.admins, *group.staff})
    is_met = condition(whom, today, group.zone, group.rules(level_rules.Rules), staff)
    if _speaks_of_staff(whom):
        return is_met
    return lambda facts: facts.member.user_id not in staff and is_met(facts)


def parts_of(rules: Iterable[SegmentRule]) -> frozenset[Part]:
    """Return what has to be looked up of members for rules to be asked of them."""
    return frozenset(
        PARTS[name] for rule in rules for part in _all_in(rule) for name in part.model_fields_set if name in PARTS
    )


def _all_in(rule: SegmentRule) -> Iterator[SegmentRule]:
    yield rule
    for part in (*rule.every, *rule.some, *rule.none):
        yield from _all_in(part)


def _speaks_of_staff(whom: SegmentRule) -> bool:
    return whom.staff is not None or any(map(_speaks_of_staff, (*whom.every, *whom.some, *whom.none)))


def condition(
    whom: SegmentRule, today: date, zone: ZoneInfo, steps: level_rules.Rules, staff: Set[str] = frozenset()
) -> Condition:
    """Return what tells whether a member meets all conditions of the rule; `staff` are user ids.

    It is asked of everybody in a group, so it looks at nothing that the rule does not ask for.
    """
    return _condition(whom, _Asked(today, zone, steps, staff))


def _condition(whom: SegmentRule, asked: _Asked) -> Condition:
    written = ((make, getattr(whom, name)) for name, make in _CONDITIONS.items())
    conditions = [make(value, asked) for make, value in written if value is not None and value not in ("", ())]
    if whom.back is not None:
        conditions.append(lambda facts: facts.waves.get(whom.wave) is whom.back)
    conditions += [_condition(part, asked) for part in whom.every]
    some, none = ([_condition(part, asked) for part in parts] for parts in (whom.some, whom.none))
    if some:
        conditions.append(lambda facts: any(is_met(facts) for is_met in some))
    if none:
        conditions.append(lambda facts: not any(is_met(facts) for is_met in none))
    return conditions[0] if len(conditions) == 1 else lambda facts: all(is_met(facts) for is_met in conditions)


@dataclass(frozen=True, slots=True)
class _Asked:
    """As of when a rule is asked, and in which group."""

    today: date
    zone: ZoneInfo
    steps: level_rules.Rules
    staff: Set[str]

    def joined_on(self, facts: Facts) -> date:
        """Return the local day on which a member joined."""
        return facts.joined_at.astimezone(self.zone).date()

    def days_since(self, last: date | None, facts: Facts) -> int:
        """Return the days since a member did something last; since they joined where that was later, or never."""
        if last and last >= facts.joined_at.date() + ONE_DAY:  # whatever the zone is
            return (self.today - last).days
        return (self.today - max(last or date.min, self.joined_on(facts))).days


def _has_level(wanted: str, asked: _Asked) -> Condition:
    ladder = asked.steps.ladder
    return lambda facts: level_rules.has_reached(ladder, level_rules.level_for(ladder, facts.growth), wanted)


def _joined(span: tuple[int, int], asked: _Asked) -> Condition:
    return lambda facts: facts.came and span[0] <= (asked.today - asked.joined_on(facts)).days + 1 <= span[1]


def _has_birthday(days: int, asked: _Asked) -> Condition:
    def is_met(facts: Facts) -> bool:
        coming = next_birthday(facts.birthday, asked.today) if facts.birthday else None
        return coming is not None and days == (coming - asked.today).days

    return is_met


_CONDITIONS: Mapping[str, Callable[[Any, _Asked], Condition]] = {
    "level": _has_level,
    "joined": _joined,
    "spoke": lambda days, asked: lambda facts: facts.spoke is not None and (asked.today - facts.spoke).days < days,
    "seen": lambda days, asked: lambda facts: facts.seen is not None and (asked.today - facts.seen).days < days,
    "silent": lambda days, asked: lambda facts: asked.days_since(facts.spoke, facts) >= days,
    "absent": lambda days, asked: lambda facts: asked.days_since(facts.seen, facts) >= days,
    "streak": lambda days, _: lambda facts: facts.streak >= days,
    "points": lambda points, _: lambda facts: facts.points >= points,
    "birthday": _has_birthday,
    "unchecked": lambda unchecked, _: lambda facts: unchecked is not facts.checked_in,
    "introduced": lambda introduced, _: lambda facts: introduced is facts.introduced,
    "staff": lambda staff, asked: lambda facts: staff is (facts.member.user_id in asked.staff),
    "said": lambda words, _: lambda facts: _has_said(facts.said, words),
    "spent": lambda fen, _: lambda facts: facts.spent >= fen,
    "tag": lambda tag, _: lambda facts: tag in facts.tags,
    "segment": lambda segment, _: lambda facts: segment in facts.segments,
    "wave": lambda wave, _: lambda facts: wave in facts.waves,
}
"""What each key of a rule asks of a member: made from the key's value, where the rule has it."""


def _has_said(text: str, words: Iterable[str]) -> bool:
    """Return whether one of the words is in what a member said of themselves, whatever its width and case."""
    plain = casefold_width(text)
    return any(casefold_width(word) in plain for word in words)
