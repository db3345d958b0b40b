"""Reading 发红包 100 10 祝大家周末愉快, with a phrase to be typed or with those whom it is for."""

from __future__ import annotations

from handlers.kit import MemberContext, Message, Refusal
from handlers.kit.naming import SIGNS
from handlers.kit.words import ENDINGS, casefold_width, normalize
from handlers.redpackets.rules import LONGEST_WORDS, MOST_SHARES, WORDS, Order, validate_shares
from handlers.staff.directory import split_members
from handlers.text.numbers import read_whole_number

MARK = "口令"
SHORTEST_PHRASE, LONGEST_PHRASE = 2, 20
USAGE = "{word} 100 10 祝大家周末愉快"
HOW = (
    "先写一共几分，再写分几份，例如：" + USAGE + "\n要口令的：{word} 100 10 口令 天天向上\n只给谁的：{word} 10 1 @小红"
)
NO_PHRASE = "口令要 {least} 到 {most} 个字，例如：{word} 100 10 口令 天天向上"
PHRASE_IS_COMMAND = "「{phrase}」里有我听得懂的「{command}」，打出来就不是抢红包了，换个口令吧～"
MORE_SHARES_THAN_PEOPLE = "只给 {people} 位的红包最多 {people} 份。"


def read_order(message: Message, ctx: MemberContext, most: int, *, lucky: bool) -> Order:
    """Return the packet that a command asks for, with up to `most` points; raises Refusal that says how to write it."""
    points_word, shares_word, rest = (*ctx.args.split(maxsplit=2), "", "", "")[:3]
    if not shares_word or shares_word.startswith(SIGNS):
        raise Refusal(HOW.format(word=ctx.word))
    points = read_whole_number(points_word, 1, most)
    shares = read_whole_number(shares_word.rstrip("份包"), 1, MOST_SHARES)
    try:
        validate_shares(points, shares, lucky=lucky)
    except ValueError as error:
        raise Refusal(f"{error}。") from None
    order = Order(points=points, shares=shares, lucky=lucky)
    if rest.startswith(SIGNS):
        return _for_some(message, ctx, order, rest)
    head, _, tail = rest.partition(" ")
    if head.rstrip(":：") == MARK:
        return order.model_copy(update={"phrase": _read_phrase(ctx, tail)})
    return order.model_copy(update={"words": read_words(rest)})


def read_words(text: str) -> str:
    """Return what goes with a packet, in one line."""
    return " ".join(text.split())[:LONGEST_WORDS] or WORDS


def phrase_key(text: str) -> str:
    """Return a phrase as it is compared when typed: width, capitals, spaces and signs at its end do not matter."""
    return "".join(casefold_width(normalize(text)).split()).rstrip(ENDINGS)


def _for_some(message: Message, ctx: MemberContext, order: Order, rest: str) -> Order:
    members, words = split_members(message, ctx, rest, f"{ctx.word} 10 1 @小红")
    if order.shares > len(members):
        raise Refusal(MORE_SHARES_THAN_PEOPLE.format(people=len(members)))
    return order.model_copy(update={"receivers": tuple(member.id for member in members), "words": read_words(words)})


def _read_phrase(ctx: MemberContext, text: str) -> str:
    phrase = " ".join(text.split())
    if not SHORTEST_PHRASE <= len(phrase_key(phrase)) <= len(phrase) <= LONGEST_PHRASE:
        raise Refusal(NO_PHRASE.format(least=SHORTEST_PHRASE, most=LONGEST_PHRASE, word=ctx.word))
    key = phrase_key(phrase)
    topics = ctx.registry.commands_by_topic(ctx, hidden=True)
    for command in (command for commands in topics.values() for command in commands):
        for word in map(phrase_key, command.words):
            if key.startswith(word) or (command.casual and word in key):
                raise Refusal(PHRASE_IS_COMMAND.format(phrase=phrase, command=command.word))
    return phrase
