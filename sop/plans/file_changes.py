"""What admins change in the group's file from the chat: tried first, carried out once it is confirmed.

A file with a thousand plans takes seconds to be read: this is called from queries, beside the writer's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from config.editing import Change, WrongBeforeError, check_change, look, write_change
from config.entries import (
    ChangedError,
    NotFoundError,
    UnsafeError,
    add_entry,
    change_entry,
    entry_text,
    is_only_entry,
    remove_entry,
)
from config.group import Group
from config.loader import tree
from config.problems import ConfigError
from config.wording import line_of
from handlers.kit import ForMember, MemberContext, Query, Refusal, reply
from sop.plans.controls import Controllable
from sop.plans.ready_made import PRESETS
from sop.plans.sections import OwnPlans

KEY = "sop"
BACK = "要放回去，就把这几行贴回 {file} 的 sop 下面：\n{lines}"
BACK_AT_END = "它是最后一个。要放回去，就把这几行贴到 {file} 的最后：\nsop:\n{lines}"
BACK_IN_BRACKETS = "要放回去，就把这一段贴回 {file} 的 sop 后面的方括号里，和别的用逗号隔开：\n{lines}"
SAID_DONE = "写好了。"
UNWRITABLE = "群的文件写不进去（{file}），请检查文件权限。"
LOST = "群的文件不见了（{file}），没有办成。请先把它放回 groups 文件夹，再重新发一遍。"
UNREADABLE = "这样写进去，群的 YAML 就读不懂了，所以没有写：{problem}"
WRONG_BEFORE = "群的文件现在就有错，先改好它再来：{problem}"
BY_HAND = "「{name}」那里的写法，机器人不敢动，请在 {file} 第 {line} 行手改。"
NOT_OWN = "「{name}」不是写在 sop 下面的计划，是{kind}的，请在 {file} 第 {line} 行手改。"
GONE = "文件里没有「{name}」了，发「SOP」看看现在有哪些。"
CHANGED = "「{name}」在文件里刚刚改过，请重新发一遍。"
KINDS = {"presets": "预设", "campaigns": "活动", "journeys": "旅程", "waves": "唤醒"}


def addition(entry: Mapping[str, str]) -> Change:
    """Return the change that puts one more plan at the end of `sop:`."""
    return partial(add_entry, key=KEY, values=entry)


def removal(name: str, lines: str) -> Change:
    """Return the change that takes a plan out, as long as these are its lines."""
    return partial(remove_entry, key=KEY, name=name, lines=lines)


def revision(name: str, lines: str, values: Mapping[str, str]) -> Change:
    """Return the change that gives a plan other values, as long as these are its lines."""
    return partial(change_entry, key=KEY, name=name, lines=lines, values=values)


def read_lines(group: Group, plan: Controllable) -> str:
    """Return the lines of a plan in the group's file; raises Refusal where it does not stand under `sop:`."""
    with _refusing(group, plan.name):
        if not any(plan.name == own.name for source in group.sections_of(OwnPlans) for own in source.plans):
            kind, line = _written_elsewhere(group, plan)
            raise Refusal(NOT_OWN.format(name=plan.name, kind=kind, file=group.path.name, line=line))
        return look(group.path, partial(entry_text, key=KEY, name=plan.name))


def describe_way_back(group: Group, name: str, lines: str) -> str:
    """Return how to put a plan back that is to be taken out, with what to paste; raises Refusal where it is gone."""
    with _refusing(group, name):
        is_last = look(group.path, partial(is_only_entry, key=KEY, name=name))
    is_bracketed = lines.startswith("{")
    if is_bracketed and not is_last:
        return BACK_IN_BRACKETS.format(file=group.path.name, lines=lines)
    entry = f"  - {lines}" if is_bracketed else lines
    return (BACK_AT_END if is_last else BACK).format(file=group.path.name, lines=entry)


def try_change(group: Group, name: str, change: Change) -> None:
    """Raise Refusal where a change of the plan with this name cannot be written, or would spoil the file."""
    with _refusing(group, name):
        check_change(group.path, change, group.check_file)


def write(ctx: MemberContext, name: str, change: Change, told: str) -> Query:
    """Return the query that writes a change of the plan with this name, and tells who confirmed it."""
    group, admin = ctx.group, ctx.member

    def carry_out() -> ForMember:
        with _refusing(group, name):
            write_change(group.path, change, group.check_file)
        return ForMember(member=admin, reply=reply(told), shown=reply(SAID_DONE), ask="SOP")

    return Query(lambda _db: carry_out())


@contextmanager
def _refusing(group: Group, name: str) -> Iterator[None]:
    """Raise Refusal in the owner's language for what may be wrong with a file."""
    try:
        yield
    except UnsafeError as error:
        raise Refusal(BY_HAND.format(name=name, file=group.path.name, line=error.line)) from None
    except NotFoundError:
        raise Refusal(GONE.format(name=name)) from None
    except ChangedError:
        raise Refusal(CHANGED.format(name=name)) from None
    except WrongBeforeError as error:
        raise Refusal(WRONG_BEFORE.format(problem=error.problems[0].brief)) from None
    except ConfigError as error:
        problem = error.problems[0]
        raise Refusal(UNREADABLE.format(problem="。".join(filter(None, (problem.message, problem.fix))))) from None
    except FileNotFoundError:
        raise Refusal(LOST.format(file=group.path.name)) from None
    except OSError:
        raise Refusal(UNWRITABLE.format(file=group.path.name)) from None


def _written_elsewhere(group: Group, plan: Controllable) -> tuple[str, int]:
    """Return what a plan belongs to, in words, and in which line that begins."""
    data = tree(group.path)
    is_its_own: dict[str, Callable[[object, object], bool]] = {
        "presets": lambda _, preset: preset in PRESETS and plan.name in PRESETS[str(preset)].plans,
        "campaigns": lambda entry, _: isinstance(entry, Mapping) and entry.get("name") == plan.campaign,
        "journeys": lambda entry, _: isinstance(entry, Mapping) and entry.get("name") == plan.name,
        "waves": lambda entry, _: isinstance(entry, Mapping) and entry.get("name") == plan.name,
    }
    for key, matches in is_its_own.items():
        written = data.get(key) or {}
        places = written.items() if isinstance(written, Mapping) else enumerate(written)
        for place, entry in places:
            if matches(entry, place):
                return KINDS[key], line_of(data, (key, place))[0]
    return "别处", 1
