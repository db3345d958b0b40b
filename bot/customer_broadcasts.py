"""Carries broadcasts to customer groups to the platform, each once, and reads back whether they were confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import structlog

from bot.channels.channel import Broadcasts, SendStatus
from bot.lasting import LastingTask
from handlers.kit import ForStaff, reply
from storage.db import Db
from storage.messages import customer_broadcasts
from storage.messages.customer_broadcasts import CustomerBroadcast, State

log = structlog.get_logger()

PATIENCE = timedelta(days=3)
"""How long somebody may take to confirm."""
LANE = "customer broadcasts"
NO_APP = "这个群没有能群发的自建应用，请在 hear 里写上 wecom_app"
LOST = "机器人在等回音的时候停了"
ASK = "SOP 记录"
TOLD = {
    State.WAITING: "客户群的群发任务建好了，请 {sender} 在企业微信的「群发助手」里点确认：{words}",
    State.FAILED: "客户群的群发没有发：{note}",
    State.DOUBT: "客户群的群发不知道建成没有：{note}。请 {sender} 在「群发助手」里看看，我不会再建。",
    State.EXPIRED: "客户群的群发三天没有人确认，作废了：{words}",
}


class CustomerBroadcasts(LastingTask):
    """Asks for broadcasts, and looks at those that wait for a confirmation."""

    async def work(self) -> None:
        """Take each that is not over one step further."""
        for broadcast in await self._database.read(customer_broadcasts.list_open):
            if broadcast.state is State.WAITING:
                await self._read_back(broadcast)
            elif broadcast.state is State.ASKING:
                await self._move(broadcast, State.DOUBT, note=LOST)
            else:
                await self._ask(broadcast)

    async def _ask(self, broadcast: CustomerBroadcast) -> None:
        channel = self._channel_of(broadcast)
        if channel is None:
            await self._move(broadcast, State.FAILED, note=NO_APP)
            return
        # On disk before the request leaves: after a crash it is in doubt, and never made twice.
        if not await self._move(broadcast, State.ASKING):
            return
        asked = replace(broadcast, state=State.ASKING)
        outcome, task = await channel.ask_to_send(broadcast.group_id, broadcast.sender, broadcast.words)
        match outcome.verdict:
            case SendStatus.SENT:
                await self._move(asked, State.WAITING, task=task)
            case SendStatus.RETRY | SendStatus.PAUSE:
                await self._move(asked, State.NEW)
            case SendStatus.DOUBTFUL:
                await self._move(asked, State.DOUBT, note=outcome.note)
            case _:
                await self._move(asked, State.FAILED, note=outcome.note)

    async def _read_back(self, broadcast: CustomerBroadcast) -> None:
        channel = self._channel_of(broadcast)
        result = await channel.sent(broadcast.group_id, broadcast.sender, broadcast.task) if channel else None
        if result and result.is_over:
            await self._move(broadcast, State.SENT if result.is_sent else State.FAILED, note=result.note)
        elif self._clock.now() - broadcast.at > PATIENCE:
            await self._move(broadcast, State.EXPIRED)

    async def _move(self, broadcast: CustomerBroadcast, state: State, *, task: str = "", note: str = "") -> bool:
        now = self._clock.now()

        def write(db: Db) -> bool:
            is_moved = customer_broadcasts.move(db, broadcast, state, task=task, note=note)
            group = self._groups.get(broadcast.group_id)
            if is_moved and group and state in TOLD:
                words = TOLD[state].format(sender=broadcast.sender, words=broadcast.words, note=note)
                notice = ForStaff(reply=reply(words), ask=ASK)
                self._outgoing.post(db, group, f"customer_broadcast:{broadcast.id}:{state}", notice, now)
            return is_moved

        is_moved = await self._database.write(write, lane=LANE)
        log.info("customer_broadcast", group=broadcast.group_id, state=state.value, note=note)
        self._wake_sender()
        return is_moved

    def _channel_of(self, broadcast: CustomerBroadcast) -> Broadcasts | None:
        group = self._groups.get(broadcast.group_id)
        for name in group.hear if group else ():
            channel = self._channels.get(name)
            if isinstance(channel, Broadcasts):
                return channel
        return None
