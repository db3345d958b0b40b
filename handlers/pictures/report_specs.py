"""The content of the pictures of reports as plain data; the others are in specs.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTile:
    """One figure of a report."""

    label: str
    value: str
    change: str = ""
    """Against the span before, as shown: +12%."""
    trend: Literal["good", "bad", "even"] = "even"
    """What the change means to the group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBar:
    """One day of a report's chart."""

    label: str
    """Below the bar; empty where there is no room."""
    value: int
    off: bool = False
    """A day of the weekend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One more thing that a report tells."""

    head: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSpec:
    """A group's day, week or month."""

    kind: Literal["report"] = "report"
    title: str
    group: str
    dates: str
    tiles: tuple[ReportTile, ...]
    chart: str
    """What the bars count."""
    bars: tuple[ReportBar, ...]
    """None for a single day."""
    remarks: tuple[str, ...]
    lines: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatmapRow:
    """One row of a heat map."""

    label: str
    note: str
    """Beside the label: how many it is about."""
    cells: tuple[int | None, ...]
    """None where there is nothing to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatmapSpec:
    """Numbers in rows and columns, the larger the darker."""

    kind: Literal["heatmap"] = "heatmap"
    title: str
    dates: str
    columns: tuple[str, ...]
    """Above the cells; an empty one where there is no room."""
    rows: tuple[HeatmapRow, ...]
    top: int
    """The number that is darkest."""
    unit: str
    """After the numbers, which are written into the cells where there is one; else they stay empty."""
    foot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveSpec:
    """What is known of a member, with the days they were there in each of the last weeks."""

    kind: Literal["curve"] = "curve"
    title: str
    lines: tuple[ReportLine, ...]
    chart: str
    values: tuple[int, ...]
    """One for each week, the latest last."""
    labels: tuple[str, ...]
    """Below them."""
    top: int
    """The largest value there can be."""
