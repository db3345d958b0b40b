"""Sums as people type them: read by hand, never evaluated as code, and refused before they could take long; pure.

All numbers are fractions, so nothing is rounded before it is shown. `%` after a number is a percentage (50%), before
one a remainder (10%3). 100-20% is 80 to some calculators and 99.8 to others, so it is asked back.

What a sum may hold is limited by its length, its depth and the size of each number in it; a power is looked at before
it is raised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Context, Decimal
from fractions import Fraction

from handlers.kit.words import half_width
from handlers.tools.spoken_sums import with_signs

LONGEST = 100
"""Characters of a sum."""
DEEPEST = 20
"""Brackets, signs and powers inside each other."""
MOST_BITS = 2000
"""Of a numerator or denominator: some 600 digits."""
EXACT_DIGITS = 30
"""Digits of a whole number that is shown to the last one."""
DIGITS = 12
"""Digits of any other number."""
LONGEST_DECIMAL = 8
"""Zeros after the point of a number that is not shown in powers of ten."""

_SIGNS = str.maketrans({"×": "*", "✕": "*", "✖": "*", "x": "*", "X": "*", "÷": "/", "−": "-", "【": "(", "】": ")"})
_TOKEN = re.compile(
    r"\s*+(?:([0-9]{1,3}(?:,[0-9]{3})++(?![0-9])(?:\.[0-9]*+)?+|[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)|(\*\*|[-+*/%^()]))"
)
_ROUND = Context(prec=DIGITS)


class Unreadable(Exception):
    """It is no sum."""


class Ambiguous(Exception):
    """A percentage is added to something else, or taken from it."""


class TooLarge(Exception):
    """The sum, or a number in it, is larger than is good for a chat."""


def evaluate(text: str) -> Fraction:
    """Return what a sum comes to; raises Unreadable, Ambiguous, TooLarge or ZeroDivisionError."""
    if len(text) > LONGEST:
        raise TooLarge
    return _Sum(_tokens(with_signs(half_width(text)).translate(_SIGNS).rstrip("=? "))).read()


def format_number(value: Fraction) -> str:
    """Return a number as people write it: 42, 0.125, 2.5×10^40; with ≈ where it had to be rounded."""
    if value.denominator == 1 and abs(value.numerator) < 10**EXACT_DIGITS:
        return str(value.numerator)
    rounded = _ROUND.divide(Decimal(value.numerator), Decimal(value.denominator)).normalize(_ROUND)
    is_short = -LONGEST_DECIMAL <= rounded.adjusted() < EXACT_DIGITS
    mantissa = f"{rounded.scaleb(-rounded.adjusted()):f}×10^{rounded.adjusted()}"
    return ("" if rounded == value else "≈ ") + (f"{rounded:f}" if is_short else mantissa)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise Unreadable
        tokens.append(match[1].replace(",", "") if match[1] else match[2])
        place = match.end()
    return tokens


def _limited(value: Fraction) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MOST_BITS:
        raise TooLarge
    return value


def _remainder(left: Fraction, right: Fraction) -> Fraction:
    return left % right


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1:
        raise Unreadable
    if base == 0 and exponent < 0:
        raise ZeroDivisionError
    # A number of n bits is at least 2 to the power of n - 1.
    bits = max(base.numerator.bit_length(), base.denominator.bit_length()) - 1
    if bits * abs(exponent) > MOST_BITS:
        raise TooLarge
    return base**exponent.numerator


_Operators = Mapping[str, Callable[[Fraction, Fraction], Fraction]]
_SUMS: _Operators = {"+": Fraction.__add__, "-": Fraction.__sub__}
_AFTER_PERCENT = ("", ")", "%", "+", "-", "*", "/", "^", "**")
_PRODUCTS: _Operators = {"*": Fraction.__mul__, "/": Fraction.__truediv__, "%": _remainder}


class _Sum:
    """A sum that is being read, from left to right: sums of products of signed powers."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0

    def read(self) -> Fraction:
        value = self._sum()
        if self._next():
            raise Unreadable
        return value

    def _next(self, ahead: int = 0) -> str:
        place = self._place + ahead
        return self._tokens[place] if place < len(self._tokens) else ""

    def _sum(self) -> Fraction:
        value, of_percentages = self._product()
        while self._next() in _SUMS:
            operator = _SUMS[self._next()]
            self._place += 1
            right, is_percentage = self._product()
            if is_percentage and not of_percentages:
                raise Ambiguous
            of_percentages = of_percentages and is_percentage
            value = _limited(operator(value, right))
        return value

    def _product(self) -> tuple[Fraction, bool]:
        """Return a product, and whether it is nothing but a percentage."""
        first = self._place
        value = self._signed()
        while self._next() in _PRODUCTS:
            operator = _PRODUCTS[self._next()]
            self._place += 1
            value = _limited(operator(value, self._signed()))
        return value, self._tokens[first + 1 : self._place] == ["%"]

    def _signed(self) -> Fraction:
        sign = self._next()
        if sign not in ("+", "-"):
            return self._raised()
        value = self._inside(self._signed)
        return -value if sign == "-" else value

    def _raised(self) -> Fraction:
        base = self._percentage()
        return _limited(_power(base, self._inside(self._signed))) if self._next() in ("^", "**") else base

    def _percentage(self) -> Fraction:
        value = self._number()
        while self._next() == "%" and self._next(1) in _AFTER_PERCENT:
            self._place += 1
            value /= 100
        return value

    def _number(self) -> Fraction:
        symbol = self._next()
        if symbol == "(":
            value = self._inside(self._sum)
            if self._next() != ")":
                raise Unreadable
        elif symbol[:1].isdigit() or symbol.startswith("."):
            value = Fraction(symbol if symbol[0] != "." else f"0{symbol}")
        else:
            raise Unreadable
        self._place += 1
        return value

    def _inside(self, part: Callable[[], Fraction]) -> Fraction:
        """Return what follows a token that opens something: a bracket, a sign or a power."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooLarge
        self._place += 1
        value = part()
        self._depth -= 1
        return value
