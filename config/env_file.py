"""The `.env` beside channels.yaml: secrets by name, one in a line, readable for nobody but its owner."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from dotenv.parser import parse_stream

from config.problems import ConfigError, Problem
from config.system_words import system_reason

NAME = ".env"
HEAD = "# 密钥，一行一个。channels.yaml 里写 ${名字}。不要发给别人，也不要提交到 git。\n"
WRONG = "这一行看不懂"
FORM = "要写成 名字=值，例如 WECOM_BOT_SECRET=…；值里有空格或 # 的话，两边加单引号"
EMPTY = "「{name}」后面没有值"
TWICE = "「{name}」写了两次"
_PLAIN = re.compile("[0-9A-Za-z_.,:/+=@%-]+")


def read_env(path: Path) -> dict[str, str]:
    """Return the values by name, none where there is no such file; raises ConfigError with a line for each mistake.

    What was read is never shown: it is secret.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise ConfigError(Problem(path, 1, 1, "不是 UTF-8 编码", "请用 UTF-8 保存文件")) from None
    except OSError as error:
        raise ConfigError(Problem(path, 1, 1, "读不到这个文件", system_reason(error))) from None
    values: dict[str, str] = {}
    problems = []
    for binding in parse_stream(StringIO(text)):
        written = binding.original.string
        line = binding.original.line + len(written[: len(written) - len(written.lstrip())].splitlines())
        if binding.error or (binding.key and binding.value is None):
            problems.append(Problem(path, line, 1, WRONG, FORM))
        elif binding.key and not binding.value:
            problems.append(Problem(path, line, 1, EMPTY.format(name=binding.key), FORM))
        elif binding.key in values:
            problems.append(Problem(path, line, 1, TWICE.format(name=binding.key), "请删去一行"))
        elif binding.key and binding.value:
            values[binding.key] = binding.value
    if problems:
        raise ConfigError(*problems)
    return values


def named_values(folder: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """Return what `${NAME}` stands for: what the environment has, else the `.env` of a folder; raises ConfigError."""
    return read_env(folder / NAME) | {name: value for name, value in environ.items() if value}


def with_values(text: str, values: Mapping[str, str]) -> str:
    """Return the text with these values: in place of older ones, else at the end. Other lines stay as they are."""
    lines = []
    left = dict(values)
    for binding in parse_stream(StringIO(text)):
        written = binding.original.string
        if binding.key in left:
            lead = written[: len(written) - len(written.lstrip())]
            written = lead + _line(binding.key, left.pop(binding.key))
        lines.append(written)
    before = "".join(lines)
    return (
        before + ("\n" if before and not before.endswith("\n") else "") + "".join(_line(*item) for item in left.items())
    )


def write_env(path: Path, values: Mapping[str, str]) -> None:
    """Write these values into the file, in one step, for its owner only (0600); raises OSError."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        text = HEAD
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(
        os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="\n"
    ) as file:
        file.write(with_values(text, values))
    fresh.replace(path)


def _line(name: str, value: str) -> str:
    if _PLAIN.fullmatch(value):
        return f"{name}={value}\n"
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"{name}='{quoted}'\n"
