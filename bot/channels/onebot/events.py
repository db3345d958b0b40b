"""What a OneBot tells: messages, and who comes and goes. Any shape is read; what is not understood is nothing.

Source: https://github.com/botuniverse/onebot-11, event/message.md, notice.md and meta.md.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from bot.channels.onebot.segments import Json, id_of, read
from handlers.kit import Event, Joined, Left, Message

PRIVATE = "user:"
"""Begins the target of a private conversation; what has no such beginning is a group's id."""


def event_of(body: Json, *, channel: str, bot_name: str, now: datetime) -> Event | None:
    """Return what happened; None where it is nothing for features: the account's own doing, say."""
    own, user = id_of(body.get("self_id")), id_of(body.get("user_id"))
    if not user or user == own:
        return None
    match body.get("post_type"):
        case "message":
            return _message(body, own, user, channel, bot_name, now)
        case "notice":
            return _notice(body, own, user, channel, now)
    return None


def _message(body: Json, own: str, user: str, channel: str, bot_name: str, now: datetime) -> Message | None:
    group = id_of(body.get("group_id"))
    is_group = body.get("message_type") == "group"
    # Nobody is behind an anonymous message, nor behind the system's own.
    if (is_group and (not group or body.get("sub_type") in ("anonymous", "notice"))) or not (
        is_group or body.get("message_type") == "private"
    ):
        return None
    heard = read(body.get("message", body.get("raw_message")), own)
    if not heard.text and not heard.pictures and not heard.is_addressed:
        return None
    sender = body.get("sender")
    named = sender if isinstance(sender, dict) else {}
    message = Message(
        channel=channel,
        key=f"{own}:{id_of(body.get('message_id')) or _digest(body)}",
        chat=group if is_group else None,
        user=user,
        name=str(named.get("card") or named.get("nickname") or "")[:64],
        at=_moment(body, now),
        reply_to=group if is_group else f"{PRIVATE}{user}",
        text=heard.text,
        addressed=heard.is_addressed or not is_group,
        mentions=heard.mentions,
        own_name=bot_name,
        pictures=heard.pictures,
    )
    return _typed_to(message, bot_name)


def _typed_to(message: Message, bot_name: str) -> Message:
    """Return the message without the bot's name where somebody typed it instead of choosing it."""
    for mark in (f"@{bot_name}", f"＠{bot_name}"):
        rest = message.text.removeprefix(mark)
        if rest != message.text and (not rest or rest[0].isspace()):
            return replace(message, text=rest.strip(), addressed=True)
    return message


def _notice(body: Json, own: str, user: str, channel: str, now: datetime) -> Joined | Left | None:
    group, kind = id_of(body.get("group_id")), body.get("notice_type")
    if not group or kind not in ("group_increase", "group_decrease"):
        return None
    common: dict[str, Any] = {
        "channel": channel,
        "key": f"{own}:{_digest(body)}",
        "chat": group,
        "user": user,
        "at": _moment(body, now),
        "reply_to": group,
    }
    if kind == "group_decrease":
        return Left(**common)
    operator = id_of(body.get("operator_id"))
    # Who lets somebody in that asked for it has invited nobody.
    is_invited = body.get("sub_type") == "invite" and operator not in ("", user, own)
    return Joined(**common, invited_by=operator if is_invited else None, scene="invited" if is_invited else "")


def _digest(body: Json) -> str:
    return sha256(json.dumps(body, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _moment(body: Json, now: datetime) -> datetime:
    """Return when it happened, by the other side's clock; `now` where it does not say, in seconds since 1970."""
    told = body.get("time")
    return datetime.fromtimestamp(told, UTC) if isinstance(told, int) and 0 < told < 10**11 else now
