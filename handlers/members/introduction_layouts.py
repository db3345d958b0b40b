"""Spelling out layouts before an introduction is read: pictures for labels, spaced labels, 姓周名明远. Linear."""

from __future__ import annotations

import re

FEWEST_SYMBOLS = 3
"""Lines that begin with a picture, from which on pictures stand for labels."""
_SYMBOLS = {
    "昵称": "👩👨🙋👤👧👦🧑👱📛🪪",
    "年龄": "🎂🗓📅",
    "坐标": "📍🏠🏡🗺🌏🌍",
    "职业": "💼👔",
    "爱好": "🎨❤💕💖😍🎮📚🎵🎬🏃🎣",
    "擅长": "💪🔧🛠",
    "期望": "🎯🌈✨🌟💡🙏💫🤝",
}
_LABELS = {symbol: label for label, symbols in _SYMBOLS.items() for symbol in symbols}
_SYMBOL = re.compile(f"[ \\t]*([{''.join(_LABELS)}])[\ufe0f\u200d♀♂🏻-🏿]*[ \\t]*")
_LABELLED = re.compile(r"[^\s:：,，]{1,8}\s?[:：]")
_SPACED = re.compile(r"(?m)^([ \t【\[]{0,4}[一-龥])[ \t\u3000]{1,4}([一-龥])(?=[ \t】\]]{0,4}[:：])")
_FAMILY_AND_GIVEN = re.compile(
    r"[鄙敝]?姓([一-龥]{1,2})[,，、 ]?(?:单名一个([一-龥])字|单?名[叫是]?([一-龥]{1,2})(?=[,，。\s]|$))"
)
_FAMILY_AND_NAME = re.compile(
    r"(?:[鄙敝]|我|免贵|本人)?姓([一-龥])[,，、 ]?(?:[一-龥]{0,6}的\1[,，、 ]?)?叫?(?=\1[一-龥]{1,2})"
)
_GOOD_AT_BEHIND = re.compile(
    r"(?<=[,，。;；\s])([^,，。;；\s我叫怎啥随什]{2,16}?)(?:样样)?[都也]很?(?:拿手|擅长|在行|(?<=都)行|会做?(?:一些|一点儿?)?)(?=[,，。;；\s]|$)"
)
_GOOD_ENOUGH = re.compile(
    r"(?<=[,，。;；\s])(?!天气|身体|心情|感觉|这里|大家|今天|人|性格|脾气|人缘|收入|生意|工作|日子|普通话)([一-龥A-Za-z]{2,10}?)(?:[也都]?还|比较|挺|还算)"
    r"(?:拿手|擅长|在行|不错|行|可以|凑合|拿得出手)(?=[,，。;；\s]|$)"
)
_ENTHUSIAST = re.compile("([一-龥A-Za-z]{2,6})爱好者")
_NUMBERS = dict(zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy"], range(20, 80, 10), strict=True))
_ONES = dict(zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], range(1, 10), strict=True))
_ENGLISH_AGE = re.compile(rf"\b({'|'.join(_NUMBERS)})(?:[ -]({'|'.join(_ONES)}))?\b(?!-|s\b)", re.IGNORECASE)
_KINDS = {
    "": "[啥嘛]的|不|讨厌|雷|忌|的(?:书|歌|电影|明星|动漫|球队|作家|颜色|食物|菜|水果|季节|城市)|本命|电话|手机|微信|号"
    "|地址|坐标|城市|住"
    "|职业|工作|单位|公司|行业|家乡|籍贯|星座|属|性别|孩子|宝宝|娃|学历|专业(?!技能)|学校|段位|充电|头像",
    "真名": "真名|真实姓?名|本名|大名",
    "昵称": "名|称呼|叫我|是谁|who|怎么叫",
    "年龄": "年数|年龄|贵庚|芳龄|岁|多大|活了|how old|使用",
    "期望": "想|期|需要|望|期待|求|盼|愿|图|目的|为啥|来意|干嘛来|任务|want|hope|goal",
    "爱好": "喜|闲|爱|玩|好$|好哪|趣|干啥|好[啥什]|消遣|唠|love|like|fun",
    "擅长": "会|能|技|提供|分享|帮|擅|拿手|绝活|本事|good at",
}
"""By what an unusual label is told, in this order; the first ones stay as they are."""
_PATTERNS = [(kind, re.compile(signs)) for kind, signs in _KINDS.items()]
_OF_NO_FIELD = re.compile("[^我]的(?!事|运动|活动|东西|目的|$)|不|讨厌|雷|忌|[啥嘛]的")
"""Such labels end the field above them, though they hold its words: 喜欢的食物, 不喜欢, 干啥的."""
_AGED = re.compile("[0-9]{2}|[一二三四五六七八九十]{1,3}|不|秘密|保密")
_UNUSUAL = re.compile(
    r"[ \t]*+(?:[^\w\s【〖《\[]{1,4}[ \t]*+)?"
    r"[【〖《\[]?(?P<label>[^\s:：,，。【】〖〗《》\[\]—=]{1,8}|[A-Za-z][A-Za-z ]{0,11})[】〗》\]]?"
    r"[ \t]{0,4}(?:[:：=]|—{1,2}|→)[ \t]{0,4}(?=\S)"
)
_BRACKETED = re.compile(
    r"(?m)^[ \t]*+[【\[〖《<「](?P<label>[^\s【\[〖《<「】\]〗》>」:：]{1,10})[】\]〗》>」]"
    r"[ \t]*+[:：=—-]?[ \t]*+(?=[^\s【\[])"
)
FEWEST_LABELS = 3
_SCORES = str.maketrans({"廿": "二十", "卅": "三十"})
_TRADITIONAL_TEXT = "喜歡 愛好 興趣 擅長 特長 專長 年齡 歲數 暱稱 稱呼 願望 期盼 會 歲 愛 歡迎 學 這裡 個 來 嗎 職業"
_SIMPLIFIED_TEXT = "喜欢 爱好 兴趣 擅长 特长 专长 年龄 岁数 昵称 称呼 愿望 期盼 会 岁 爱 欢迎 学 这里 个 来 吗 职业"
_SIMPLIFIED = dict(zip(_TRADITIONAL_TEXT.split(), _SIMPLIFIED_TEXT.split(), strict=True))
_TRADITIONAL = re.compile("|".join(_SIMPLIFIED))


def spell_out(text: str) -> str:
    """Return the text with labels in words: 🎂 30 as 年龄: 30, 昵 称 as 昵称, 廿六 as 二十六."""
    text = _TRADITIONAL.sub(lambda word: _SIMPLIFIED[word[0]], text)
    text = _FAMILY_AND_GIVEN.sub(_full_name, _SPACED.sub(r"\1\2", text.translate(_SCORES)))
    text = _ENTHUSIAST.sub(r"爱好\1", _GOOD_ENOUGH.sub(r"擅长\1", _GOOD_AT_BEHIND.sub(r"擅长\1", text)))
    text = _ENGLISH_AGE.sub(_age, _FAMILY_AND_NAME.sub("我叫", text))
    lines = _with_usual_labels(_without_brackets(text).split("\n"))
    text = "\n".join(lines)
    symbols = [_SYMBOL.match(line) for line in lines]
    if sum(map(bool, symbols)) < FEWEST_SYMBOLS:
        return text
    return "\n".join(map(_with_label, lines, symbols))


def _without_brackets(text: str) -> str:
    """Return lines that begin with a label in brackets with a colon instead: 【能帮的忙】 辅导数学."""
    labels = [line["label"] for line in _BRACKETED.finditer(text)]
    known = sum(any(signs.search(label) for _, signs in _PATTERNS) for label in labels)
    return _BRACKETED.sub(r"\g<label>: ", text) if known >= FEWEST_LABELS else text


def _full_name(match: re.Match[str]) -> str:
    return f"叫{match[1]}{match[2] or match[3]}"


def _age(match: re.Match[str]) -> str:
    return str(_NUMBERS[match[1].casefold()] + (_ONES[match[2].casefold()] if match[2] else 0))


def _with_usual_labels(lines: list[str]) -> list[str]:
    """Return lines with labels that nobody thought of as the usual ones: 江湖人称, 闲时干啥, 图个啥."""
    labels = [_UNUSUAL.match(line) for line in lines]
    if sum(map(bool, labels)) < FEWEST_LABELS:
        return lines
    return [_with_usual_label(line, label) if label else line for line, label in zip(lines, labels, strict=True)]


def _with_usual_label(line: str, label: re.Match[str]) -> str:
    words = label["label"].casefold()
    kind = next((kind for kind, signs in _PATTERNS if signs.search(words)), "")
    if not kind and _OF_NO_FIELD.search(words):
        return f"备注: {line[label.end() :]}"
    if not kind or (kind == "年龄" and not _AGED.search(line, label.end())):
        return line
    return f"{kind}: {line[label.end() :]}"


def _with_label(line: str, symbol: re.Match[str] | None) -> str:
    if symbol is None:
        return line
    rest = line[symbol.end() :]
    if rest.endswith(symbol[1]):
        return rest[:-1]
    return rest if _LABELLED.match(rest) else f"{_LABELS[symbol[1]]}: {rest}"
