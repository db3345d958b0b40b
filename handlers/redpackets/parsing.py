"""Reading 发红包 100 10 祝大家周末愉快, with a phrase to be typed, a question, or with those whom it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from handlers.kit import Capability, MemberContext, Message, Refusal, Role, casual
from handlers.kit.context import Registry
from handlers.kit.declarations import Command
from handlers.kit.naming import SIGNS, read_name
from handlers.kit.words import ENDINGS, casefold_width, normalize, undress
from handlers.redpackets import amounts
from handlers.redpackets.rules import LONGEST_WORDS, MOST_SHARES, WORDS, Order, validate_shares
from handlers.staff.directory import split_members
from handlers.text.numbers import read_whole_number
from storage.members.roster import Member
from storage.redpackets.packets import ANSWERS

PHRASE, QUIZ, FOR_SOME = "口令", "答题", "专属"
ANSWER = "答案"
SHORTEST_PHRASE, LONGEST_PHRASE = 2, 20
MOST_ANSWERS = 5
USAGE = "{word} 100 10 祝大家周末愉快"
HOW = (
    "先写一共几分，再写分几份，例如："
    + USAGE
    + "\n要口令的：{word} 100 10 口令 天天向上\n只给谁的：{word} 10 1 @小红\n"
    "答题的（私聊我发）：{word} 100 10 答题 世界最高的山是哪座？ 珠穆朗玛峰"
)
NO_PHRASE = "口令要 {least} 到 {most} 个字，例如：{word} 100 10 口令 天天向上"
NO_QUESTION = "先写题，空一格再写答案，例如：{word} 100 10 答题 世界最高的山是哪座？ 珠穆朗玛峰/珠峰"
LONG_QUESTION = "题最多 {most} 个字，短一点～"
LONG_ANSWER = "答案要有 1 到 {count} 个，每个最多 {most} 个字，中间用 / 隔开"
QUIZ_IN_PRIVATE = "答案写在群里大家都看见啦，私聊我发「{word} … 答题 …」，我把题发到群里～"
QUIZ_NOT_HERE = "我在这里不能自己说话，发不了答题红包。"
PHRASE_OR_WORDS = "要打口令才能抢的，请写「{word} 100 10 口令 天天向上」；只是一句祝福，就别写「{mark}」两个字～"
NOBODY_NAMED = "专属红包给谁？请 @ 出来，例如：{word} 10 1 @小红"
PHRASE_IS_COMMAND = "「{phrase}」里有我听得懂的「{command}」，打出来就不是抢红包了，换个{what}吧～"
PHRASE_IS_CLAIMED = "「{phrase}」会被当成「{title}」的话，打出来就不是抢红包了，换个{what}吧～"
FOR_WHOM = "只给 {name} 抢，就把 TA 写在最前面：{word} {points} {shares} @{name} 谢谢你；谁都能抢，就写名字，别用 @～"
MORE_SHARES_THAN_PEOPLE = "只给 {people} 位的红包最多 {people} 份。"
_GIVEN = re.compile(r"(?:就|只|专门|专)?(?:发|送|分|留)?(?:给|送)\s?(?=[@＠])")
_EVERYBODY = re.compile(r"[@＠](?:所有人|全体成员|all)\s?", re.IGNORECASE)
QUOTES = "「」『』“”\"'【】《》 "
_MARKS = "(?:口令|暗号|密码|密令)(?:红包)?"
_PHRASE = re.compile(rf"[【\[（(「『]?{_MARKS}[】\])）」』]?\s{{0,3}}(?:[:：=＝]|[是为][:：]?)?")
_PHRASE_BEHIND = re.compile(rf"[\s,，。.!！;；~～、]{_MARKS}[\s:：=＝是为]|{_MARKS}[是为]?[:：=＝]")
_ANY_PHRASE = re.compile("口令|暗号")
_QUIZ = re.compile(r"[【\[（(「『]?答题(?:红包)?[】\])）」』]?\s{0,3}[:：]?|(?:题目|问题|提问|问)\s?[:：]")
_ANSWERED = re.compile(r"(?:我猜|我答|答案|答|口令|暗号)(?:是|\s?[:：]|\s)\s{0,3}|(?:我猜|答案)(?=.)")
_ANSWER = re.compile(r"[\s,，。.;；（(]{0,3}(?:答案\s?(?:[:：=＝]|是)|答\s?[:：=＝])|\s(?:答案|答)\s")


def read_order(message: Message, ctx: MemberContext, most: int, *, lucky: bool, kind: str = "") -> Order:
    """Return the packet that a command asks for, with up to `most` points; raises Refusal that says how to write it.

    `kind` is what the command itself says that it is: PHRASE, QUIZ or FOR_SOME.
    """
    usage = f"{ctx.word} 10 1 @小红"
    named, text = split_members(message, ctx, ctx.args, usage) if ctx.args.startswith(SIGNS) else ([], ctx.args)
    points_word, shares_word, rest = amounts.split(text)
    if not named and shares_word.startswith(SIGNS):
        named, rest = split_members(message, ctx, f"{shares_word} {rest}", usage)
        shares_word = ""
    elif named and not amounts.is_number(shares_word):
        rest, shares_word = f"{shares_word} {rest}".strip(), ""
    shares_word = shares_word or (str(len(named)) if named else "")
    if not points_word or not shares_word:
        raise Refusal(HOW.format(word=ctx.word))
    points = read_whole_number(points_word, 1, most)
    shares = read_whole_number(shares_word, 1, MOST_SHARES)
    is_equal, rest = amounts.split_equal(rest.strip())
    lucky = lucky and not is_equal
    try:
        validate_shares(points, shares, lucky=lucky)
    except ValueError as error:
        raise Refusal(f"{error}。") from None
    order = Order(points=points, shares=shares, lucky=lucky)
    rest = _without_everybody(rest)
    given = _GIVEN.match(rest)
    rest = rest[given.end() :] if given else rest
    if named or rest.startswith(SIGNS):
        more, rest = split_members(message, ctx, rest, usage) if rest.startswith(SIGNS) else ([], rest)
        order = _for_some(order, [*named, *more])
    elif kind == FOR_SOME:
        raise Refusal(NOBODY_NAMED.format(word=ctx.word))
    elif mentioned := _named_in(message, ctx, rest):
        raise Refusal(FOR_WHOM.format(word=ctx.word, name=mentioned, points=points, shares=shares))
    quiz = _QUIZ.match(rest)
    if quiz or kind == QUIZ or _ANSWER.search(rest):
        return _with_question(message, ctx, order, rest[quiz.end() :] if quiz else rest)
    words, phrase = _split_phrase(ctx, rest)
    if phrase is None and kind == PHRASE:
        words, phrase = "", rest
    if phrase is None:
        return order.model_copy(update={"words": read_words(words)})
    return order.model_copy(update={"words": read_words(words), "phrase": _read_phrase(ctx, phrase)})


def _split_phrase(ctx: MemberContext, text: str) -> tuple[str, str | None]:
    """Return the words and the phrase in what goes with a packet; None where there is none.

    Whatever names a phrase is never only shown to the group: raises Refusal where it is not clear what it is.
    """
    first = _PHRASE.match(text)
    if first:
        return "", text[first.end() :]
    behind = _PHRASE_BEHIND.search(text)
    if behind:
        return text[: behind.start()], text[behind.end() :]
    named = _ANY_PHRASE.search(text)
    if named:
        raise Refusal(PHRASE_OR_WORDS.format(word=ctx.word, mark=named[0]))
    return text, None


def _named_in(message: Message, ctx: MemberContext, text: str) -> str:
    """Return the first name behind an @ in what goes with a packet, empty for none that is known."""
    for place in (place for place, sign in enumerate(text[:LONGEST_WORDS]) if sign in SIGNS):
        named = read_name(ctx, message, text[place:])
        if named:
            return text[place + 1 : place + named.end]
    return ""


def _without_everybody(text: str) -> str:
    """Return a text without @所有人, which a packet without a name means anyway."""
    return _EVERYBODY.sub("", text).strip()


def read_words(text: str) -> str:
    """Return what goes with a packet, in one line."""
    return " ".join(text.split())[:LONGEST_WORDS] or WORDS


def phrase_key(text: str) -> str:
    """Return a phrase as it is compared when typed: width, capitals, spaces, and what adorns it do not matter.

    Of one that is made of nothing but signs, only those at its end do not.
    """
    plain = normalize(text)
    words = "".join(casefold_width(undress(plain) or plain).split())
    return words.rstrip(ENDINGS).strip(QUOTES).rstrip(ENDINGS)


def typed_key(text: str) -> str:
    """Return what somebody says as it is compared with phrases and answers; 答 珠峰 is 珠峰."""
    words = undress(normalize(text))
    lead = _ANSWERED.match(words)
    return phrase_key(words[lead.end() :] if lead else text)


def read_answers(text: str) -> list[str]:
    """Return the answers between which a text has /; raises ValueError in Chinese that says what they may be."""
    answers = list(dict.fromkeys(" ".join(part.split()) for part in text.replace("／", ANSWERS).split(ANSWERS)))
    answers = [answer for answer in answers if phrase_key(answer)]
    if not answers or len(answers) > MOST_ANSWERS or any(len(answer) > LONGEST_PHRASE for answer in answers):
        raise ValueError(LONG_ANSWER.format(count=MOST_ANSWERS, most=LONGEST_PHRASE))
    return answers


def _with_question(message: Message, ctx: MemberContext, order: Order, text: str) -> Order:
    """Return an order with a question, which stands before the last space, and its answers behind it."""
    if message.chat is not None:
        raise Refusal(QUIZ_IN_PRIVATE.format(word=ctx.word))
    if Capability.PUSHES not in ctx.capabilities:
        raise Refusal(QUIZ_NOT_HERE)
    marked = _ANSWER.search(text)
    if marked:
        question, answers = " ".join(text[: marked.start()].split()), text[marked.end() :].strip(" )）")
    else:
        question, _, answers = " ".join(text.split()).rpartition(" ")
    if not question:
        raise Refusal(NO_QUESTION.format(word=ctx.word))
    if len(question) > LONGEST_WORDS:
        raise Refusal(LONG_QUESTION.format(most=LONGEST_WORDS))
    try:
        read = read_answers(answers)
    except ValueError as error:
        raise Refusal(str(error)) from None
    for answer in read:
        require_unclaimed(ctx.registry, ctx.role, answer, ANSWER)
    return order.model_copy(update={"question": question, "phrase": ANSWERS.join(read)})


def _for_some(order: Order, members: Sequence[Member]) -> Order:
    """Return the order with those whom it is for."""
    people = tuple(dict.fromkeys(member.id for member in members))
    if order.shares > len(people):
        raise Refusal(MORE_SHARES_THAN_PEOPLE.format(people=len(people)))
    return order.model_copy(update={"receivers": people})


def _read_phrase(ctx: MemberContext, text: str) -> str:
    phrase = " ".join(text.split()).strip(QUOTES)
    if not SHORTEST_PHRASE <= len(phrase_key(phrase)) <= len(phrase) <= LONGEST_PHRASE:
        raise Refusal(NO_PHRASE.format(least=SHORTEST_PHRASE, most=LONGEST_PHRASE, word=ctx.word))
    require_unclaimed(ctx.registry, ctx.role, phrase, PHRASE)
    return phrase


def require_unclaimed(registry: Registry, role: Role, phrase: str, what: str) -> None:
    """Raise Refusal where what is to be typed would be taken for something else; 生日快乐 is no 生日."""
    heard = (pair for pair in registry.commands.items() if pair[1].role <= role or not pair[1].spoken)
    by_word = {phrase_key(word): command for word, command in heard}
    in_passing = casual.pattern_of(word for word, command in by_word.items() if command.casual)
    for typed in dict.fromkeys((casefold_width(normalize(phrase)), phrase_key(phrase))):
        passing = casual.find(in_passing, typed)
        meant = by_word[passing] if passing else next(filter(None, map(partial(_begun, typed), by_word.items())), None)
        if meant:
            raise Refusal(PHRASE_IS_COMMAND.format(phrase=phrase, command=meant.word, what=what))
    claim = registry.find_claim(phrase)
    if claim:
        raise Refusal(PHRASE_IS_CLAIMED.format(phrase=phrase, title=claim, what=what))


def _begun(typed: str, named: tuple[str, Command]) -> Command | None:
    """Return the command where what is typed is its word, or begins with it and goes on as its arguments may."""
    word, command = named
    rest = typed[len(word) :]
    if not typed.startswith(word):
        return None
    goes_on = command.usage and rest and (rest[0] in " @:+" or rest[0].isdigit())
    return command if not rest.strip(ENDINGS + " ") or goes_on else None
