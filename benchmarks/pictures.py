"""Pictures: how soon each kind is drawn, and what check-ins notice while fifty are asked for at once.

The bot, and the process that draws for it, share one core, which is the worst case; the load has the other.
"""

from __future__ import annotations

import asyncio
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, time

from benchmarks.gates import Gate
from bot.rendering import RenderProcess
from tests.support.callbacks import DONE, opened, request, said
from tests.support.community import fake_platform
from tests.support.fake_wecom import FakeWecom
from tests.support.load import Result, attempt, closed_loop, percentile
from tests.support.picture_specs import SPECS
from tests.support.server import LOAD, SERVER, app_channel, on_core, robot_channel, start_bot, write_config

BURST = 50
TIMES = 7
SECONDS = 3.0
CONNECTIONS = 16
PREPARED = 8_000
"""Check-ins made ready for each second."""
LONGEST = 60.0
"""Seconds until all pictures have left."""

_NUMBERS = count(1)


async def drawing() -> Gate:
    """Return the slowest kind of picture, warm, the way through the pipe included."""
    process = RenderProcess()
    taken = {}
    begun = perf_counter()
    await process.draw(SPECS[0])
    first = perf_counter() - begun
    for spec in SPECS:
        times = []
        for _ in range(1 + TIMES):
            begun = perf_counter()
            await process.draw(spec)
            times.append(perf_counter() - begun)
        taken[spec.kind] = median(times[1:]) * 1000
    await process.close()
    print(f"the first after {first * 1000:.0f} ms; " + ", ".join(f"{kind} {ms:.0f} ms" for kind, ms in taken.items()))
    return Gate("picture_ms", max(taken.values()), 300)


async def check_ins(port: int) -> Result:
    """Check-ins as fast as they are answered, each by somebody new."""
    now = int(time())
    numbers = [next(_NUMBERS) for _ in range(int(PREPARED * SECONDS))]
    requests = [request("office", said(f"u{one}", "签到", one, now), now) for one in numbers]
    result = await closed_loop(port, requests, CONNECTIONS, SECONDS)
    assert all(one.status == 200 and DONE in opened(one.body) for one in result.answers)
    return result


async def ask(port: int, user: str) -> None:
    """Let a member ask for their calendar."""
    now = int(time())
    assert await attempt(port, request("office", said(user, "签到日历", f"calendar-{user}", now), now))


async def burst(port: int, wecom: FakeWecom) -> float:
    """Fifty calendars at once; returns the seconds until the last picture is with the platform."""
    begun = perf_counter()
    await asyncio.gather(*(ask(port, f"u{number}") for number in range(1, BURST + 1)))
    async with asyncio.timeout(LONGEST):
        while len(wecom.media) < BURST:
            await asyncio.sleep(0.05)
    return perf_counter() - begun


async def beside() -> Gate:
    """Check-ins alone, with the burst beside them, and alone again."""
    with TemporaryDirectory() as place, on_core(LOAD):
        async with fake_platform(Random(1)) as (wecom, api):
            wecom.users |= {f"u{number}" for number in range(1, BURST + 1)}
            folder = Path(place)
            write_config(folder, {"office": app_channel(api), "robot": robot_channel("key", api)})
            with on_core(SERVER):
                server = start_bot(folder)
            try:
                await server.ready()
                await check_ins(server.port)
                before = await check_ins(server.port)
                pictures = asyncio.create_task(burst(server.port, wecom))
                during = await check_ins(server.port)
                taken = await pictures
                after = await check_ins(server.port)
            finally:
                server.stop()
    calm = median((before.rate(), after.rate()))
    p99 = percentile((one.got - one.sent for one in during.answers), 0.99)
    quiet = percentile((one.got - one.sent for one in (*before.answers, *after.answers)), 0.99)
    print(
        f"{BURST} pictures with the platform after {taken:.1f} s; check-ins {during.rate():.0f}/s beside them, "
        f"{calm:.0f}/s without; p99 {p99 * 1000:.0f} ms and {quiet * 1000:.0f} ms"
    )
    return Gate("checkin_p99_beside_pictures_ms", p99 * 1000, 50)


async def measure() -> list[Gate]:
    """Drawing alone, then beside check-ins."""
    return [await drawing(), await beside()]


if __name__ == "__main__":
    print(*asyncio.run(measure()), sep="\n")
