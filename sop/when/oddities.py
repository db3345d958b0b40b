"""Words around a time that nobody can read: how to tell them from a name, and how to write what they may mean; pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from handlers.dates.spoken_clock import PART
from handlers.kit.words import half_width
from sop.when.china import NAMES
from sop.when.clock import TIME
from sop.when.readers import ALSO

ODD = "看不懂「{words}」：{how}"
BEHIND = "看不懂时间后面的「{words}」：{how}"
SPAN = "一段日子请写从哪天到哪天，例如 2026-12-01 至 2026-12-31 每天 20:00"
START = "从哪天算起要写全年月日，例如 每3天（从 2026-11-25 起） 20:00；" + SPAN
EXCEPTION = "例外请写在时间后面，例如 {example}（周六、周日除外）"
TWELVE_HOURS = "一天里的几个时间要都写出来，例如 每天 08:00、10:00、12:00"
ONE_DAY = "只发一次的请一天一条，例如 明天 20:00"
NAME = "名字里请不要有日子和时间；时间请写在最前面或名字后面，例如 每周三 20:00 或 明天 20:00"
LONGEST = 100
"""Characters that are looked at."""
USUAL = "每天 08:00"

_NUMBER = "(?:[0-9]{1,4}|[零〇一二三四五六七八九十两几半]{1,3})"
_WEEKDAY = "(?:周|星期|礼拜)[一二三四五六日天末]"
_THAT = "(?:上|下下?|本|这|整|全)一?个?"
_AHEAD = "(?:大?[后前]|今|明|昨)(?:天|日|儿|晚|早|夜|晨)"
_MONTH = f"{_NUMBER}月(?![饼嫂亮光])"
_DAY = (
    f"(?:{_AHEAD}|{_THAT}{_WEEKDAY}|{_WEEKDAY}|{_MONTH}{_NUMBER}[日号]?|{_NUMBER}[日号]"
    "|[0-9]{1,4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?)"
)
_SPAN = (
    f"(?:{_THAT}(?:周|星期|礼拜|月|季度|年)(?!{_NUMBER}|[日天底末初中的])|{_MONTH}(?!{_NUMBER})"
    f"|[今明后去]年(?!底|{_NUMBER})|[寒暑]假|期间)"
)
_COUNT = f"{_NUMBER}个?(?:天|周|星期|礼拜|月)"
_FESTIVALS = "|".join(sorted({*NAMES, *ALSO}, key=len, reverse=True))
_HOLIDAY = f"(?:{_FESTIVALS})(?:当天|期间|假期|[前后、和及与到至]|$)"
_EXCEPTION = "除了|除外|除.{1,12}外"
_LIST = re.compile(rf"{_DAY}\s?[、,和及与到至~]\s?{_DAY}")
_KINDS = (
    (re.compile(rf"从.{{1,20}}?(?:起|开始)|{_DAY}(?:起|开始)|起\s?\)?\s?$|{_COUNT}[之以]?后"), START),
    (re.compile("每.{0,4}(?:小时|分钟|钟头|刻钟)"), TWELVE_HOURS),
    (_LIST, ONE_DAY),
    (re.compile(f"{_SPAN}|{_COUNT}[之以]?内"), SPAN),
    (re.compile(_EXCEPTION), EXCEPTION.format(example=USUAL)),
)
_OF_A_DATE = tuple(
    map(
        re.compile,
        (
            f"{_DAY}|{_SPAN}|{_HOLIDAY}",
            f"{_EXCEPTION}|{TIME}|每|从.{{1,20}}(?:起|开始)|直到|截止|为止|^(?:入群|生日|沉默)",
            f"(?!一[点时]){_NUMBER}[点时]|{_NUMBER}个?(?:天|小时|分钟|周|星期|礼拜|月|年)(?:[起内后前里之以]|$)",
            f"[0-9]{{4}}年|(?:工作|休息|节假)日|双休|平日|天天|农历|阴历|初{_NUMBER}|[年月][初中底末]",
            f"(?:{PART.pattern})(?:$|{_NUMBER})",
        ),
    )
)


def is_of_a_date(name: str, occasions: Collection[str] = ()) -> bool:
    """Return whether words that could be a plan's name have anything of a date or a time in them.

    下午茶 and 21天打卡 have not: a part of the day, or a count of days, with other words behind it.
    """
    plain = half_width(name[:LONGEST])
    return any(pattern.search(plain) for pattern in _OF_A_DATE) or plain in occasions


def tell_odd(words: str) -> str:
    """Return what was not understood of words before a time, and how to write what they may mean."""
    return ODD.format(words=words.strip(), how=_kind(words) or NAME)


def tell_known(words: str) -> str:
    """Return the same where it is known what words before a time may mean; empty for all others."""
    return ODD.format(words=words.strip(), how=_kind(words)) if _kind(words) else ""


def tell_list(words: str) -> str:
    """Return what to say of words that begin with several days for once, 明天、后天; empty for all others."""
    match = _LIST.match(half_width(words[:LONGEST]))
    return ODD.format(words=words[: match.end()], how=ONE_DAY) if match else ""


def odd_suffix(words: str, example: str) -> str:
    """Return what to say of words behind a time that look like a part of it; `example` is the time."""
    how = START if words.strip(" (").startswith("从") else EXCEPTION.format(example=example)
    return BEHIND.format(words=words.strip(" ()"), how=how)


def _kind(words: str) -> str:
    plain = half_width(words[:LONGEST])
    return next((how for pattern, how in _KINDS if pattern.search(plain)), "")
