"""The single things in what somebody says they like or can do; pure and linear."""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST = 12
"""Characters of an interest; what is longer is a sentence."""
LONGEST_LATIN = 30
"""Characters of one in Latin letters: watching stand-up comedy."""
_NOTHING_TEXT = (
    "无 没 没有 暂无 暂时没有 空 保密 秘密 不详 不告诉你 不知道 不清楚 未知 略 同上 随便 都行 都可以 啥都行"
    " 什么都行 其他 其它 等 很多 广泛 还没想好 没什么 没啥 待定 none no na n/a nil null nothing secret x xx"
    " xxx 必填 选填 可选 填写 请填写"
)
NOTHING = frozenset(_NOTHING_TEXT.split())
"""Words with which somebody leaves a field open."""

_SEPARATORS = re.compile(
    r"[、，,。；;/|\n+&·~]| (?<![a-zA-Z] )| (?![a-zA-Z])|[aA][nN][dD](?<![a-zA-Z]...)(?![a-zA-Z])|以及|还有|也喜欢"
    r"|喜欢(?<=\w喜欢)|和(?<=\w和)(?=\w)(?![平谐声服面牌])|跟(?<=\w跟)(?=\w)|与(?<=\w与)(?<!参与)(?=\w)"
    r"|(?<=[一-龥])(?=打打|看看|写写|画画|拍拍|织织|跳跳|唱唱|弹弹|钓钓|逛逛|刷刷|听听|练练|跑跑)"
    r"|(?<=[一-龥]{2})(?=下(?:象|围|跳)?棋)"
    r"|会(?<=\w会)(?=[修磨做弹唱画煮炒])|爱(?<=\w爱)(?<![可恋热亲关喜友博母]爱)(?![心情好国人豆])"
)
"""What stands between two things; spaces between Latin words do not: board games."""
_EDGES = " \t\n。.．!！~～,，、;；:：?？…—-_*#\"'“”‘’【】[]「」『』()（）<>《》@"
_LEADING = re.compile(
    "^(?:(?:我|也|很|最|特别|比较|还|就|都|和(?!面)|跟|会|平时|没事|偶尔|尤其)*+"
    "(?:喜欢|爱好|擅长|爱(?![心情豆国])|会(?!计))?+)(?:一点点?|一些|点儿?(?!心))?(?=.)"
)
_TRAILING = re.compile("(?:等等?|之类的?|什么的|啥的|[哈呀啊哦啦吧呢])$")

_JOINING = ("和", "跟", "与", "及", "还有", "以及")

_PLACE = re.compile(
    "[路街巷弄村镇乡区县市][^\\s]{0,6}[0-9一二三四五六七八九十百甲乙丙]"
    "|[0-9一二三四五六七八九十百](?:号|期|楼|层|室|单元|栋|幢|组)"
    "|小区|soho|车牌|卡号|门牌",
    re.IGNORECASE,
)
"""Where somebody lives or is found is nobody's interest."""


def split_interests(text: str) -> list[str]:
    """Return the single things, as the person calls them."""
    words: dict[str, None] = {}
    for part in _SEPARATORS.split(" ".join(text.split())):
        word = _TRAILING.sub("", _LEADING.sub("", part.strip(_EDGES), count=1)).strip(_EDGES)
        if word not in _JOINING and is_interest(word):
            words[word] = None
    return list(words)


def is_interest(word: str) -> bool:
    """Tell whether a word names something: not 4, 🌟, 无 or a number in disguise."""
    letters = sum(map(str.isalpha, word))
    return (
        0 < letters <= len(word) <= (LONGEST_LATIN if word.isascii() else LONGEST)
        and sum(map(str.isdigit, word)) < min(letters + 1, 5)
        and word.casefold() not in NOTHING
        and not (len(word) == 1 and word.isascii())
        and not _PLACE.search(word)
    )


def match_words(words: list[str], synonyms: Mapping[str, str]) -> dict[str, str]:
    """Return each person's own word by the one under which the group compares it."""
    own: dict[str, str] = {}
    for word in words:
        plain = word.casefold()
        own.setdefault(synonyms.get(plain, plain), word)
    return own
