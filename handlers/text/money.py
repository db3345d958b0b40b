"""Amounts of money: written in yuan, kept in fen."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator

from handlers.kit.refusal import OpenRefusal
from handlers.kit.words import half_width, truncate

UNREADABLE = "「{shown}」不是金额，请写成 268 或 9.90，最大 999999.99。"
LONGEST = 60
"""Characters looked at of an amount."""
NOT_AN_AMOUNT = "要写几元，最多两位小数，例如 9.9，最大 99999.99"


def _to_fen(value: object) -> int:
    match = re.fullmatch(r"([0-9]{1,5})(?:\.([0-9]{1,2}))?", str(value).strip().removesuffix("元").rstrip())
    if not match:
        raise ValueError(NOT_AN_AMOUNT)
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


Money = Annotated[int, BeforeValidator(_to_fen, json_schema_input_type=str | float)]
"""Written in yuan, kept in fen."""


def format_yuan(fen: int) -> str:
    """Return an amount in yuan as 100 or 9.90, without the unit."""
    return f"{fen // 100}.{fen % 100:02}" if fen % 100 else str(fen // 100)


def read_amount(text: str) -> int:
    """Read an amount in yuan (268, 9.9, ￥9.90, 268元), return it in fen, 1 to 99,999,999; raises Refusal otherwise."""
    plain = half_width(text[:LONGEST]).replace("￥", "¥").strip().removeprefix("¥").removesuffix("元").strip()
    match = re.fullmatch(r"([0-9]{1,6})(?:\.([0-9]{1,2}))?", plain)
    fen = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) if match else 0
    if not fen or len(text) > LONGEST:
        raise OpenRefusal(UNREADABLE.format(shown=truncate(text)))
    return fen
