"""Nicknames on pictures: whatever they are written with, something sensible is drawn and it stays in its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.pictures import fonts
from handlers.pictures.canvas import Canvas, fit_text
from handlers.pictures.fonts import EMOJI, PLACEHOLDER, merge_runs, split_graphemes

FAMILY, FLAG, THUMB, KEYCAP = "👨‍👩‍👧", "🇨🇳", "👍🏿", "1️⃣"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
AWKWARD = (
    *("", " ", "\u200b\u200d\ufeff", "\u0301", "\x00\x1b[31m", "a" * 100, "王" * 100, FAMILY * 30),
    *("\u202eevil\u202c", "שלום", "محمد", "ก็", "नमस्ते", "Z" + "\u0335" * 300, "é" + "\u0301" * 50),
    *("\U000e0067", "🇨", "🏿", "\u20e3", "𓀀", "𠮷"),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("小明", ["小", "明"]),
        (f"爸{FAMILY}妈", ["爸", FAMILY, "妈"]),
        (FLAG * 2, [FLAG, FLAG]),
        (THUMB + KEYCAP + "❤️", [THUMB, KEYCAP, "❤️"]),
        (ENGLAND, [ENGLAND]),
        ("e\u0301", ["é"]),
        ("x\u0335\u0336y", ["x\u0335\u0336", "y"]),
        ("一\n二\t三\u3000四", ["一", " ", "二", " ", "三", " ", "四"]),
        ("小\x00\u200b\u202e\ufeff明", ["小", "明"]),
        ("\u0301\u200d", []),
    ],
)
def test_words_are_taken_apart_into_what_readers_see(words: str, found: list[str]) -> None:
    assert split_graphemes(words) == found


@pytest.mark.parametrize("words", ["", "\u200b", "\x07", "\U0010ffff\ue000"])
def test_where_nothing_is_left_there_is_a_dot(words: str) -> None:
    assert [run.text for run in fonts.shape_text(words)] == [PLACEHOLDER]


def test_neighbours_of_one_font_are_set_together() -> None:
    assert [run.text for run in merge_runs(fonts.shape_text("小明abc"))] == ["小明abc"]


@pytest.mark.skipif(not EMOJI.exists(), reason="no font for emoji on this machine")
def test_emoji_are_drawn_in_one_piece_and_unknown_ones_left_out() -> None:
    runs = merge_runs(fonts.shape_text(f"爸{FAMILY}妈\U0001fbff{THUMB}"))
    assert [run.text for run in runs] == ["爸", FAMILY, "妈", THUMB]
    assert len(fonts.emoji_picture(FAMILY, 30).convert("RGBA").getcolors(1 << 16) or ()) > 10


def test_a_letter_the_font_lacks_never_becomes_a_box() -> None:
    for words in AWKWARD:
        for run in fonts.shape_text(words):
            if run.font != EMOJI and run.text != " ":
                assert fonts._has_glyph(run.font, run.text[0])


@pytest.mark.parametrize("words", AWKWARD, ids=range(len(AWKWARD)))
def test_awkward_names_can_be_drawn(words: str) -> None:
    paper = Canvas(200, 40)
    assert 0 < paper.write(10, 20, words, 16, bold=True, most=150) <= 150


@settings(max_examples=300, deadline=None)
@given(words=st.text(max_size=60), most=st.integers(30, 300))
def test_any_words_fit_and_are_drawn(words: str, most: int) -> None:
    paper = Canvas(200, 40)
    assert paper.write(0, 20, words, 12, most=most) <= most
    assert fit_text(words, 24, most * 2)


def test_what_is_too_long_ends_with_dots() -> None:
    assert fit_text("王" * 100, 20, 100)[-1].text == "王" * 4 + "…"
    assert fit_text("王王", 20, 100)[-1].text == "王王"
