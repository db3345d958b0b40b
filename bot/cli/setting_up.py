"""The commands for setting up: connect, and doctor, which looks at what stands in the way."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.loading import cannot_listen, fail, settings
from bot.cli.loading import run as execute
from config.problems import ConfigError

SERVER = "自己部署的企业微信的地址：长连接写 wss://…，别的写 https://…"
TRY = "试着订阅一次长连接；同一个机器人正在别处连着的话，那边会被挤下线"
ONE_BOT = "已经有一个群伴在用这个数据库。请先停掉它，再运行 ./qunban connect。"


def connect(server: Annotated[str, typer.Option(help=SERVER)] = "") -> None:
    """一步一步接上企业微信，直到群里的第一句回答；停下了再运行一次，会接着来。"""
    from bot.cli.connect import Connecting
    from bot.cli.connect_files import BadServer

    try:
        Connecting(settings(), server=server).run()
    except (ConfigError, BadServer) as error:
        fail(str(error))
    except BlockingIOError:
        fail(ONE_BOT)
    except OSError as error:
        fail(f"没有做成：{cannot_listen(error)}")


def doctor(
    watch: Annotated[bool, typer.Option("--watch", help="接着看来了什么，一件一行，按 Ctrl+C 停")] = False,
    tries: Annotated[bool, typer.Option("--try", help=TRY)] = False,
) -> None:
    """检查通道、时钟、数据库、磁盘和没登记的群，并说明该怎么办。"""
    from bot.cli.doctor import examine

    if watch:
        from bot.cli.doctor_watch import NOT_RUNNING, show

        if not execute(show(settings(), typer.echo)):
            fail(NOT_RUNNING)
        return
    findings = execute(examine(settings(), tries=tries))
    for finding in findings:
        typer.echo(finding)
    if any(finding.bad for finding in findings):
        raise typer.Exit(1)
