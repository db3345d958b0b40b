"""入群欢迎语: what WeCom itself says to whoever joins a customer group, and how far its template is."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Role
from handlers.members.entry_welcome_words import COMMAND, Rules, describe
from storage.members import entry_welcome

feature = Feature(entry_welcome.FEATURE, Rules, title="入群欢迎语", topic="成员")


@feature.command(COMMAND, help="客户群的入群欢迎语建好没有", role=Role.ADMIN, read_only=True)
def show_entry_welcome(message: Message, ctx: MemberContext) -> str:
    return describe(ctx.group, entry_welcome.load(ctx.db, ctx.group.id))
