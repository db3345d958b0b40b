"""Ages as people write and spell them: 28岁, 五十, 二十七八, 95后, 三十出头; pure and linear."""

from __future__ import annotations

import re

from handlers.dates.numerals import number

_TENS = "(?:[二三四五六七八九]?十)"
_SPELLED = f"(?:{_TENS}[一二三四五六七八九]{{0,2}}|[一二三四五六七八九](?=岁))"
AGE = (
    r"(?:(?:年近|奔|快|将近|接近|刚满|刚好|正好|刚过|不到|永远|虚岁|周岁|已经|刚|才|满|快到|都|有|也|是|:){0,3}"
    rf"(?:[0-9]{{2}}(?![0-9])|[0-9](?=岁)|{_SPELLED})"
    r"(?:出头|左右|挂零|好几|[多几来](?=岁|了|[^\w]|$)|整|[有又][一二三四五六七八九])?|奔[三四五六七八])"
)
"""An age without 岁."""
BORN = r"(?:(?:19|20)?[0-9]{2}|[零〇一二三四五六七八九]{2})(?:后(?![天来面])|年(?:生人?|出生|的|(?=[\s,。、;.]|$)))"

LONGEST = 30
"""Characters in which an age is looked for."""

_READ = re.compile(rf"(?P<born>{BORN}|(?:19|20)[0-9]{{2}}年?(?![0-9]))|(?P<age>{AGE})")
_ADORNING = re.compile("^(?:刚满|刚好|正好|永远|虚岁|周岁|已经|刚|才|满|快到|都|有|也|是|:)++")
_FILLING = re.compile("(?<=十)[有又](?=.)|整$")
"""In 七十有三, 四十又二 and 三十整."""
_DIGITS = dict(zip("零〇一二三四五六七八九", "00123456789", strict=True))


def read_age(text: str) -> str:
    """Return the first age in a text: a number where it is exact, else the words (95后, 三十出头); empty for none."""
    text = text[:LONGEST]
    age = next(filter(None, (_READ.match(text, place) for place in range(len(text)))), None)
    if age is None:
        return ""
    if age["born"]:
        year = "".join(_DIGITS.get(letter, letter) for letter in age[0])
        return f"{year}年" if year.isdigit() else year
    words = _ADORNING.sub("", age[0])
    exact = number(_FILLING.sub("", words))
    return words if exact is None else str(exact)
