"""An introduction that staff or the inviter fill in for somebody who finds typing hard."""

from __future__ import annotations

from dataclasses import replace

from handlers.kit import Feature, ForMember, MemberContext, Message, Refusal, Reply, Role, reply
from handlers.kit.roles import role_of
from handlers.members.introducing import record_introduction
from handlers.text.people import split_member
from storage.members import introductions, invitations

feature = Feature("fill_in", title="代填介绍", topic="新人")

USAGE = "代填 @小明 我叫：小明 年龄：30 我喜欢：跑步 我擅长：做饭 我期望：多认识朋友"
NOT_YOURS = "只有员工和邀请 {name} 进群的人可以代填。"
HAS_OWN = "{name} 已经介绍过自己了。要改的话，请本人再发一次介绍，或者请员工代填。"
CORRECTED = "{who} 帮你改了自我介绍：{text}\n不对的话，自己再发一次介绍就行。"
UNREAD = "没看懂这份介绍。请这样写：{usage}"


@feature.command("代填", help="替新人填自我介绍；员工和邀请人可以", usage="@小明 我叫：小明 我喜欢：跑步")
def fill_in(message: Message, ctx: MemberContext) -> Reply:
    # Loaded when somebody fills a form in: its patterns take 0.1 s of a start and 5 MB (measured).
    from handlers.members.introduction import read_introduction

    member, text = split_member(message, ctx, USAGE)
    inviter = invitations.get_inviter(ctx.db, member)
    if ctx.role < Role.STAFF and ctx.member not in (member, inviter):
        raise Refusal(NOT_YOURS.format(name=member.name))
    has_own = member != ctx.member and introductions.exists(ctx.db, member)
    if has_own and ctx.role < Role.STAFF:
        raise Refusal(HAS_OWN.format(name=member.name))
    reading = read_introduction(text)
    if reading is None:
        raise Refusal(UNREAD.format(usage=USAGE))
    if has_own:
        words = CORRECTED.format(who=ctx.member.name, text=text)
        ctx.post(f"{ctx.key}:corrected", ForMember(member=member, reply=reply(words), ask="我的数据"))
    of_member = replace(ctx, member=member, role=role_of(ctx.group, member.user_id))
    for_another = member != ctx.member
    return record_introduction(of_member, reading.introduction, may_rename=False, said=text, for_another=for_another)
