"""How packets are shown: when they are opened, while they are open, and who got what in the end."""

from __future__ import annotations

from datetime import timedelta

from handlers.dates.hours import format_time
from handlers.kit import Button, Capability, Card, Context, Drawing, Part, Reply, reply
from handlers.kit.words import truncate
from handlers.pictures.specs import RedPacketLine, RedPacketSpec
from handlers.redpackets.rules import EQUAL, LUCKY
from handlers.redpackets.rules import WORDS as DEFAULT_WORDS
from handlers.text.card_names import opened_card_name, read_opened_card_name
from handlers.text.hearing import describe_way
from handlers.text.people import mention
from storage.db import to_millis
from storage.members import roster
from storage.redpackets import packets, shares
from storage.redpackets.packets import Packet, State
from storage.redpackets.shares import Share

TITLE = "🧧 {number} 号红包：{who}发了 {points} 分，{kind} {shares} 份"
WORDS = "「{words}」"
HOW = "发「{example}」就能抢，到 {until}。"
HOW_BY_PHRASE = "把口令打出来就抢到了：{phrase}\n到 {until}。"
HOW_BY_ANSWER = "答对就抢到：{question}\n直接把答案打出来，到 {until}。"
UNDO = "（发错了就发「取消红包」）"
ANSWER = "答案：{answers}"
QUIZ = "答题"
ANSWER_WORD = "答案"
FOR_SOME = "这是给 "
EMPTIED = "🧧 {number} 号红包抢完啦：{points} 分 {shares} 份，用了 {took}。"
ENDED = "🧧 {number} 号红包到时间了：{shares} 份抢了 {grabbed} 份，剩下的 {rest} 分退回{whom}。"
WITHDRAWN = "🧧 {number} 号红包收回了：{shares} 份抢了 {grabbed} 份，剩下的 {rest} 分退回{whom}。"
WITHDRAWN_WHOLE = "🧧 {number} 号红包收回了，还没有人抢，{rest} 分退回{whom}。"
NOBODY = "🧧 {number} 号红包到时间了，没有人抢，{rest} 分退回{whom}。"
BEST = "👑 {name} {points} 分，手气最佳！"
LINE = "{name} {points} 分"
MORE = "……一共 {count} 位"
PICTURE_TITLE = "{number} 号红包 · {who}"
FOOT = "{grabbed}/{shares} 份 · {points} 分 · {took}"
GROUP, TREASURY = "本群", "群里"
GRAB = "抢"
CARD_KIND = "redpacket"
MOST_LINES = 20
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def announcement(ctx: Context, packet: Packet) -> Reply:
    """Return a packet that was just opened with how to grab: a card with a button where there can be one."""
    receivers = packets.list_receivers(ctx.db, packet)
    for_whom: list[str | Part] = [FOR_SOME, *map(mention, receivers), "的～\n"] if receivers else []
    if Capability.BUTTONS in ctx.capabilities and not packet.phrase:
        return reply(*for_whom, packet_card(ctx, packet, f"{WORDS.format(words=packet.words)}\n{_how(ctx, packet)}"))
    is_plain = packet.phrase and packet.words == DEFAULT_WORDS
    words = "" if is_plain else WORDS.format(words=packet.words)
    return reply(*for_whom, "\n".join(filter(None, [_title(ctx, packet), words, _how(ctx, packet)])))


def packet_card(ctx: Context, packet: Packet, text: str) -> Card:
    """Return a packet as a card with a button."""
    return Card(
        card=opened_card_name(ctx, CARD_KIND, packet.number, packet.opened_at),
        title=_title(ctx, packet),
        text=text,
        buttons=(Button(key=GRAB, label=GRAB),),
    )


def get_packet_of_card(ctx: Context, name: str) -> Packet | None:
    """Return the group's packet that the card of this name shows."""
    found = read_opened_card_name(name, CARD_KIND)
    if found is None:
        return None
    number, opened = found
    packet = packets.get_by_number(ctx.db, ctx.group.id, number)
    return packet if packet and opened == str(to_millis(packet.opened_at)) else None


def describe_result(ctx: Context, packet: Packet) -> Reply:
    """Return who got what of a packet that has ended, with a picture where there is something to show on one."""
    grabbed = shares.list_grabbed(ctx.db, packet)
    best = best_share(packet, grabbed)
    lines = [LINE.format(name=share.member.name, points=share.points) for share in grabbed if share != best]
    more = [MORE.format(count=len({share.member for share in grabbed}))] if len(lines) > MOST_LINES else []
    crown = [BEST.format(name=best.member.name, points=best.points)] if best else []
    answer = [ANSWER.format(answers=" / ".join(packet.phrases))] if packet.question and not packet.is_withdrawn else []
    text = "\n".join([_outcome(ctx, packet, grabbed), *answer, *crown, *lines[:MOST_LINES], *more])
    if not grabbed or Capability.PICTURES not in ctx.capabilities:
        return reply(text)
    return reply(text, _drawing(ctx, packet, grabbed, best))


def best_share(packet: Packet, grabbed: list[Share]) -> Share | None:
    """Return the luckiest share of an emptied packet, the first one of several; None where luck did not decide."""
    if packet.state is not State.EMPTY or not packet.lucky or packet.shares == 1:
        return None
    return max(grabbed, key=lambda share: (share.points, -share.number))


def describe_duration(took: timedelta) -> str:
    """Return a duration as people say it: 3 秒, 1 分 20 秒, 2 小时 5 分."""
    seconds = int(took.total_seconds())
    if took < MINUTE:
        return f"{seconds} 秒"
    if took < HOUR:
        return f"{seconds // 60} 分 {seconds % 60} 秒"
    return f"{seconds // 3600} 小时 {seconds // 60 % 60} 分"


def sender_name(ctx: Context, packet: Packet) -> str:
    """Return the name of who sent a packet; the group's where it came by itself."""
    sender = roster.get(ctx.db, packet.sender_id, include_left=True) if packet.sender_id else None
    return sender.name if sender else GROUP


def _title(ctx: Context, packet: Packet) -> str:
    who = f"{sender_name(ctx, packet)} " if packet.sender_id else GROUP
    kind = (LUCKY if packet.lucky else EQUAL) + (QUIZ if packet.question else "")
    return TITLE.format(number=packet.number, who=who, points=packet.points, kind=kind, shares=packet.shares)


def _how(ctx: Context, packet: Packet) -> str:
    """Return how to grab a packet, and how whoever sent it takes it back."""
    is_sent = packet.sender_id is not None and not packet.occasion
    return _how_to_grab(ctx, packet) + (UNDO if is_sent else "")


def _how_to_grab(ctx: Context, packet: Packet) -> str:
    until = format_time(ctx, packet.ends_at)
    if packet.question:
        return HOW_BY_ANSWER.format(question=packet.question, until=until) + describe_way(ctx, ANSWER_WORD)
    if packet.phrase:
        way = describe_way(ctx, packet.phrase, packet.phrase)
        return HOW_BY_PHRASE.format(phrase=packet.phrase, until=until) + way
    is_only_one = len(packets.list_open(ctx.db, ctx.group.id, ctx.now)) == 1
    example = GRAB if is_only_one else f"{GRAB} {packet.number}"
    way = "" if Capability.BUTTONS in ctx.capabilities else describe_way(ctx, example, example)
    return HOW.format(example=example, until=until) + way


def _outcome(ctx: Context, packet: Packet, grabbed: list[Share]) -> str:
    assert packet.ended_at
    if packet.state is State.EMPTY:
        took = describe_duration(packet.ended_at - packet.opened_at)
        return EMPTIED.format(number=packet.number, points=packet.points, shares=packet.shares, took=took)
    whom = f"给 {sender_name(ctx, packet)}" if packet.own else TREASURY
    rest = packet.points - sum(share.points for share in grabbed)
    texts = (WITHDRAWN, WITHDRAWN_WHOLE) if packet.is_withdrawn else (ENDED, NOBODY)
    text = texts[not grabbed]
    return text.format(number=packet.number, shares=packet.shares, grabbed=len(grabbed), rest=rest, whom=whom)


def _drawing(ctx: Context, packet: Packet, grabbed: list[Share], best: Share | None) -> Drawing:
    assert packet.ended_at
    title = PICTURE_TITLE.format(number=packet.number, who=sender_name(ctx, packet))
    spec = RedPacketSpec(
        title=title,
        words=truncate(packet.question or packet.words, 40),
        lines=tuple(
            RedPacketLine(
                name=share.member.name,
                points=share.points,
                took=describe_duration(share.at - packet.opened_at),
                best=share == best,
            )
            for share in sorted(grabbed, key=lambda share: share != best)[:MOST_LINES]
        ),
        foot=FOOT.format(
            grabbed=len(grabbed),
            shares=packet.shares,
            points=sum(share.points for share in grabbed),
            took=describe_duration(packet.ended_at - packet.opened_at),
        ),
    )
    return Drawing(sheet=spec, alt=title)
