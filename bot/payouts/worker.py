"""Pays what was approved: one order number for ever, and what is in doubt is asked about before it is tried again."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog

from bot.lasting import LastingTask, TaskDeps
from bot.payouts.provider import Order, Outcome, PayoutProvider, Result
from config.group import Group
from handlers.kit import ForStaff, reply
from handlers.text.money import format_yuan
from storage.db import Db
from storage.members import roster
from storage.redpackets import payouts
from storage.redpackets.payouts import Payout, State

log = structlog.get_logger()

AT_ONCE = 20
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)
"""Before what is not settled is asked about again; each time twice as long."""
REFUSALS, CERTAIN = 2, timedelta(minutes=10)
"""After so many tries, and so long after the first one, what is refused once more was never taken."""
GIVE_UP = timedelta(days=29)
"""Services answer for thirty days. What is still in doubt then stays so, and people have to look."""
LANE = "payouts"
PAID = "💰 {number} 号付款到了：{yuan} 元给 {name}（{words}）。"
WAITING = "💰 {number} 号付款已受理：{yuan} 元给 {name}，等到账或对方在微信里确认收款。"
TO_TAKE = (
    "💰 {number} 号付款已受理：{yuan} 元给 {name}，要 TA 在你们自己的小程序或公众号网页上确认收款才到账，"
    "过期不收会退回。确认页要用的 package 发「付款记录 {number}」看。"
)
FAILED = "💰 {number} 号付款没有付成：{yuan} 元给 {name}，{note}。钱没有出去；要再付就重新发「付款」。"
LOST = "💰 {number} 号付款的结果查不到了：{yuan} 元给 {name}，单号 {order}，请到商户平台核对，核对之前不要另付。"
ASK = "付款记录"
TOLD = {State.PAID: PAID, State.WAITING: WAITING, State.FAILED: FAILED}


class PayoutWorker(LastingTask):
    """Pays what was approved, and asks what became of it."""

    look = 10.0

    def __init__(self, deps: TaskDeps, provider: PayoutProvider) -> None:
        super().__init__(deps)
        self._provider = provider

    async def work(self) -> None:
        """Try or ask about everything that is due now, once."""
        due = await self._database.read(lambda db: payouts.list_due(db, self._clock.now(), AT_ONCE))
        await asyncio.gather(*(self._carry_out(payout) for payout in due))

    async def _carry_out(self, payout: Payout) -> None:
        """Pay what was never tried; of anything else find out first what became of it."""
        order = Order(payout.order_number, payout.openid, payout.fen, payout.words)
        if payout.attempts:
            result = await self._provider.query(payout.order_number)
            if result.outcome is not Outcome.MISSING:
                await self._settle(payout, await self._with_package(payout, order, result))
                return
        elif reason := self._provider.refuses(order):
            await self._settle(payout, Result(Outcome.FAILED, reason))
            return
        next_at = self._clock.now() + self._wait(payout)
        # On disk before the request leaves: a crash from here on finds it in doubt and never new.
        if not await self._database.write(lambda db: payouts.begin_attempt(db, payout, next_at), lane=LANE):
            return
        result = await self._provider.pay(order)
        if result.outcome is Outcome.REFUSED and self._is_refused_for_good(payout):
            result = Result(Outcome.FAILED, result.note)
        await self._settle(payout, result)

    async def _with_package(self, payout: Payout, order: Order, result: Result) -> Result:
        """Return a result with what the payee's page needs: where that was lost, the same order tells it again."""
        if not result.to_take or result.package or payout.package:
            return result
        next_at = self._clock.now() + self._wait(payout)
        if not await self._database.write(lambda db: payouts.begin_attempt(db, payout, next_at), lane=LANE):
            return result
        told = await self._provider.pay(order)
        return told if told.to_take else result

    def _is_refused_for_good(self, payout: Payout) -> bool:
        """Return whether a refusal can be believed: again and again the service knew of no such order in between."""
        return payout.attempts >= REFUSALS and self._clock.now() - payout.at >= CERTAIN

    async def _settle(self, payout: Payout, result: Result) -> None:
        state = {
            Outcome.PAID: State.PAID,
            Outcome.FAILED: State.FAILED,
            Outcome.WAITING: State.WAITING,
        }.get(result.outcome, State.DOUBT)
        now = self._clock.now()
        is_over = state in (State.PAID, State.FAILED)
        is_lost = not is_over and now - payout.at > GIVE_UP
        next_at = None if is_over or is_lost else now + self._wait(payout)
        log.info("payout", order=payout.order_number, state=state.value, note=result.note)

        def save(db: Db) -> None:
            changed = payouts.settle(db, payout, state, result.note, package=result.package, at=now, next_at=next_at)
            told = LOST if is_lost else TOLD.get(state) if state is not payout.state else None
            told = TO_TAKE if told is WAITING and result.to_take else told
            group = self._groups.get(payout.group_id)
            if changed and told and group:
                self._tell(db, group, payout, told, "lost" if is_lost else state.value, result.note)

        await self._database.write(save, lane=LANE)
        self._wake_sender()

    def _tell(self, db: Db, group: Group, payout: Payout, told: str, key: str, note: str) -> None:
        member = roster.get(db, payout.member_id, include_left=True)
        words = told.format(
            number=payout.number,
            yuan=format_yuan(payout.fen),
            name=member.name if member else "",
            words=payout.words,
            note=note,
            order=payout.order_number,
        )
        notice = ForStaff(reply=reply(words), ask=ASK)
        self._outgoing.post(db, group, f"payout:{payout.id}:{key}", notice, self._clock.now())

    def _wait(self, payout: Payout) -> timedelta:
        """Return how long to leave a payout alone: twice as long each time, as long as it has been under way."""
        age = self._clock.now() - payout.at
        return min(max(FIRST_WAIT, age), LONGEST_WAIT)
