"""The function that draws each kind of picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PIL import Image

from handlers.pictures.board import draw_board
from handlers.pictures.calendar import draw_calendar
from handlers.pictures.certificate import draw_certificate
from handlers.pictures.curve import draw_curve
from handlers.pictures.digest import draw_digest
from handlers.pictures.event_code import draw_event_code
from handlers.pictures.heatmap import draw_heatmap
from handlers.pictures.join_card import draw_join_card
from handlers.pictures.menu import draw_menu
from handlers.pictures.pickup import draw_pickup
from handlers.pictures.poll import draw_poll
from handlers.pictures.redpacket import draw_red_packet
from handlers.pictures.report import draw_report
from handlers.pictures.scene import draw_scene
from handlers.pictures.shop import draw_shop
from handlers.pictures.specs import PictureSpec
from handlers.pictures.statement import draw_statement
from handlers.pictures.timetable import draw_timetable

DRAWERS: Mapping[str, Callable[[Any], Image.Image]] = {
    "bill": draw_statement,
    "board": draw_board,
    "calendar": draw_calendar,
    "certificate": draw_certificate,
    "digest": draw_digest,
    "event_code": draw_event_code,
    "join_card": draw_join_card,
    "curve": draw_curve,
    "heatmap": draw_heatmap,
    "menu": draw_menu,
    "pickup": draw_pickup,
    "poll": draw_poll,
    "redpacket": draw_red_packet,
    "report": draw_report,
    "scene": draw_scene,
    "shop": draw_shop,
    "timetable": draw_timetable,
}
"""The drawing functions by the spec's `kind`."""


def draw(spec: PictureSpec) -> Image.Image:
    """Draw the picture that a spec of any kind describes."""
    return DRAWERS[spec.kind](spec)
