"""What a rule asks for, in plain words; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from handlers.segments.rules import SegmentRule
from handlers.text.money import format_yuan


def _say_span(span: tuple[int, int]) -> str:
    first, last = span
    return f"入群第 {first} 天" if first == last else f"入群第 {first} 到 {last} 天"


_WORDS: Mapping[str, Callable[[Any], str]] = {
    "level": lambda level: f"「{level}」以上",
    "joined": _say_span,
    "spoke": lambda days: f"最近 {days} 天说过话",
    "silent": lambda days: f"{days} 天以上没说话",
    "absent": lambda days: f"{days} 天以上没露面",
    "seen": lambda days: f"最近 {days} 天露过面",
    "streak": lambda days: f"连续签到 {days} 天以上",
    "points": lambda points: f"有 {points} 积分以上",
    "birthday": lambda days: f"{days} 天后过生日" if days else "今天过生日",
    "unchecked": lambda unchecked: "今天还没签到" if unchecked else "今天签过到",
    "introduced": lambda introduced: "介绍过自己" if introduced else "还没介绍过自己",
    "staff": lambda staff: "是员工、管理员或群主" if staff else "不是员工、管理员或群主",
    "said": lambda words: "介绍里说过" + "或".join(f"「{word}」" for word in words),
    "spent": lambda fen: f"一共花了 {format_yuan(fen)} 元以上",
    "tag": lambda tag: f"有标签「{tag}」",
    "segment": lambda segment: f"是「{segment}」",
    "wave": lambda wave: f"唤醒「{wave}」最近一轮找过",
    "back": lambda back: "后来回来了" if back else "还没回来",
}
"""How each key of a rule is told, by its value."""


def describe_rule(rule: SegmentRule) -> str:
    """Return whom a rule means; what has several parts is joined by commas, all of which hold."""
    return "，".join(_parts(rule))


def _parts(rule: SegmentRule) -> Iterator[str]:
    for name, say in _WORDS.items():
        value = getattr(rule, name)
        if value is not None and value not in ("", ()):
            yield say(value)
    yield from map(describe_rule, rule.every)
    if rule.some:
        yield "，或者".join(map(_bracketed, rule.some))
    if rule.none:
        yield "除去" + "、".join(map(_bracketed, rule.none)) + "的人"


def _bracketed(rule: SegmentRule) -> str:
    words = describe_rule(rule)
    return f"（{words}）" if "，" in words else words
