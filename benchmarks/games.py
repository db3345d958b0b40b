"""Measures an answer to a game against a check-in and against one in a long chain, and talk beside a game against talk.

`python -m benchmarks.games`. The three take turns, so that a change of the machine's speed meets all of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.gates import Gate
from handlers.games.idioms import Idioms, load_idioms
from tests.chat import GROUP, Chat, open_chat, write_config

ROUNDS, EACH = 15, 40
LINKS, EDGE = 5_000, 200
"""Of the long chain, and how many of the first and of the last are compared."""
GROUPS = {
    "plain": "",
    "playing": "game_idioms: {minutes: 60}\n",
    "long": "game_idioms: {minutes: 60, along: false}\n",
}


async def measure() -> list[Gate]:
    """Return an answer's cost as a multiple of a check-in's, and what offering talk to rounds adds to talk."""
    with TemporaryDirectory() as place:
        groups = [GROUP.replace("group: demo", f"group: {name}") + extra for name, extra in GROUPS.items()]
        config = write_config(Path(place) / "config", *groups)
        chat = await open_chat(config, f"sqlite:///{place}/games.db")
        try:
            return [*await _measure(chat), await _measure_long(chat)]
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
        people = [f"玩家{number}" for number in range(EACH)]  # a game has dozens of players, not hundreds
        for who in people if round_ == 0 else ():
            await chat.say(who, "早")
        costs["talk beside a game"].append(await _time(people, lambda who: chat.say(who, f"今天{who}真不错")))
        links = {who: _next(idioms, used) for who in people}
        costs["answer"].append(await _time(people, partial(_answer, chat, links)))
    # Other processes only ever add to it, so the quietest round tells most.
    typical = {name: min(times) for name, times in costs.items()}
    print(*(f"{name}: {seconds * 1e6:.0f} us" for name, seconds in typical.items()), sep="\n")
    return [
        Gate("game_answer_by_checkin", typical["answer"] / typical["check-in"], 1.5),
        Gate("talk_beside_game_by_talk", typical["talk beside a game"] / typical["talk"], 1.5),
    ]


async def _measure_long(chat: Chat) -> Gate:
    """Return what the last links of a long chain cost as a multiple of the first ones."""
    idioms = load_idioms()
    chat.group = "long"
    used = [(await chat.say("甲", "成语接龙")).partition("第一个：「")[2][:4]]
    taken = set(used)
    costs = []
    for number in range(LINKS):
        following = idioms.following(used[-1], taken, tone=False)
        # Where none goes on, the chain is at its end, and the bot opens a new one.
        link = next((word for word in following if idioms.can_go_on(word, taken, tone=False)), following[0])
        began = process_time()
        told = await chat.say(f"人{number % EACH}", link)
        costs.append(process_time() - began)
        opened = told.partition("换一条：「")[2][:4]
        used += [link, opened] if opened else [link]
        taken.update(used[-2:])
    first, last = (quantiles(part, n=10)[0] for part in (costs[EACH : EACH + EDGE], costs[-EDGE:]))
    print(f"answer among the first {EDGE} links: {first * 1e6:.0f} us, among the last of {LINKS}: {last * 1e6:.0f} us")
    return Gate("game_answer_after_long_chain", last / first, 1.5)


async def _answer(chat: Chat, links: dict[str, str], who: str) -> str:
    return await chat.say(who, links[who])


def _next(idioms: Idioms, used: list[str]) -> str:
    """Return an idiom that links to the last one and does not end the chain."""
    following = idioms.following(used[-1], used, tone=False)
    used.append(next(word for word in following if idioms.can_go_on(word, [*used, word], tone=False)))
    return used[-1]


async def _time(people: list[str], act: Callable[[str], Awaitable[str]]) -> float:
    """Return the seconds of processor time that one act takes, in all threads, each member once."""
    began = process_time()
    for who in people:
        await act(who)
    return (process_time() - began) / len(people)


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
