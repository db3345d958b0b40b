"""Says in Chinese what is wrong with a command line: typer says it in English."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperGroup

NO_COMMAND = "没有「{name}」这个命令。{hint}"
MEANT = "你是想写 {names} 吗？"
COMMANDS = "可以用的有：{names}。"
NO_OPTION = "没有 {name} 这个选项。{hint}"
MISSING = "还差一样：{name}。"
NO_VALUE = "{name} 后面要写一个值。"
WRONG_VALUE = "{name} 的值不对。"
TOO_MANY = "多写了东西。"
OTHERWISE = "命令写得不对（{message}）。"
HOW = "用法：{path} --help"


class ChineseGroup(TyperGroup):
    """A group of commands whose usage errors are one or two lines of Chinese; they end with exit code 2, as usual."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: ARG002 - we are the ones who end the process
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
            raise SystemExit(code or 0)
        except typer.Exit as exit_:
            raise SystemExit(exit_.exit_code) from None
        except typer.Abort:
            raise SystemExit(1) from None
        except typer.TyperException as error:
            if text := describe(error):
                typer.echo(text, err=True)
            raise SystemExit(2) from None

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            close = get_close_matches(args[0], self.commands)
            hint = MEANT.format(names=" 或 ".join(close)) if close else COMMANDS.format(names="、".join(self.commands))
            typer.echo(NO_COMMAND.format(name=args[0][:20], hint=hint), err=True)
            raise typer.Exit(2)
        return super().resolve_command(ctx, args)


def describe(error: typer.TyperException) -> str:
    """Return what is wrong and where the command's help is; empty where only the help was asked for.

    The library tells its errors apart by what they carry; their classes are not public.
    """
    ctx, message = getattr(error, "ctx", None), str(getattr(error, "message", error))
    how = HOW.format(path=ctx.command_path) if ctx else ""
    param, option = getattr(error, "param", None), getattr(error, "option_name", "")
    if not message and not param:
        return ""
    if param is not None:
        return (WRONG_VALUE if message else MISSING).format(name=param.opts[0]) + how
    if option:
        close = getattr(error, "possibilities", None)
        if close is None:
            return NO_VALUE.format(name=option) + how
        return NO_OPTION.format(name=option, hint=MEANT.format(names=" 或 ".join(close)) if close else "") + how
    return (TOO_MANY if "extra argument" in message else OTHERWISE.format(message=message)) + how
