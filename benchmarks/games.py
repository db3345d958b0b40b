"""Measures an answer to an open game against a check-in, and talk beside an open game against talk without one.

`python -m benchmarks.games`. The three take turns, so that a change of the machine's speed meets all of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.gates import Gate
from handlers.games.idioms import Idioms, load_idioms
from tests.chat import GROUP, Chat, open_chat, write_config

ROUNDS, EACH = 15, 40
GROUPS = {
    "plain": "",
    "playing": "game_idioms: {minutes: 60}\n",
}


async def measure() -> list[Gate]:
    """Return an answer's cost as a multiple of a check-in's, and what offering talk to rounds adds to talk."""
    with TemporaryDirectory() as place:
        groups = [GROUP.replace("group: demo", f"group: {name}") + extra for name, extra in GROUPS.items()]
        config = write_config(Path(place) / "config", *groups)
        chat = await open_chat(config, f"sqlite:///{place}/games.db")
        try:
            return await _measure(chat)
        finally:
            await chat.bot.close()


async def _measure(chat: Chat) -> list[Gate]:
    idioms = load_idioms()
    chat.group = "playing"
    word = (await chat.say("甲", "成语接龙")).partition("第一个：「")[2][:4]
    used = [word]
    costs: dict[str, list[float]] = {"check-in": [], "answer": [], "talk": [], "talk beside a game": []}
    for round_ in range(ROUNDS):
        people = [f"人{round_}-{number}" for number in range(EACH)]
        chat.group = "plain"
        for who in people:
            await chat.say(who, "早")
        costs["check-in"].append(await _time(people, lambda who: chat.say(who, "签到")))
        costs["talk"].append(await _time(people, lambda who: chat.say(who, f"今天{who}真不错")))
        chat.group = "playing"
        for who in people:
            await chat.say(who, "早")
        costs["talk beside a game"].append(await _time(people, lambda who: chat.say(who, f"今天{who}真不错")))
        links = {who: _next(idioms, used) for who in people}
        costs["answer"].append(await _time(people, partial(_answer, chat, links)))
    typical = {name: median(times) for name, times in costs.items()}
    print(*(f"{name}: {seconds * 1e6:.0f} us" for name, seconds in typical.items()), sep="\n")
    return [
        Gate("game_answer_by_checkin", typical["answer"] / typical["check-in"], 1.5),
        Gate("talk_beside_game_by_talk", typical["talk beside a game"] / typical["talk"], 1.5),
    ]


async def _answer(chat: Chat, links: dict[str, str], who: str) -> str:
    return await chat.say(who, links[who])


def _next(idioms: Idioms, used: list[str]) -> str:
    """Return an idiom that links to the last one and does not end the chain."""
    following = idioms.following(used[-1], used, tone=False)
    used.append(next(word for word in following if idioms.can_go_on(word, [*used, word], tone=False)))
    return used[-1]


async def _time(people: list[str], act: Callable[[str], Awaitable[str]]) -> float:
    """Return the seconds that one act takes, each member once."""
    began = perf_counter()
    for who in people:
        await act(who)
    return (perf_counter() - began) / len(people)


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
