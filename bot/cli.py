"""The `qunban` command line: run, chat, check, preview, doctor, schema."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from typing import Annotated, Any, NoReturn, TypeVar

import typer

from config.group import Group
from config.problems import ConfigError, Problem
from config.settings import Settings

T = TypeVar("T")

app = typer.Typer(help="群伴：群里的签到、积分、迎新和定时消息。", no_args_is_help=True, add_completion=False)


@app.command()
def run() -> None:
    """启动机器人（设置来自 QUNBAN_ 开头的环境变量）。"""
    from bot.serve import serve

    try:
        _await(serve(Settings()))
    except BlockingIOError:
        _fail("已经有一个群伴在用这个数据库，请先停掉它，或用 QUNBAN_DATABASE 换一个文件。")
    except OSError as error:
        _fail(f"启动不了：{error.strerror or error}。端口被占用时请换一个：QUNBAN_PORT=8081")


@app.command()
def chat(url: Annotated[str, typer.Option(help="沙盒地址")] = "") -> None:
    """在终端里和沙盒群聊天（要先启动机器人）。"""
    from bot.terminal import chat as talk

    asyncio.run(talk(url or f"http://127.0.0.1:{Settings().port}"))


@app.command()
def check() -> None:
    """检查 channels.yaml 和所有群的 YAML，每个问题一行。"""
    from bot.clock import SystemClock
    from sop.notices import unannounced

    groups, problems = _load()
    for problem in problems:
        print(problem)
    for group in groups:
        if notice := unannounced(group, SystemClock().now().astimezone(group.zone).date()):
            print(f"{group.path}：{notice}")
    if problems:
        raise typer.Exit(1)
    print("配置没有问题。")


@app.command()
def preview(days: Annotated[int, typer.Option(min=1, max=366, help="看几天")] = 7) -> None:
    """列出接下来要发的定时消息。"""
    from bot.clock import SystemClock
    from sop.preview import table, upcoming

    groups, problems = _load()
    for problem in problems:
        typer.echo(str(problem), err=True)
    print(table(upcoming(groups, SystemClock().now(), days)))


@app.command()
def doctor() -> None:
    """检查通道、时钟、数据库、磁盘和没登记的群，并说明该怎么办。"""
    from bot.doctor import examine

    findings = _await(examine(Settings()))
    for finding in findings:
        print(finding)
    if any(finding.bad for finding in findings):
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """输出群 YAML 的 JSON Schema，供编辑器补全和检查。"""
    print(group_schema(), end="")


def group_schema() -> str:
    """The JSON Schema of a group's YAML, as shipped in config/group.schema.json."""
    from bot.app import group_file_model

    return json.dumps(group_file_model().model_json_schema(), ensure_ascii=False, indent=2) + "\n"


def _load() -> tuple[list[Group], list[Problem]]:
    from bot.app import group_file_model
    from config.channels import load_channels
    from config.group import load_groups

    settings = Settings()
    try:
        channels = load_channels(settings.config / "channels.yaml")
    except ConfigError as error:
        return [], list(error.problems)
    folder = settings.config / "groups"
    groups, problems = load_groups(folder, group_file_model(), channels)
    if not groups and not problems:
        problems.append(Problem(folder, 1, 1, "这里一个群也没有", "请放一个 YAML，例如照着 demo.yaml 写"))
    return list(groups.values()), problems


def _await(work: Coroutine[Any, Any, T]) -> T:
    try:
        return asyncio.run(work)
    except ConfigError as error:
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)
