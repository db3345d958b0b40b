"""Groups with a wave, members who fall asleep, and what these are written."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.kit.reply import plain
from tests.chat import Chat

QUIET = "badges: {badges: []}\nspeaking: {points: 0}\nwelcome: {gather: 600, text: 欢迎, template: ''}\n"
MANY = tuple(f"客{number}" for number in range(30))
NAME = "唤回"


def wave(more: str = "", **keys: str) -> str:
    """Return a group with one wave, its keys as YAML; `more` is the rest of the file."""
    keys = {"whom": "{absent: 14}", "say": '"{name} 好久不见，回来坐坐？"', "days": "7", **keys}
    listed = "".join(f"    {key}: {words}\n" for key, words in keys.items())
    return f"{QUIET}{more}waves:\n  - name: {NAME}\n{listed}"


async def fall_asleep(chat: Chat, who: Iterable[str] = MANY, days: int = 20) -> None:
    """Let these say something once, and then nothing for so many days."""
    for name in who:
        await chat.say(name, "大家好")
    await chat.forward(days=days)


async def start(chat: Chat, minutes: int = 3) -> str:
    """Begin the wave, and let the first portions have their turn; return the answer."""
    answer = await chat.say("小助理", f"唤醒 开始 {NAME}")
    await chat.forward(minutes=minutes)
    return answer


def letters(chat: Chat, since: int = 0) -> list[tuple[str, str]]:
    """Return what members were written in private, in order, from a place in all that was said on."""
    return [(target, plain(piece)) for target, piece in chat.platform.got[since:] if target != chat.group]


def called(chat: Chat, since: int = 0) -> list[str]:
    """Return who was written to, in order."""
    return [who for who, _ in letters(chat, since)]
