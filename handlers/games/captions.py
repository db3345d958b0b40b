"""看图说话: a scene, or a picture of the owner's; everybody makes up a caption, and the group votes for the best."""

from __future__ import annotations

import re
from datetime import timedelta

from pydantic import Field

from config.content import ContentPicture
from handlers.games import service
from handlers.games.captions_state import Caption, Said
from handlers.games.scenes import TITLE, compose, describe
from handlers.kit import (
    Button,
    Capability,
    Card,
    Context,
    Drawing,
    Feature,
    HandlerResult,
    MemberContext,
    Message,
    Part,
    Picture,
    Pressed,
    Reply,
    Section,
    TimerPayload,
    reply,
)
from handlers.kit.audience import Otherwise
from handlers.kit.declarations import Round
from handlers.kit.rounds import close_round, find_round, get_round, save_round
from handlers.kit.timers import set_timer
from handlers.kit.words import half_width, normalize, truncate
from handlers.text.answers import answer_in
from handlers.text.card_names import card_name, read_card_name
from handlers.text.numbers import read_number
from handlers.text.shown_options import find_shown
from storage.members import roster
from storage.messages import files

OPENED = "🖼️ 看图说话：给这张图配一句话，发「图：你的话」，{seconds} 秒，每人一句，每句 1 分。{way}"
HOW_TO = "要给图配话就发「图：你的话」～"
TAKEN = "✍️ {number} 号：{name} 写好了。"
CHANGED = "✍️ {number} 号：{name} 换了一句。"
TOO_LONG = "一句最多 {most} 个字，短一点更好笑～"
FULL = "已经有 {most} 句了，等会儿来投票吧～"
VOTE = "🗳️ 哪一句最好？"
HOW = "{seconds} 秒，每人一票，发「选 1」投票，可以改，不能投自己。"
LINE = "{number}. {text}"
OWN = "不能投自己的那一句～"
WHICH = "选哪一句？发「选 1」到「选 {last}」。"
VOTED = "🗳️ {name} 投好了。"
BEST = "👑 最好的一句：{text}（{name}，{votes} 票）"
ENDED = "🖼️ 看图说话结束。"
FEW = "🖼️ 看图说话结束，只有一句：{text}（{name}）"
CAPTION_MARKS = tuple(f"{word}{sign}" for word in ("图", "看图", "配图", "配文", "配", "说", "标题") for sign in "：: ")
VOTE_MARK = "选"
_VOTED = re.compile("(?:我?选)?第?([0-9]{1,2}|[一二两三四五六七八九十])(?:号|句|条|个)?")
LONGEST, MOST = 40, 9
MOST_BUTTONS = 6
FOR_CAPTION, FOR_VOTE, FOR_BEST = 1, 1, 2
CARD_KIND = "caption"


class Rules(Section):
    """看图说话"""

    seconds: int = Field(180, ge=30, le=3600, description="配话多少秒")
    voting: int = Field(60, ge=20, le=3600, description="投票多少秒")
    pictures: list[ContentPicture] = Field(
        [], max_length=50, description="群主自己的图，content 文件夹里的；写了就只用这些", examples=[["morning.png"]]
    )


class VoteBegins(TimerPayload):
    """The timer that ends the captions and begins the vote."""

    captions: int
    """The round's number."""

    @property
    def key(self) -> str:
        return f"vote:{self.captions}"

    @property
    def breaks_silence(self) -> bool:
        return True


feature = Feature("game_captions", Rules, title=TITLE, topic="游戏")
feature.requires(Capability.PUSHES, service.UNPLAYABLE)
feature.requires(Capability.PICTURES, "看图说话没有图，只能看一句描述。")


@feature.command(TITLE, help="给一张图配一句话，大家投票")
def begin(_: Message, ctx: MemberContext) -> Reply:
    return start(ctx)


def start(ctx: Context) -> Reply:
    """Open a round; raises Refusal."""
    rules = ctx.rules(Rules)
    lasts = timedelta(seconds=rules.seconds + rules.voting)
    number, way = service.begin(ctx, feature.name, Said(), lasts, example="图：你的话", warning=None)
    set_timer(ctx, feature.name, VoteBegins(captions=number), ctx.carried_out_at + timedelta(seconds=rules.seconds))
    return reply(OPENED.format(seconds=rules.seconds, way=way), _picture(ctx, rules))


def _picture(ctx: Context, rules: Rules) -> Part | str:
    own = ctx.random.choice(rules.pictures) if rules.pictures else None
    scene = compose(ctx.random)
    if Capability.PICTURES not in ctx.capabilities:
        return f"\n{describe(scene)}"
    if own:
        return Picture(digest=files.save(ctx.db, own.read_bytes(), ctx.now), alt=TITLE)
    return Drawing(sheet=scene, alt=describe(scene))


@feature.on_timer(VoteBegins)
def begin_vote(timer: VoteBegins, ctx: Context) -> HandlerResult:
    """Show all captions to be voted for; where there is one or none, that is the end."""
    found = get_round(ctx, timer.captions, ctx.registry.round_kinds[feature.name])
    if found is None:
        return None
    state: Said = found.state
    if len(state.captions) < 2:
        close_round(ctx, feature.name, found.number, "done")
        return tell_end(found, ctx)
    state.voting = True
    save_round(ctx, found.number, state)
    how = HOW.format(seconds=ctx.rules(Rules).voting)
    lines = [LINE.format(number=number, text=caption.text) for number, caption in enumerate(state.captions, 1)]
    if Capability.BUTTONS not in ctx.capabilities or len(lines) > MOST_BUTTONS:
        return reply("\n".join([VOTE, *lines, how]))
    buttons = tuple(
        Button(key=f"{number}", label=f"{number}. {truncate(caption.text, 6)}")
        for number, caption in enumerate(state.captions, 1)
    )
    name = card_name(ctx, CARD_KIND, found.number)
    return reply(Card(card=name, title=VOTE, text="\n".join([*lines, how]), buttons=buttons))


@feature.on(Pressed)
def vote_by_button(event: Pressed, ctx: MemberContext) -> HandlerResult:
    """Count a pressed button as a vote."""
    about = read_card_name(event.card, CARD_KIND, 1)
    found = find_round(ctx, feature.name, ctx.registry.round_kinds[feature.name]) if about else None
    if found is None or about != (str(found.number),) or ctx.now >= found.ends_at:
        return None
    return _vote(found, event.button, ctx)


def tell_end(round_: Round, ctx: Context) -> Reply:
    """Add what the votes are worth, name the best, and pay."""
    state: Said = round_.state
    counts = [sum(vote == place for vote in state.votes.values()) for place in range(len(state.captions))]
    most = max(counts, default=0)
    told = ENDED
    if len(state.captions) == 1:
        told = FEW.format(text=state.captions[0].text, name=_name(ctx, state.captions[0]))
    for caption, votes in zip(state.captions, counts, strict=True):
        best = votes == most > 0
        state.scores[caption.member_id] += votes * FOR_VOTE + best * FOR_BEST
        if best:
            told += "\n" + BEST.format(text=caption.text, name=_name(ctx, caption), votes=votes)
    return service.settle(ctx, feature.name, TITLE, round_, told)


def _name(ctx: Context, caption: Caption) -> str:
    member = roster.get(ctx.db, caption.member_id, include_left=True)
    return member.name if member else caption.name


@feature.claim
def claims_caption(text: str) -> bool:
    words = normalize(text)
    return words.startswith(CAPTION_MARKS) or (words.startswith(VOTE_MARK) and _read_place(words) is not None)


@feature.opens_rounds(Said, at_end=tell_end, start=start)
def answer(round_: Round, message: Message, ctx: MemberContext) -> HandlerResult:
    """Take a caption or a vote."""
    state: Said = round_.state
    text = normalize(message.text)
    if state.voting:
        words = answer_in(message.text)
        is_named = _find_caption(words, state) is not None
        is_vote = words.startswith(VOTE_MARK) or words.isdigit() or is_named or message.addressed
        return _vote(round_, words, ctx) if is_vote else None
    mark = next((mark for mark in CAPTION_MARKS if text.startswith(mark)), None)
    caption = " ".join(text[len(mark) :].split()) if mark else ""
    if caption:
        return _take(round_, caption, ctx)
    return Otherwise(HOW_TO) if message.addressed else None


def _take(round_: Round, text: str, ctx: MemberContext) -> str:
    """Keep a member's caption, the last one that they said."""
    state: Said = round_.state
    if len(text) > LONGEST:
        return TOO_LONG.format(most=LONGEST)
    said = Caption(member_id=ctx.member.id, name=ctx.member.name, text=text)
    place = next((n for n, caption in enumerate(state.captions) if caption.member_id == ctx.member.id), None)
    if place is not None:
        state.captions[place] = said
        save_round(ctx, round_.number, state)
        return CHANGED.format(number=place + 1, name=ctx.member.name)
    if len(state.captions) >= MOST:
        return FULL.format(most=MOST)
    state.captions.append(said)
    service.add_score(ctx, round_, FOR_CAPTION)
    return TAKEN.format(number=len(state.captions), name=ctx.member.name)


def _vote(round_: Round, typed: str, ctx: MemberContext) -> HandlerResult:
    state: Said = round_.state
    if not state.voting:
        return None
    place = _find_caption(typed, state)
    if place is None or not 0 <= place < len(state.captions):
        return WHICH.format(last=len(state.captions))
    if state.captions[place].member_id == ctx.member.id:
        return OWN
    state.votes[ctx.member.id] = place
    save_round(ctx, round_.number, state)
    return VOTED.format(name=ctx.member.name)


def _find_caption(typed: str, state: Said) -> int | None:
    """Return the caption, from 0, that somebody votes for by its number, or copies as it is shown: 2. 真好看."""
    place = _read_place(typed)
    if place is not None:
        return place
    return find_shown(typed.removeprefix(VOTE_MARK).strip(), [caption.text for caption in state.captions])


def _read_place(typed: str) -> int | None:
    """Return the caption, from 0, that somebody votes for: 2, 选 2号, 选第二句; None where they name none."""
    named = _VOTED.fullmatch("".join(half_width(typed).split()))
    number = read_number(named[1]) if named else None
    return None if number is None else number - 1
