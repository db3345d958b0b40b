"""Words of sign-up lists that mean something: on whose behalf, not coming, how many people, how much of what; pure."""

from __future__ import annotations

import re

from handlers.dates.numerals import number
from handlers.kit.words import ENDINGS

_NUMERAL = "[0-9一二两三四五六七八九十]{1,3}+"
_GOODS = "(?:[份盒斤箱件套瓶袋桶包张只条杯块提串双本碗单罐筐盆枝棵颗粒片板篮]|公斤|千克|kg|ml)"
"""What things are counted in, and people are not."""
_MEASURE = f"(?:{_GOODS}|[位大个])"
_OTHERS = "(?:个|位|名)?(?:人|朋友|家属|家人|孩子|娃|小孩|宝宝|闺蜜|同事|老人)?"
EXTRA = re.compile(rf"(?:\+\s?|再?带\s?|外加)({_NUMERAL})(?!\s?{_GOODS}){_OTHERS}")
TOTAL = re.compile(rf"(?:一?共|总共|改[成为到]?|变成)?\s?({_NUMERAL})\s?个?(?:人|位)(?!份)")
FAMILY = re.compile(f"({_NUMERAL})大({_NUMERAL})小")
HOUSEHOLD = re.compile(f"一家子?({_NUMERAL})口人?|(?:两口子|夫[妻妇](?:俩|[二两2]人)?)")
"""一家三口; without a number they are two."""
TIMES = re.compile(r"(?<![A-Za-z])[xX×*]\s?([0-9]{1,2})(?![0-9])\s?人?")
"""How a line of a list of people says for how many it stands: 小勇×2."""
GOODS = re.compile(rf"{_NUMERAL}\s?{_GOODS}")
BUYING = re.compile("团购|拼[单团]|[购订买]|下单")
"""What says in a line, or in the title, that a list is of goods: ×2 in it is no person."""
QUANTITY = re.compile(rf"(?:带\s?)?{_NUMERAL}\s?{_MEASURE}|(?<![A-Za-z])[xX×*]\s?[0-9]")
ADDED_GOODS = re.compile(rf"\+\s?{_NUMERAL}\s?{_GOODS}")
"""+2份: where one line of a list says so, +1 in the others is no person either."""

_NOTE_WORDS = "不别没车吃喝到点带来去自素要可晚早有需开坐拼忌辣饭酒餐房床前后等先再看"
_NAME = r"(?:[一-鿿]{2,4}|[A-Za-z]{2,12})(?![一-鿿A-Za-z])"
_PLUS_SOMEBODY = re.compile(rf"\s?[、&+]\s?(?=([一-鿿A-Za-z]{{2,12}})){_NAME}")
_TWO_NAMES = re.compile("[一-鿿]{2,3}[和跟与][一-鿿]{2,3}")
"""小刚和小芳; 欧阳和平 is one."""
_NOTED = re.compile(f"[{_NOTE_WORDS}]")

_VERBS = "带买拿搬拍做订占送看开派取领办盛盯喊拎提找问"
_FOR = re.compile(
    rf"替(?![补班换天身工罪考])\s?|帮(?!忙|手|工|厨|主|助|你|大家|我?[{_VERBS}])\s?|代(?![驾购买取办付表理领课步销发码沟言])\s?"
)
"""替妈妈 and 帮小红; 帮忙带水果, 代驾一位 and 帮我带水果 are notes, and 替补, 帮主 and 替天行道 are names."""
_FOR_IN_LISTS = re.compile(r"替(?![补班换天身工罪考])\s?|(?:帮(?!忙)|代)(?:\s|(?=\S{1,20}(?:接龙|报名|报个名|参加)))")
"""In a list names stand, and 代旭 or 帮帮 may be one: 替 alone is clear enough there."""
_MYSELF = re.compile("(?:我|自己)(?:接龙|报名|报个名|报一下|参加)?")
_AND_FOR = re.compile(r"[\s,、;和跟及]{1,3}(?=[替代帮])")
_AND = re.compile("[、&]|(?<=[^和、]{2})[和跟](?=[^和、]{2}|我$)")

_ONLY_ME = re.compile(
    f"(?:我|我?(?:也|要|来|想|就|先)?(?:报名|报个名|报一个|参加|接龙|接一个)|我(?:也|要|也要|想|也想)?[去来]|[算加]我(?:一个|1个)?)[{ENDINGS}吧啊呀哈啦]{{0,2}}"
)
_ALONG = re.compile(
    "(?:我[和跟与]|和我|[和跟与带](?:着|上|我家?)?)(?:老公|老婆|爱人|媳妇|先生|太太|对象|[男女]朋?友|孩子|小孩|娃|宝宝|宝贝|儿子|女儿|爸|妈|"
    "父母|爷|奶|公婆|家人|家属|一家|全家|朋友|闺蜜|同事|邻居)|我们?俩|两口子|一家[两三四五六]?口|全家"
)

_NOT = (
    "(?:取消(?:报名|接龙)?|退出(?:报名|接龙)?|退了|不去|不来|来不了|去不了|来不成|去不成|不参加|参加不了|不报名?|不接龙|"
    "请个?假|不能去|不能来|没法去|没法来|没空去|没空来|鸽了)[了啦哈吧哦呢呀的]{0,2}"
)
_BEFORE_NOT = (
    "(?:我们|我|咱们?|本人|这次|这回|今天|明天|那天|到时候?|临时|突然|家里|公司|有点?事儿?|不好意思|抱歉|对不起|就|先|实在|"
    "要|想|还是|都|又|[,， :：])"
)
_NOT_COMING = re.compile(f"{_BEFORE_NOT}{{0,12}}+{_NOT}")
_ENDS_SO = re.compile(f"{_NOT}[{ENDINGS} ]{{0,3}}$")

_FEWER = re.compile(rf"(?:少[来带]?|带的|多带的|[-+])\s?({_NUMERAL})\s?{_OTHERS}(?:不[来去]了?)?[{ENDINGS}]{{0,2}}")

_ROOM = re.compile(
    r"(?:[0-9A-Za-z]{1,4}(?:号楼|[-#栋幢座楼号弄])){1,3}(?:[0-9]{1,4}室?)?\s{0,2}|[0-9]{3,4}室?\s{1,2}(?![0-9])",
    re.ASCII,
)
_TIME = re.compile(r"[0-9]{1,2}[:：][0-9]{2}\s{0,2}(?:[-~到]\s?[0-9]{1,2}[:：][0-9]{2})?\s{0,2}")


def split_behalf(text: str) -> tuple[str, str]:
    """Return who is signed up by somebody else, with what follows, and what else was said: one of them is empty."""
    match = _FOR.match(text)
    if not match or not text[match.end() :].strip():
        return "", text
    rest = text[match.end() :]
    myself = _MYSELF.match(rest)
    if myself and (myself.end() == len(rest) or rest[myself.end()] in " +,，"):
        return "", rest[myself.end() :].strip()
    return rest, ""


def split_people(text: str) -> list[str]:
    """Return 替妈妈 and 替爸爸 of 替妈妈 替爸爸, 替妈妈、爸爸 and 替妈妈和爸爸; whatever else it is, whole."""
    parts = [part for part in _AND_FOR.split(text) if part]
    if len(parts) > 1 and all(split_behalf(part)[0] for part in parts):
        return parts
    behalf, _ = split_behalf(text)
    names = _AND.split(behalf) if behalf else []
    if len(names) > 1 and all(name and not set(name) & set(" +:,，0123456789(（") for name in names):
        return [f"替{name}" for name in names]
    return [text]


def skip_behalf_in_list(text: str) -> str:
    """Return a line of a list without the word that says that somebody else wrote it."""
    match = _FOR_IN_LISTS.match(text)
    return text[match.end() :] if match and text[match.end() :].strip() else text


def says_only_me(note: str) -> bool:
    """Tell whether a note says no more than its line does: 我, 算我一个, 报名."""
    return bool(_ONLY_ME.fullmatch(note))


def brings_somebody(note: str) -> bool:
    """Tell whether a note speaks of others who come along, and not how many: 我和老公, 带娃."""
    return bool(_ALONG.match(note))


def says_not_coming(note: str) -> bool:
    """Tell whether a note says that its writer does not come, and nothing else: 我有事去不了了."""
    return bool(_NOT_COMING.fullmatch(note))


def find_not_coming(text: str, start: int = 0) -> int | None:
    """Return where the words begin that say at the end of a text that somebody does not come: 小红不去了."""
    match = _ENDS_SO.search(text, start)
    return match.start() if match else None


def split_place(text: str) -> tuple[str, str]:
    """Return the number of a flat or the time that a line begins with, 4-302 or 10:30, and the rest."""
    match = _TIME.match(text) or _ROOM.match(text)
    return (text[: match.end()].strip(), text[match.end() :]) if match else ("", text)


def begins_with_people(words: str) -> bool:
    """Tell whether words begin with how many come: +1, 带两个孩子, 3人, 2大1小."""
    return any(pattern.match(words) for pattern in (EXTRA, TOTAL, FAMILY, HOUSEHOLD))


def names_two(name: str) -> bool:
    """Tell whether a name in a line of a list is two: 小刚和小芳."""
    return bool(_TWO_NAMES.fullmatch(name))


def count_named_along(text: str) -> int:
    """Return how many names follow the first one in a line of a list: 1 for 、小芳 and +小丽, 0 for 、不吃辣."""
    count, place = 0, 0
    while found := _PLUS_SOMEBODY.match(text, place):
        if _NOTED.search(found[1]):
            break
        count, place = count + 1, found.end()
    return count


def read_fewer(words: str) -> int:
    """Return how many fewer come, where that is what words behind 取消报名 say: +1, 带的1人, 少来两个; 0 where not."""
    match = _FEWER.fullmatch(words)
    return read_count(match[1]) if match else 0


def read_count(word: str) -> int:
    """Return the number that is written in digits or numerals; 1 where it is none."""
    return int(word) if word.isascii() else number(word.replace("两", "二")) or 1
