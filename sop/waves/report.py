"""唤醒报表: what a wave brought, in words and as a picture; no name stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from handlers.kit import Capability, Context, Drawing, Reply, reply
from handlers.pictures.report_specs import ReportBar, ReportLine, ReportSpec, ReportTile
from handlers.reports.remarks import format_number
from handlers.text.money import format_yuan
from sop.waves.results import Results, add_up, results_of
from storage.sop import wave_results
from storage.sop.wave_results import Arm
from storage.sop.waves import Run, State

HEAD = "📋 唤醒报表 {name}（{since}）"
SINGLE = "{day:%m-%d} 开始，{days} 天内回来算唤醒{state}"
SEVERAL = "{first:%m-%d} 到 {last:%m-%d} 开始的 {count} 轮，{days} 天内回来算唤醒{state}"
STATES = {State.COLLECTING: "，还在一批批地找", State.STOPPED: "，中途停了"}
OPEN = "，日子还没到"
NOBODY = "还没有轮到谁。"
CALLED = "触达 {touched} 人，留着对照 {alone} 人"
UNDELIVERED = "（其中 {count} 位的信没有送达，照样算在找过的里）"
NOT_YET = "（还有 {count} 人没说到：当天 @ 得够多了，或者自己先回来了）"
WOKEN = "找过的 {members} 人回来 {woken} 人（{share}%），没找的 {alone} 人自己回来 {alone_woken} 人（{alone_share}%）"
MORE = "多唤醒 {difference} 个百分点（95% 把握在 {low} 到 {high} 之间）"
CLEAR = "是唤醒起了作用：多回来大约 {more} 人，至少 {least} 人"
WORSE = "找了反而回来得少，换一种词或时间再试"
SMALL = "人太少，看不出是不是唤醒的功劳：对照只有 {alone} 人，{more}或多留一点对照（holdout）"
MORE_RUNS, MORE_TIME = "攒几轮发「唤醒报表 {name} 全部」，", "再攒几轮，"
UNCLEAR = "看不出差别：没找的人也差不多这样回来"
NO_HOLDOUT = "没有对照的人，说不出有没有唤醒也会回来"
MONEY = "投入 {spent} 元（触达 {touched} 人{offers}），产出 {earned} 元（{how}），ROI {ratio}"
OFFERS = "，领礼 {taken} 份"
BY_WORTH = "回来一位按 {worth} 元算"
BY_ORDERS = "找过的人这些天的订单"
NO_COST = "没有写 cost，算不出"
PROVEN = "对照能证明的 ROI {ratio}%（{low}% 到 {high}%）：只算没找就不会回来的人"
PROVEN_SHORT = "只算没找就不会回来的人，ROI {ratio}%（{low}% 到 {high}%）"
REASONS = "说了为什么少来的 {count} 人：{reasons}"
REASON = "{words} {count}"
SHARE = "回来的人，%"


def measure(ctx: Context, runs: Sequence[Run]) -> Results:
    """Return what runs of a wave brought so far, all together."""
    return add_up([results_of(run, *wave_results.count(ctx.db, run)) for run in runs])


def report_reply(ctx: Context, runs: Sequence[Run]) -> Reply:
    """Return the report on runs of a wave, the latest first, as a picture with its words behind it, or as words alone.

    Looks at everybody in these runs.
    """
    results = measure(ctx, runs)
    words = "\n".join(describe(ctx, runs, results))
    if Capability.PICTURES not in ctx.capabilities or not results.called.members:
        return reply(words)
    return reply(Drawing(sheet=draw(ctx, runs, results), alt=words))


def describe(ctx: Context, runs: Sequence[Run], results: Results) -> list[str]:
    """Return the report in lines."""
    head = HEAD.format(name=runs[0].name, since=_since(ctx, runs))
    if not results.called.members and not results.alone.members:
        return [head, NOBODY]
    money = _money(results, runs[0])
    return [head, _called(results), _woken(results), *_lift(results, runs), *money, *_reasons(ctx, runs)]


def draw(ctx: Context, runs: Sequence[Run], results: Results) -> ReportSpec:
    """Return the report's picture."""
    called, alone, lift = results.called, results.alone, results.lift
    tiles = (
        ReportTile(label="触达", value=f"{called.touched} 人", change=f"对照 {alone.members} 人"),
        ReportTile(label="找过的回来", value=_percent(called), change=f"{called.woken}/{called.members} 人"),
        ReportTile(label="没找的回来", value=_percent(alone), change=f"{alone.woken}/{alone.members} 人"),
        ReportTile(
            label="多唤醒（百分点）",
            value=_points(lift.difference) if lift else "—",
            change=f"{_points(lift.low)} 到 {_points(lift.high)}" if lift else "没有对照",
            trend="even" if lift is None or not lift.is_clear else "good" if lift.low > 0 else "bad",
        ),
        ReportTile(label="投入", value=f"{format_yuan(results.spent)} 元", change=f"领礼 {called.taken} 份"),
        ReportTile(label="ROI", value=_ratio(results), change=f"产出 {format_yuan(results.earned)} 元"),
    )
    return ReportSpec(
        title="唤醒报表",
        group=f"{ctx.group.name} · {runs[0].name}",
        dates=_dates(runs),
        tiles=tiles,
        chart=SHARE,
        bars=(
            ReportBar(label="找过的", value=_whole(called)),
            ReportBar(label="没找的", value=_whole(alone), off=True),
        ),
        remarks=(_verdict(results, runs),),
        lines=tuple(
            ReportLine(head=head, words=words)
            for head, words in (
                ("怎么算", _since(ctx, runs)),
                ("证明的", _proven(results, PROVEN_SHORT)),
                ("原因", "；".join(_reasons(ctx, runs))),
            )
            if words
        ),
    )


def _dates(runs: Sequence[Run]) -> str:
    """Return the first and the last day on which runs were begun."""
    return " 到 ".join(dict.fromkeys(f"{run.day:%m-%d}" for run in (runs[-1], runs[0])))


def _since(ctx: Context, runs: Sequence[Run]) -> str:
    """Say when runs were begun, and what counts."""
    run, first = runs[0], runs[-1]
    if len(runs) > 1:
        return SEVERAL.format(first=first.day, last=run.day, count=len(runs), days=run.days, state=_state(ctx, run))
    return SINGLE.format(day=run.day, days=run.days, state=_state(ctx, run))


def _state(ctx: Context, run: Run) -> str:
    if run.state in STATES:
        return STATES[run.state]
    return OPEN if run.ends_at and run.ends_at > ctx.now else ""


def _called(results: Results) -> str:
    left = results.called.members - results.called.touched
    undelivered = results.called.undelivered
    return (
        CALLED.format(touched=results.called.touched, alone=results.alone.members)
        + (UNDELIVERED.format(count=undelivered) if undelivered else "")
        + (NOT_YET.format(count=left) if left else "")
    )


def _woken(results: Results) -> str:
    called, alone = results.called, results.alone
    return WOKEN.format(
        members=called.members,
        woken=called.woken,
        share=_whole(called),
        alone=alone.members,
        alone_woken=alone.woken,
        alone_share=_whole(alone),
    )


def _lift(results: Results, runs: Sequence[Run]) -> Iterator[str]:
    lift = results.lift
    if lift:
        yield MORE.format(difference=_points(lift.difference), low=_points(lift.low), high=_points(lift.high))
    yield f"💡 {_verdict(results, runs)}"


def _verdict(results: Results, runs: Sequence[Run]) -> str:
    """Say whether the wave worked, and honestly where nobody can tell."""
    lift, woken = results.lift, results.more
    if lift is None or woken is None:
        return NO_HOLDOUT
    if lift.low > 0:
        return CLEAR.format(more=round(woken[0]), least=max(1, round(woken[1])))
    if lift.high < 0:
        return WORSE
    if not results.is_small:
        return UNCLEAR
    more = MORE_TIME if len(runs) > 1 else MORE_RUNS.format(name=runs[0].name)
    return SMALL.format(alone=results.alone.members, more=more)


def _money(results: Results, run: Run) -> Iterator[str]:
    worth = run.worth_fen
    yield MONEY.format(
        spent=format_yuan(results.spent),
        touched=results.called.touched,
        offers=OFFERS.format(taken=results.called.taken) if results.called.taken else "",
        earned=format_yuan(results.earned),
        how=BY_ORDERS if worth is None else BY_WORTH.format(worth=format_yuan(worth)),
        ratio=_ratio(results) if results.spent else NO_COST,
    )
    yield from filter(None, [_proven(results, PROVEN)])


def _proven(results: Results, words: str) -> str:
    """Say what the holdout proves; empty where nothing was spent, nobody came, or too few were left alone to tell."""
    is_told = results.lift is not None and (results.lift.is_clear or not results.is_small)
    proven = results.proven_ratio if is_told else None
    return words.format(ratio=proven[0], low=proven[1], high=proven[2]) if proven else ""


def _reasons(ctx: Context, runs: Sequence[Run]) -> Iterator[str]:
    reasons: Counter[str] = Counter()
    for run in runs:
        reasons.update(dict(wave_results.count_reasons(ctx.db, ctx.group.id, run=run).counts))
    if reasons:
        listed = "、".join(REASON.format(words=words, count=count) for words, count in reasons.most_common())
        yield REASONS.format(count=reasons.total(), reasons=listed)


def _ratio(results: Results) -> str:
    return "—" if results.ratio is None else f"{results.ratio}%"


def _percent(arm: Arm) -> str:
    return f"{_whole(arm)}%" if arm.members else "—"


def _whole(arm: Arm) -> int:
    return round(arm.woken * 100 / arm.members) if arm.members else 0


def _points(share: float) -> str:
    """Return a difference of shares in percentage points."""
    return format_number(round(share * 100, 1)) if round(share * 100, 1) else "0"
