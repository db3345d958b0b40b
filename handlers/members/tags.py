"""Tags that staff put on members, e.g. 老客户, to speak to them or to find them. Members never see them.

What a rule gave (see auto_tags.py) is shown as such, and given by hand once staff say so, too.
"""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.kit.words import normalize, truncate
from handlers.members.tag_rules import LONGEST, MOST, TagRules, describe_origin
from handlers.staff.directory import split_members
from handlers.text.people import join_names
from storage.members import tags
from storage.members.roster import Member

SHOWN = 50

USAGE = "标签 @小明 老客户 爱喝茶"
UNTAG_USAGE = "去标签 @小明 老客户"
NO_MEMBER = "要 @ 出是谁，可以 @ 几位。请这样写：{usage}"
NO_TAG = "要写出什么标签，几个就用空格隔开。请这样写：{usage}"
TOO_LONG = "「{tag}」太长了，一个标签最多 {most} 个字。"
TOO_MANY = "{name} 的标签会有 {count} 个，一个人最多 {most} 个，可以先「去标签」。"
ADDED = "好的，{names} 有了标签：{tags}。"
ALREADY_TAGGED = "{names} 本来就有这些标签：{tags}。"
REMOVED = "好的，{names} 没有这些标签了：{tags}。"
NOT_TAGGED = "{names} 本来就没有这些标签：{tags}。"
NONE = "还没有标签。给成员加一个：" + USAGE
ALL = "标签（发「标签 {tag}」看有谁）：\n{lines}"
LINE = "{tag}：{count} 人"
NOBODY = "没有人有「{tag}」这个标签。发「标签」看有哪些。"
TAGGED = "「{tag}」{count} 人：{names}"
TAGS_OF = "{name} 的标签：{tags}"
WITHOUT_TAGS = "{name} 还没有标签。"

KEPT_OFF = "手工去掉的，规则不再给 {members} 贴「{names}」；想交回给规则，发「标签 @{member} {name} 恢复自动」。"
AUTOMATIC = "恢复自动"
AUTOMATIC_USAGE = "标签 @小明 老客户 恢复自动"
"""Said behind tags, it leaves them to the rules again."""
LEFT_TO_RULE = "好的，{names} 的「{tags}」交回给规则，今晚 03:10 起按规则贴；发「重贴标签」马上贴。"
NO_RULE = "「{tags}」没有写在 tags 的规则里，只能手工贴。"
NOT_BY_HAND = "{names} 的「{tags}」本来就归规则管。"

feature = Feature("tags", TagRules, title="标签", topic="客户")


@feature.command("标签", help="给成员加标签；看有哪些、谁有", usage="@小明 老客户", role=Role.STAFF)
def tag(message: Message, ctx: MemberContext) -> str:
    members, rest = split_members(message, ctx, ctx.args, USAGE)
    if not members and ctx.args.endswith(AUTOMATIC):
        raise Refusal(NO_MEMBER.format(usage=AUTOMATIC_USAGE))
    if not members:
        return _describe_tag(ctx, ctx.args) if ctx.args else _describe_all(ctx)
    if not rest:
        return "\n".join(_describe_member(ctx, member) for member in members)
    names = _read_tags(rest, USAGE)
    if names[-1] == AUTOMATIC:
        return _leave_to_rules(ctx, members, names[:-1] or list(ctx.rules(TagRules).root))
    for member in members:
        count = len({*(tag.name for tag in tags.list_tags(ctx.db, member)), *names})
        if count > MOST:
            raise Refusal(TOO_MANY.format(name=member.name, count=count, most=MOST))
    new = sum(tags.add(ctx.db, member, names, actor=ctx.member.user_id, at=ctx.now) for member in members)
    return _describe(ADDED if new else ALREADY_TAGGED, members, names)


@feature.command("去标签", help="去掉成员的标签", usage="@小明 老客户", role=Role.STAFF)
def untag(message: Message, ctx: MemberContext) -> str:
    members, rest = split_members(message, ctx, ctx.args, UNTAG_USAGE)
    if not members:
        raise Refusal(NO_MEMBER.format(usage=UNTAG_USAGE))
    names = _read_tags(rest, UNTAG_USAGE)
    taken = sum(tags.remove(ctx.db, member, names) for member in members)
    ruled = [name for name in names if name in ctx.rules(TagRules).root]
    for member in members:
        tags.keep_off(ctx.db, member, ruled, actor=ctx.member.user_id, at=ctx.now)
    answer = _describe(REMOVED if taken else NOT_TAGGED, members, names)
    if not ruled:
        return answer
    return answer + KEPT_OFF.format(
        members="、".join(member.name for member in members),
        names="」「".join(ruled),
        member=members[0].name,
        name=ruled[0],
    )


def _leave_to_rules(ctx: MemberContext, members: list[Member], names: list[str]) -> str:
    ruled = [name for name in names if name in ctx.rules(TagRules).root]
    if not ruled:
        raise Refusal(NO_RULE.format(tags="」「".join(names)))
    left = [name for name in ruled if sum(tags.leave_to_rule(ctx.db, member, name) for member in members)]
    words = LEFT_TO_RULE if left else NOT_BY_HAND
    return words.format(names="、".join(member.name for member in members), tags="」「".join(left or ruled))


def _read_tags(text: str, usage: str) -> list[str]:
    names = list(dict.fromkeys(normalize(text).split()))
    if not names:
        raise Refusal(NO_TAG.format(usage=usage))
    for name in names:
        if len(name) > LONGEST:
            raise Refusal(TOO_LONG.format(tag=truncate(name), most=LONGEST))
    return names[: MOST + 1]


def _describe(words: str, members: list[Member], names: list[str]) -> str:
    return words.format(names="、".join(member.name for member in members), tags="、".join(names))


def _describe_all(ctx: MemberContext) -> str:
    counts = tags.count_by_tag(ctx.db, ctx.group.id)
    if not counts:
        return NONE
    lines = [LINE.format(tag=name, count=count) for name, count in counts[:SHOWN]]
    return ALL.format(tag=counts[0][0], lines="\n".join(lines))


def _describe_tag(ctx: MemberContext, name: str) -> str:
    tagged = tags.list_members(ctx.db, ctx.group.id, name)
    if not tagged:
        return NOBODY.format(tag=truncate(name))
    return TAGGED.format(tag=name, count=len(tagged), names=join_names(tagged, SHOWN))


def _describe_member(ctx: MemberContext, member: Member) -> str:
    names = [describe_origin(ctx, tag) for tag in tags.list_tags(ctx.db, member)]
    return TAGS_OF.format(name=member.name, tags="、".join(names)) if names else WITHOUT_TAGS.format(name=member.name)
