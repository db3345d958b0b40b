"""Who is named at a place of a message: by a mention of the platform, by a name that the group knows, or by an id."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.kit.context import Context
from handlers.kit.events import At, Message
from handlers.kit.words import normalize
from storage.members import roster
from storage.members.roster import Member

SIGNS = ("@", "＠")
ENDS = frozenset(" \n\t@＠,，、;；:：")
"""What may follow a name. A name that goes on is another one: 小明明 and 小明2 are not 小明."""
MOST_LEADING = 50
"""Names one after the other that are looked up; nobody means more people than that by a word to the bot."""
MOST_WORDS = 2
"""Latin words after the first one that an unknown name may have: @Amy Mary Li."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text."""

    end: int
    """Where it ends."""
    at: At | None = None
    """Whom the platform says was mentioned here."""
    members: tuple[Member, ...] = ()
    """Who is called so; of several nobody knows which one is meant."""
    left: tuple[Member, ...] = ()
    """Those who are called so, where all of them have left."""


def read_name(ctx: Context, message: Message, text: str) -> Named | None:
    """Return who is named at the beginning of a part of a message, with or without @; None for nobody who is known.

    Of several names that fit the longest one counts. A mention of the platform comes before a name that was typed; of
    two with one name each is bound to its own place in the message.
    """
    start = 1 if text.startswith(SIGNS) else 0
    if start:
        labels = {normalize(at.name) for at in message.mentions}
        label = max((label for label in labels if label and is_name_at(text, start, label)), key=len, default="")
        if label:
            return Named(start + len(label), at=_at_this_place(message, text, label))
    typed = text[start:]

    def begins_with(name: str) -> bool:
        return typed.startswith(name if name.isalnum() else normalize(name))

    candidates = [
        (label, member, left)
        for member, left in (roster.list_beginning(ctx.db, ctx.group.id, typed, begins_with) if typed else ())
        for label in {normalize(member.name), member.user_id}
        if is_name_at(text, start, label)
    ]
    longest = max((label for label, _, _ in candidates), key=len, default="")
    if not longest:
        return None
    namesakes = [(member, left) for label, member, left in candidates if label == longest]
    present = [member for member, left in namesakes if not left]
    by_id = tuple(member for member, _ in namesakes if member.user_id == longest)
    if not present:
        return Named(start + len(longest), left=by_id or tuple(member for member, _ in namesakes))
    return Named(start + len(longest), members=tuple(member for member in present if member in by_id) or tuple(present))


def skip_own_name(ctx: Context, message: Message, text: str) -> str:
    """Return the text without the bot's own name, where it begins with it and with no member's."""
    for _ in range(MOST_LEADING):
        if not (message.own_name and text.startswith(SIGNS) and is_name_at(text, 1, message.own_name)):
            break
        named = read_name(ctx, message, text)
        if named and named.end > 1 + len(message.own_name):
            break
        text = text[1 + len(message.own_name) :].lstrip()
    return text


def without_leading_names(ctx: Context, message: Message, text: str) -> tuple[str, ...]:
    """Return what a message may say after the people whom it begins with (@张三 积分), the likeliest first.

    Of names that nobody knows it is not certain where they end.
    """
    for _ in range(MOST_LEADING):
        if not text.startswith(SIGNS):
            break
        named = read_name(ctx, message, text)
        if named is None:
            words = text.split(" ", MOST_WORDS + 1)
            latin = next((place for place, word in enumerate(words[1:], 1) if not word.isascii()), len(words))
            tries = [" ".join(words[place:]).lstrip() for place in range(1, latin + 1)]
            return tuple(rest for rest in tries if rest)
        text = text[named.end :].lstrip()
    return (text,)


def is_name_at(text: str, start: int, label: str) -> bool:
    """Return whether a name stands at a place of a text, and ends there."""
    end = start + len(label)
    return text.startswith(label, start) and (end == len(text) or text[end] in ENDS)


def _at_this_place(message: Message, text: str, label: str) -> At:
    """Return which of the mentions with this name stands where `text` begins in the message."""
    namesakes = [at for at in message.mentions if normalize(at.name) == label]
    whole = normalize(message.text)
    # What is read is the end of the command's line, or of the message.
    place = max(whole.partition("\n")[0].rfind(text), whole.find(text))
    before = sum(
        whole.startswith(SIGNS, start) and is_name_at(whole, start + 1, label) for start in range(max(place, 0))
    )
    return namesakes[min(before, len(namesakes) - 1)]
