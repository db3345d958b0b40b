"""Members' words, made ready to be drawn: any nickname survives, whatever it is written with.

Pillow takes one font for a text and draws boxes for what the font lacks. So words are taken apart into what readers see
as one letter, each is given to a font that has it, and what no font has is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from unicodedata import category, normalize

import noto_cjk_sans_otc
from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont, Layout

CJK = Path(noto_cjk_sans_otc.__file__).parent / "NotoSansCJK-Regular.ttc"
SIMPLIFIED = 2
"""The face with the shapes of mainland China in the font's collection."""
FALLBACK = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
"""Scripts that the first font lacks; left out where the machine has no such font."""
EMOJI = Path("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf")
"""As Debian installs it; without it emoji are left out."""
EMOJI_SIZE, EMOJI_WIDTH, EMOJI_HEIGHT = 109, 136, 128
"""The one size its bitmaps have, and their pixels."""

PLACEHOLDER = "·"
"""Stands for words of which nothing can be drawn."""
LONGEST = 200
"""Characters looked at; no line is longer."""
MOST_MARKS = 2
"""Combining marks drawn on one letter."""
JOINER, EMOJI_SELECTOR, KEYCAP = "\u200d", "\ufe0f", "\u20e3"
UNASSIGNED = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Run:
    """Letters drawn with one font; emoji come one by one."""

    text: str
    font: Path


def split_graphemes(words: str) -> list[str]:
    """Return what readers see as one letter each; line breaks become spaces, control characters are left out."""
    graphemes: list[str] = []
    for character in normalize("NFC", words[:LONGEST]):
        kind = category(character)
        if kind in ("Cf", "Cs", "Co") and character != JOINER and not _is_emoji_tag(character):
            continue
        if kind == "Cc" and not character.isspace():
            continue
        plain = " " if character.isspace() else character
        if graphemes and _continues(graphemes[-1], plain, kind):
            graphemes[-1] += plain
        elif kind[0] != "M" and plain != JOINER:
            graphemes.append(plain)
    return graphemes


def _continues(before: str, letter: str, kind: str) -> bool:
    if kind[0] == "M" or letter == JOINER or _is_emoji_tag(letter) or "\U0001f3fb" <= letter <= "\U0001f3ff":
        return True
    if before[-1] == JOINER:
        return _is_pictograph(letter)
    return len(before) == 1 and _is_regional_indicator(before) and _is_regional_indicator(letter)


def _is_emoji_tag(letter: str) -> bool:
    return "\U000e0020" <= letter <= "\U000e007f"


def _is_regional_indicator(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _is_pictograph(letter: str) -> bool:
    return "\u2300" <= letter <= "\u2bff" or "\U0001f000" <= letter < "\U000e0000"


@cache
def load_font(path: Path, pixels: int) -> FreeTypeFont:
    """Return a font in a size of so many pixels."""
    return ImageFont.truetype(path, pixels, index=SIMPLIFIED if path == CJK else 0)


@cache
def plain_fonts() -> tuple[Path, ...]:
    """Return the fonts for letters that this machine has, the one that sets the style first."""
    return tuple(path for path in (CJK, FALLBACK) if path.exists())


@cache
def _probe(path: Path) -> tuple[FreeTypeFont, bytes]:
    """Return the font without shaping, which would substitute glyphs, and its box for what it lacks."""
    small = ImageFont.truetype(path, 16, index=SIMPLIFIED if path == CJK else 0, layout_engine=Layout.BASIC)
    return small, bytes(small.getmask(UNASSIGNED))


@lru_cache(maxsize=4096)
def _has_glyph(path: Path, letter: str) -> bool:
    small, box = _probe(path)
    return bytes(small.getmask(letter)) != box


@lru_cache(maxsize=1024)
def _emoji(cluster: str) -> str:
    """Return as much of the cluster as makes one emoji; empty where it is none."""
    pictured = _is_pictograph(cluster[0]) or EMOJI_SELECTOR in cluster or KEYCAP in cluster
    if not pictured or not EMOJI.exists():
        return ""
    font = load_font(EMOJI, EMOJI_SIZE)
    for text in (cluster, cluster[0]):
        left, top, right, bottom = font.getbbox(text)
        if bottom > top and right - left <= EMOJI_WIDTH:
            return text
    return ""


@lru_cache(maxsize=4096)
def _shape(cluster: str) -> Run | None:
    if emoji := _emoji(cluster):
        return Run(emoji, EMOJI)
    for path in plain_fonts():
        if cluster[0] == " " or _has_glyph(path, cluster[0]):
            marks = [
                mark
                for mark in cluster[1:]
                if category(mark)[0] == "M" and mark != EMOJI_SELECTOR and _has_glyph(path, mark)
            ]
            return Run(cluster[0] + "".join(marks[:MOST_MARKS]), path)
    return None


def shape_text(words: str) -> list[Run]:
    """Return a run for each grapheme, with its font; what no font has is left out."""
    glyphs = [run for run in map(_shape, split_graphemes(words)) if run]
    while glyphs and glyphs[0].text == " ":
        glyphs.pop(0)
    return glyphs or [Run(PLACEHOLDER, CJK)]


def merge_runs(glyphs: list[Run]) -> list[Run]:
    """Merge neighbours of one font into one run, so that the font can shape and order them; emoji stay apart."""
    runs: list[Run] = []
    for path, same in groupby(glyphs, lambda run: run.font):
        if path == EMOJI:
            runs.extend(same)
        else:
            runs.append(Run("".join(run.text for run in same), path))
    return runs


def run_width(run: Run, pixels: int) -> float:
    """Return the width of the run in pixels."""
    if run.font == EMOJI:
        return emoji_width(pixels)
    return load_font(run.font, pixels).getlength(run.text)


def emoji_width(pixels: int) -> int:
    """Return an emoji's width beside letters of a size: a little more than a Chinese character's."""
    return round(pixels * 1.16)


@lru_cache(maxsize=256)
def emoji_picture(text: str, pixels: int) -> Image.Image:
    """Return one emoji in the size of the letters around it, transparent outside."""
    bitmap = Image.new("RGBA", (EMOJI_WIDTH, EMOJI_HEIGHT))
    ImageDraw.Draw(bitmap).text((0, 0), text, font=load_font(EMOJI, EMOJI_SIZE), embedded_color=True)
    width = emoji_width(pixels)
    return bitmap.resize((width, round(width * EMOJI_HEIGHT / EMOJI_WIDTH)), Image.Resampling.LANCZOS)
