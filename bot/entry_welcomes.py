"""Keeps the templates of customer groups' welcomes as the groups' files say, and tells those in charge what to do."""

from __future__ import annotations

import structlog

from bot.channels.channel import SendResult, SendStatus, Welcomes
from bot.lasting import LastingTask
from config.group import Group
from handlers.kit import ForStaff, reply
from handlers.members import entry_welcome_words
from handlers.members.entry_welcome_words import COMMAND, describe
from storage.db import Db
from storage.members import entry_welcome
from storage.members.entry_welcome import EntryWelcome, Template

log = structlog.get_logger()

LANE = "entry welcomes"
NO_APP = "这个群没有自建应用，请在 hear 里写上 wecom_app"
LOST = "机器人在等回音的时候停了"
REMOVED = "入群欢迎语从企业微信里删掉了。"
NOT_REMOVED = "入群欢迎语没有从企业微信里删掉：{note}。已经删过了就不用管，还在的话请到管理后台删。"


class EntryWelcomes(LastingTask):
    """Compares each group's welcome with what its file says."""

    async def work(self) -> None:
        """Take each group's template one step further."""
        for group in self._groups.all():
            known = await self._database.read(lambda db, of=group.id: entry_welcome.load(db, of))  # type: ignore[misc]
            wanted = entry_welcome_words.wanted(group)
            if known.step == "asking":
                # A change may be asked for again; of a new one nobody knows whether it is there.
                step = "" if known.id else "doubt"
                known = await self._keep(group, known.model_copy(update={"step": step, "note": LOST}))
            if wanted is None:
                if known.id or known.wanted:
                    await self._drop(group, known)
            elif wanted != known.wanted or not known.step:
                await self._put(group, known, wanted)

    async def _put(self, group: Group, known: Template, wanted: EntryWelcome) -> None:
        channel = self._channel_of(group)
        asked = known.model_copy(update={"wanted": wanted, "step": "asking", "note": ""})
        if channel is None:
            await self._keep(group, asked.model_copy(update={"step": "refused", "note": NO_APP}))
            return
        # On disk before the request leaves: a second template would be another one.
        await self._keep(group, asked)
        outcome, template = await channel.put_welcome(known.id, wanted)
        await self._keep(group, asked.model_copy(update=_ended(known, outcome, template)))

    async def _drop(self, group: Group, known: Template) -> None:
        channel = self._channel_of(group)
        outcome = await channel.drop_welcome(known.id) if channel and known.id else None
        if outcome is None or outcome.verdict is SendStatus.SENT:
            await self._keep(group, Template(), told=REMOVED if known.id else "")
        elif outcome.verdict in (SendStatus.REFUSED, SendStatus.DISABLED):
            await self._keep(group, Template(), told=NOT_REMOVED.format(note=outcome.note))

    async def _keep(self, group: Group, template: Template, told: str = "") -> Template:
        kept = template.model_copy(update={"at": self._clock.now()})
        words = told or (describe(group, kept) if kept.step in ("made", "refused", "doubt") else "")

        def write(db: Db) -> None:
            entry_welcome.save(db, group.id, kept)
            if words:
                key = f"entry_welcome:{kept.at}"
                self._outgoing.post(db, group, key, ForStaff(reply=reply(words), ask=COMMAND), self._clock.now())

        await self._database.write(write, lane=LANE)
        log.info("entry_welcome", group=group.id, step=kept.step, note=kept.note)
        self._wake_sender()
        return kept

    def _channel_of(self, group: Group) -> Welcomes | None:
        for name in group.hear:
            channel = self._channels.get(name)
            if isinstance(channel, Welcomes):
                return channel
        return None


def _ended(known: Template, outcome: SendResult, template: str) -> dict[str, str]:
    """Return how a request changes what is known; one that may go again leaves it to the next look."""
    match outcome.verdict:
        case SendStatus.SENT:
            return {"step": "made", "id": template}
        case SendStatus.RETRY | SendStatus.PAUSE:
            return {"step": ""}
        case SendStatus.DOUBTFUL if not known.id:
            return {"step": "doubt", "note": outcome.note}
        case SendStatus.DOUBTFUL:
            return {"step": ""}
        case _:
            return {"step": "refused", "note": outcome.note}
