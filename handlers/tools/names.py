"""Names that are drawn from: as typed, with or without @, or all who checked in today."""

from __future__ import annotations

from handlers.dates.months import midnight
from handlers.kit import MemberContext, Message, Refusal
from handlers.kit.naming import SIGNS, read_name
from handlers.kit.words import truncate
from storage.checkin import checkins

SEPARATORS = " \n,，、;；/"
CHECKED_IN = ("签到", "今天签到的")
EVERYBODY = ("全群", "全体", "全员", "所有人", "大家", "全部", "群里所有人", "全体成员", "每个人")
MOST = 200
LONGEST_NAME = 20
NOBODY = "今天还没有人签到。"
ONLY_NAMED = "群里有谁我不一定都认识，请写上名字，或者写「签到」（从今天签到的人里选）～"
TOO_MANY = f"最多 {MOST} 个名字。"


def read_names(message: Message, ctx: MemberContext, text: str) -> list[str]:
    """Return the names in a text, each once; of 签到, those of all who checked in today. Raises Refusal."""
    if text.strip(SEPARATORS).lstrip("".join(SIGNS)) in EVERYBODY:
        raise Refusal(ONLY_NAMED)
    if text.strip(SEPARATORS) in CHECKED_IN:
        since = midnight(ctx.today, ctx.group.zone)
        names = [name for name, _ in checkins.list_since(ctx.db, ctx.group.id, ctx.today, since)]
        if not names:
            raise Refusal(NOBODY)
    else:
        names = list(dict.fromkeys(_typed(message, ctx, text)))
    if len(names) > MOST:
        raise Refusal(TOO_MANY)
    return names


def _typed(message: Message, ctx: MemberContext, text: str) -> list[str]:
    names: list[str] = []
    rest = text.strip(SEPARATORS)
    while rest and len(names) <= MOST:
        # Who is mentioned may have a name with spaces in it.
        named = read_name(ctx, message, rest) if rest.startswith(SIGNS) else None
        end = (
            named.end if named else min((place for sign in SEPARATORS if (place := rest.find(sign)) > 0), default=None)
        )
        name = rest[:end].lstrip("".join(SIGNS))
        names += [truncate(name, LONGEST_NAME)] if name else []
        rest = rest[len(rest) if end is None else end :].lstrip(SEPARATORS)
    return names
