"""Sums: exact, as Python's own fractions say; and nothing that somebody types takes long."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.tools.arithmetic import MOST_BITS, Ambiguous, TooLarge, Unreadable, evaluate, format_number

Typed = tuple[str, Fraction | None]
"""A sum in brackets wherever there can be doubt, and its value; None where it divides by zero."""
OPERATORS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
NUMBERS = st.decimals(0, 10_000, places=3).map(lambda number: (f"{number}", Fraction(number)))


def joined(parts: tuple[Typed, str, Typed]) -> Typed:
    (left, a), sign, (right, b) = parts
    text = f"({left}{sign}{right})"
    return text, None if a is None or b is None or (sign == "/" and b == 0) else OPERATORS[sign](a, b)


def negated(part: Typed) -> Typed:
    return f"(-{part[0]})", None if part[1] is None else -part[1]


SUMS = st.recursive(
    NUMBERS,
    lambda inner: st.one_of(st.tuples(inner, st.sampled_from("+-*/"), inner).map(joined), inner.map(negated)),
    max_leaves=6,
).filter(lambda typed: len(typed[0]) <= 100)


@given(SUMS)
def test_random_sums_are_what_fractions_say(typed: Typed) -> None:
    text, value = typed
    if value is None:
        with pytest.raises(ZeroDivisionError):
            evaluate(text)
    else:
        assert evaluate(text) == value


@given(st.lists(st.tuples(st.sampled_from("+-*"), st.integers(0, 99)), min_size=1, max_size=12))
def test_products_come_before_sums(parts: list[tuple[str, int]]) -> None:
    text = "7" + "".join(f"{sign}{number}" for sign, number in parts)
    assert evaluate(text) == eval(text)  # noqa: S307 - our own digits and signs


@given(st.text("0123456789+-*/%^().,x× eE_j[]{}'\"=", max_size=100))
def test_whatever_is_typed_is_a_number_or_a_word(text: str) -> None:
    try:
        format_number(evaluate(text))
    except (Unreadable, Ambiguous, TooLarge, ZeroDivisionError):
        return


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("１２×（３＋４）÷２", "42"),
        ("12 x 3", "36"),
        ("0.1+0.2", "0.3"),
        ("10/4", "2.5"),
        ("1/3", "≈ 0.333333333333"),
        ("-2^2", "-4"),
        ("2^-2", "0.25"),
        ("2**3**2", "512"),
        ("--3", "3"),
        ("50%", "0.5"),
        ("200×15%", "30"),
        ("50%+50%-1%", "0.99"),
        ("100×(1-20%×2)", "60"),
        ("1-(20%)", "0.8"),
        ("(1+1)%", "0.02"),
        ("10%3", "1"),
        ("10%(3)", "1"),
        ("50%^2", "0.25"),
        ("1,000,000+1", "1000001"),
        ("2^64=?", "18446744073709551616"),
        (".5+1.", "1.5"),
        ("10^30", "1×10^30"),
        ("2^200", "≈ 1.60693804426×10^60"),
        ("1/10^9", "1×10^-9"),
        ("1/3/10^20", "≈ 3.33333333333×10^-21"),
        ("1^1000000000", "1"),
        ("123456789012345.5×1", "≈ 123456789012000"),
    ],
)
def test_a_sum_is_shown_as_people_write_it(text: str, value: str) -> None:
    assert format_number(evaluate(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1+",
        "2(3+4)",
        "1 2",
        "(1",
        "1)",
        "a",
        "2^0.5",
        "1..2",
        "1,00",
        "12,34,567",
        "%",
        "__import__('os')",
        "1e5",
        "٣+1",
    ],
)
def test_what_is_no_sum_is_told_from_one(text: str) -> None:
    with pytest.raises(Unreadable):
        evaluate(text)


@pytest.mark.parametrize(
    "text",
    [
        "9**9**9",
        "9^9^9^9",
        "4000000**4000000",
        "(1/3)^99999",
        "2^-5000",
        "(" * 1000 + "1" + ")" * 1000,
        "(" * 30 + "1" + ")" * 30,
        "-" * 90 + "1",
        "2^" * 45 + "1",
        "9" * 101,
        "×".join(["2^999"] * 16),
    ],
)
def test_what_would_take_long_is_refused_at_once(text: str) -> None:
    began = thread_time()
    with pytest.raises(TooLarge):
        evaluate(text)
    assert thread_time() - began < 0.005


def test_the_largest_numbers_that_are_left_are_shown_at_once() -> None:
    value = Fraction(2**MOST_BITS - 1, 2 ** (MOST_BITS - 1) - 1)
    began = thread_time()
    format_number(value)
    assert thread_time() - began < 0.005


@pytest.mark.parametrize("text", ["1/0", "1/(2-2)", "5%0", "0^-1", "1/0%"])
def test_nothing_is_divided_by_zero(text: str) -> None:
    with pytest.raises(ZeroDivisionError):
        evaluate(text)


@pytest.mark.parametrize("text", ["100-20%", "100+50%-1", "(8-20%)×2", "50%+1-1%+20%"])
def test_what_calculators_differ_about_is_told(text: str) -> None:
    with pytest.raises(Ambiguous):
        evaluate(text)
