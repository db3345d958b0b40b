"""How `qunban orders` and `qunban facts` tell what became of a file."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import typer

from bot.cli.loading import fail, load, run, settings
from bot.cli.spreadsheet import Line
from config.system_words import system_reason
from handlers.kit import Refusal


def import_file(
    record: Callable[..., Coroutine[Any, Any, list[Line]]],
    file: Path,
    group: str,
    unit: str,
    busy: str,
    *,
    dry_run: bool,
    partial: bool,
) -> None:
    """Import a file line by line and tell what became of each; exits with 1 where a line is bad.

    `unit` counts what is recorded, `busy` is said where a bot runs on the database.
    """
    groups = {loaded.id: loaded for loaded in load()[0]}
    if group not in groups:
        fail(f"没有群「{group}」。现在有：{'、'.join(groups) or '（没有）'}")
    try:
        lines = run(record(settings(), groups[group], file, dry=dry_run, partial=partial))
    except BlockingIOError:
        fail(busy)
    except Refusal as refusal:
        fail(str(refusal))
    except OSError as error:
        fail(f"打不开 {file}：{system_reason(error)}")
    for line in lines:
        typer.echo(line)
    bad = sum(not line.good for line in lines)
    if bad and not (dry_run or partial):
        rest = len(lines) - bad
        typer.echo(f"一{unit}也没有记：{bad} 行有问题。改好再导入，或加上 --partial 只记其余 {rest} 行。")
    else:
        typer.echo(f"{'可以记' if dry_run else '记了'} {len(lines) - bad} {unit}，{bad} 行有问题。")
    if bad:
        raise typer.Exit(1)
