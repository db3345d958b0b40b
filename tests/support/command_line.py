"""The command line, called in this process."""

from __future__ import annotations

from typer.testing import CliRunner

from bot.cli.commands import app


def invoke(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output
