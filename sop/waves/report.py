"""唤醒报表: what a wave brought, in words and as a picture; no name stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from handlers.kit import Capability, Context, Drawing, Reply, reply
from handlers.pictures.report_specs import ReportBar, ReportLine, ReportSpec, ReportTile
from handlers.text.money import format_yuan
from handlers.text.shares import in_brackets, percent_of
from sop.waves.figures import LEAST_CALLED, NOT_TOLD, lift_of, say_points, say_ratio, say_share
from sop.waves.results import Results, add_up, results_of
from storage.sop import wave_results
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
WOKEN = "找过的 {members} 人回来 {woken} 人{share}"
WOKEN_ALONE = "，没找的 {members} 人自己回来 {woken} 人{share}"
MORE = "多唤醒 {difference} 个百分点（95% 把握在 {low} 到 {high} 之间）"
CLEAR = "是唤醒起了作用：多回来大约 {more} 人，至少 {least} 人"
WORSE = "找了反而回来得少，换一种词或时间再试"
SMALL = "人太少，看不出是不是唤醒的功劳：对照只有 {alone} 人，{more}或多留一点对照（holdout）"
MORE_RUNS, MORE_TIME = "攒几轮发「唤醒报表 {name} 全部」，", "再攒几轮，"
UNCLEAR = "看不出差别：没找的人也差不多这样回来"
NO_HOLDOUT = "没有对照的人，说不出有没有唤醒也会回来"
MONEY = "投入 {spent} 元（触达 {touched} 人{offers}），产出 {earned} 元（{how}），{ratio}"
ROI = "ROI {ratio}"
TOO_FEW = "人太少，ROI 说明不了什么"
OFFERS = "，领礼 {taken} 份"
BY_WORTH = "回来一位按 {worth} 元算"
BY_ORDERS = "找过的人这些天的订单"
NO_COST = "没有写 cost，算不出 ROI"
PROVEN = "对照能证明的 ROI {ratio}%（{low}% 到 {high}%）：只算没找就不会回来的人"
PROVEN_SHORT = "只算没找就不会回来的人，ROI {ratio}%（{low}% 到 {high}%）"
REASONS = "说了为什么少来的 {count} 人：{reasons}"
REASON = "{words} {count}"
SHARE = "回来的人，%"
SIDES = ("找过的", "没找的")
TOO_FEW_PEOPLE, NO_ONE_ALONE = "人太少", "没有对照"


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
    called, alone, lift = results.called, results.alone, lift_of(results)
    tiles = (
        ReportTile(label="触达", value=f"{called.touched} 人", change=f"对照 {alone.members} 人"),
        ReportTile(label="找过的回来", value=say_share(called), change=f"{called.woken}/{called.members} 人"),
        ReportTile(label="没找的回来", value=say_share(alone), change=f"{alone.woken}/{alone.members} 人"),
        ReportTile(
            label="多唤醒（百分点）",
            value=say_points(lift.difference) if lift else NOT_TOLD,
            change=f"{say_points(lift.low)} 到 {say_points(lift.high)}"
            if lift
            else TOO_FEW_PEOPLE
            if alone.members
            else NO_ONE_ALONE,
            trend="even" if lift is None or not lift.is_clear else "good" if lift.low > 0 else "bad",
        ),
        ReportTile(label="投入", value=f"{format_yuan(results.spent)} 元", change=f"领礼 {called.taken} 份"),
        ReportTile(label="ROI", value=say_ratio(results), change=f"产出 {format_yuan(results.earned)} 元"),
    )
    return ReportSpec(
        title="唤醒报表",
        group=f"{ctx.group.name} · {runs[0].name}",
        dates=_dates(runs),
        tiles=tiles,
        chart=SHARE,
        bars=_bars(results),
        remarks=(verdict(results, runs),),
        lines=tuple(
            ReportLine(head=head, words=words)
            for head, words in (
                ("怎么算", _since(ctx, runs)),
                ("证明的", say_proven(results, PROVEN_SHORT)),
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
    told = WOKEN.format(members=called.members, woken=called.woken, share=in_brackets(called.woken, called.members))
    if not alone.members:
        return told
    share = in_brackets(alone.woken, alone.members)
    return told + WOKEN_ALONE.format(members=alone.members, woken=alone.woken, share=share)


def _lift(results: Results, runs: Sequence[Run]) -> Iterator[str]:
    lift = lift_of(results)
    if lift:
        yield MORE.format(difference=say_points(lift.difference), low=say_points(lift.low), high=say_points(lift.high))
    yield f"💡 {verdict(results, runs)}"


def verdict(results: Results, runs: Sequence[Run]) -> str:
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
        ratio=_describe_ratio(results),
    )
    yield from filter(None, [say_proven(results, PROVEN)])


def say_proven(results: Results, words: str) -> str:
    """Say what the holdout proves; empty where nothing was spent, nobody came, or too few were left alone to tell."""
    is_told = results.lift is not None and (results.lift.is_clear or not results.is_small)
    is_told = is_told and results.called.members >= LEAST_CALLED
    proven = results.proven_ratio if is_told else None
    return words.format(ratio=proven[0], low=proven[1], high=proven[2]) if proven else ""


def _reasons(ctx: Context, runs: Sequence[Run]) -> Iterator[str]:
    reasons: Counter[str] = Counter()
    for run in runs:
        reasons.update(dict(wave_results.count_reasons(ctx.db, ctx.group.id, run=run).counts))
    if reasons:
        listed = "、".join(REASON.format(words=words, count=count) for words, count in reasons.most_common())
        yield REASONS.format(count=reasons.total(), reasons=listed)


def _describe_ratio(results: Results) -> str:
    if not results.spent:
        return NO_COST
    return ROI.format(ratio=say_ratio(results)) if results.called.members >= LEAST_CALLED else TOO_FEW


def _bars(results: Results) -> tuple[ReportBar, ...]:
    """Return a bar for each side; none where one of them is too small to be held against the other."""
    shares = [percent_of(arm.woken, arm.members) for arm in (results.called, results.alone)]
    if None in shares or not any(shares):
        return ()
    return tuple(
        ReportBar(label=label, value=share or 0, off=is_alone)
        for label, share, is_alone in zip(SIDES, shares, (False, True), strict=True)
    )
