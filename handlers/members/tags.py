"""What staff note of members in a word, e.g. 老客户, to speak to them or to find them by it. Members never see it."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.kit.words import normalize, truncate
from handlers.staff.directory import split_people
from handlers.text.people import join_names
from storage.members import tags
from storage.members.roster import Member

LONGEST = 12
MOST = 20
"""Tags of one member, and tags given at once."""
SHOWN = 50

USAGE = "标签 @小明 老客户 爱喝茶"
TAKE_USAGE = "去标签 @小明 老客户"
WHO = "要 @ 出是谁，可以 @ 几位。请这样写：{usage}"
WHAT = "要写出什么标签，几个就用空格隔开。请这样写：{usage}"
TOO_LONG = "「{tag}」太长了，一个标签最多 {most} 个字。"
TOO_MANY = "{name} 的标签会有 {count} 个，一个人最多 {most} 个，可以先「去标签」。"
GIVEN = "好的，{names} 有了标签：{tags}。"
HAD = "{names} 本来就有这些标签：{tags}。"
TAKEN = "好的，{names} 没有这些标签了：{tags}。"
HAD_NOT = "{names} 本来就没有这些标签：{tags}。"
NONE = "还没有标签。给成员加一个：" + USAGE
ALL = "标签（发「标签 {tag}」看有谁）：\n{lines}"
LINE = "{tag}：{count} 人"
NOBODY = "没有人有「{tag}」这个标签。发「标签」看有哪些。"
PEOPLE = "「{tag}」{count} 人：{names}"
MINE = "{name} 的标签：{tags}"
BARE = "{name} 还没有标签。"

feature = Feature("tags", title="标签")


@feature.command("标签", help="给成员加标签；看有哪些、谁有", usage="@小明 老客户", role=Role.STAFF)
def tag(message: Message, ctx: MemberContext) -> str:
    people, rest = split_people(message, ctx, ctx.args, USAGE)
    if not people:
        return _who_has(ctx, ctx.args) if ctx.args else _all(ctx)
    if not rest:
        return "\n".join(_of(ctx, one) for one in people)
    names = _read(rest, USAGE)
    for one in people:
        count = len({*tags.list_tags(ctx.db, one), *names})
        if count > MOST:
            raise Refusal(TOO_MANY.format(name=one.name, count=count, most=MOST))
    new = sum(tags.add(ctx.db, one, names, actor=ctx.member.user_id, at=ctx.now) for one in people)
    return _told(GIVEN if new else HAD, people, names)


@feature.command("去标签", help="去掉成员的标签", usage="@小明 老客户", role=Role.STAFF)
def untag(message: Message, ctx: MemberContext) -> str:
    people, rest = split_people(message, ctx, ctx.args, TAKE_USAGE)
    if not people:
        raise Refusal(WHO.format(usage=TAKE_USAGE))
    names = _read(rest, TAKE_USAGE)
    taken = sum(tags.remove(ctx.db, one, names) for one in people)
    return _told(TAKEN if taken else HAD_NOT, people, names)


def _read(text: str, usage: str) -> list[str]:
    names = list(dict.fromkeys(normalize(text).split()))
    if not names:
        raise Refusal(WHAT.format(usage=usage))
    for name in names:
        if len(name) > LONGEST:
            raise Refusal(TOO_LONG.format(tag=truncate(name), most=LONGEST))
    return names[: MOST + 1]


def _told(words: str, people: list[Member], names: list[str]) -> str:
    return words.format(names="、".join(one.name for one in people), tags="、".join(names))


def _all(ctx: MemberContext) -> str:
    found = tags.count_by_tag(ctx.db, ctx.group.id)
    if not found:
        return NONE
    lines = [LINE.format(tag=name, count=count) for name, count in found[:SHOWN]]
    return ALL.format(tag=found[0][0], lines="\n".join(lines))


def _who_has(ctx: MemberContext, name: str) -> str:
    found = tags.list_members(ctx.db, ctx.group.id, name)
    if not found:
        return NOBODY.format(tag=truncate(name))
    return PEOPLE.format(tag=name, count=len(found), names=join_names(found, SHOWN))


def _of(ctx: MemberContext, member: Member) -> str:
    names = tags.list_tags(ctx.db, member)
    return MINE.format(name=member.name, tags="、".join(names)) if names else BARE.format(name=member.name)
