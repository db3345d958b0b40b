"""The `qunban` command line: run, chat, check, preview, simulate, connect, doctor, orders, facts, backup, restore …"""

from __future__ import annotations

import asyncio
import gc
import json
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import setting_up
from bot.cli.loading import bot_time, cannot_listen, chosen_of, fail, load, rings_all, settings, write_chinese
from bot.cli.loading import run as execute
from bot.cli.usage import ChineseGroup
from config.group import Group
from config.settings import misspelt_settings
from config.system_words import system_reason

GroupOption = Annotated[str, typer.Option(help="只看一个群：会话 ID、群名或文件名")]

app = typer.Typer(
    cls=ChineseGroup,
    help="群伴：群里的签到、积分、迎新和定时消息。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)


@app.callback()
def main() -> None:
    """群伴：群里的签到、积分、迎新和定时消息。"""
    write_chinese()


@app.command()
def run() -> None:
    """启动机器人（设置来自 QUNBAN_ 开头的环境变量）。"""
    # Modules are no garbage: looking for some while they are loaded takes 4 % of the start (measured).
    gc.disable()
    from bot.serve import serve

    gc.enable()

    for line in misspelt_settings():
        typer.echo(line, err=True)
    try:
        execute(serve(settings()))
    except BlockingIOError:
        fail("已经有一个群伴在用这个数据库，请先停掉它，或用 QUNBAN_DATABASE 换一个文件。")
    except OSError as error:
        fail(f"启动不了：{cannot_listen(error)}")


@app.command()
def chat(url: Annotated[str, typer.Option(help="沙盒地址")] = "") -> None:
    """在终端里和沙盒群聊天（要先启动机器人）。"""
    from bot.channels.sandbox.terminal import chat as talk

    asyncio.run(talk(url or f"http://127.0.0.1:{settings().port}"))


@app.command()
def check() -> None:
    """检查 channels.yaml 和所有群的 YAML，每个问题一行。"""
    from bot.clock import SystemClock
    from config.oversights import oversights
    from sop.advice import advice_for, silent_mentions, unannounced_holidays

    groups, problems = load()
    for problem in problems:
        print(problem)
    thoughts = misspelt_settings()
    now = SystemClock().now()
    for group in groups:
        today = now.astimezone(group.zone).date()
        notice = unannounced_holidays(group, today)
        thoughts += map(str, oversights(group.path, group.path.read_text("utf-8-sig"), today))
        unheard = silent_mentions(group)
        unheard = [] if unheard and rings_all(group) else unheard
        advice = [*([notice] if notice else []), *unheard, *advice_for(group, now)]
        thoughts += [f"{group.path}：{thought}" for thought in advice]
    print(*thoughts, sep="\n", end="\n" * bool(thoughts))
    if problems:
        raise typer.Exit(1)
    print(f"配置可以用，上面有 {len(thoughts)} 处请看一看。" if thoughts else "配置没有问题。")


@app.command()
def preview(
    days: Annotated[int, typer.Option(min=1, max=366, help="看几天")] = 7,
    pictures: Annotated[Path | None, typer.Option(help="再把每个群画成一张日历，放进这个文件夹")] = None,
    group: GroupOption = "",
) -> None:
    """列出接下来要发的定时消息。"""
    from sop.plans.preview import later, table, upcoming

    groups, problems = load()
    for problem in problems:
        typer.echo(str(problem), err=True)
    groups, now = chosen_of(groups, group), bot_time()
    print(table(upcoming(groups, now, days)))
    for shown in groups:
        for _, line in later(shown, now, days):
            print(f"{shown.name}：{line}")
    if pictures:
        try:
            pictures.mkdir(parents=True, exist_ok=True)
            paths = execute(_draw(groups, now, days, pictures))
        except OSError as error:
            fail(f"写不进 {pictures}：{system_reason(error)}。请换一个文件夹。")
        print(*paths, sep="\n")


async def _draw(groups: list[Group], now: datetime, days: int, folder: Path) -> list[Path]:
    """Return a calendar of each group, under its file's name."""
    from bot.rendering import RenderProcess
    from sop.plans.preview import sheet

    process = RenderProcess()
    paths = []
    for group in groups:
        path = folder / f"{group.path.stem}.png"
        path.write_bytes(await process.draw(sheet(group, now, days)))
        paths.append(path)
    await process.close()
    return paths


@app.command()
def simulate(
    days: Annotated[int, typer.Option(min=1, max=366, help="几天")] = 7,
    group: GroupOption = "",
    members: Annotated[int, typer.Option(min=0, max=300, help="再请这么多位习惯不同的假成员来过这几天，看报告")] = 0,
    pictures: Annotated[Path | None, typer.Option(help="报告的图片存到哪个文件夹")] = None,
) -> None:
    """在数据的副本上把接下来几天快进一遍，看会发什么；真实数据不变，什么也不会发出去。"""
    from bot.cli import rehearse, simulate
    from bot.clock import SystemClock
    from handlers.kit import Refusal

    if members:
        rehearse.show_reports(chosen_of(load()[0], group)[0], days, members, pictures)
        return
    known = {loaded.id: loaded for loaded in load()[0]}
    wanted = {chosen.id for chosen in chosen_of([*known.values()], group)}
    try:
        heard = execute(simulate.simulate(settings(), SystemClock().now(), days))
    except Refusal as refusal:
        fail(str(refusal))
    shown = [message for message in heard if message.target in wanted or (not group and message.target not in known)]
    for message in shown:
        heard_in = known.get(message.target)
        # What is for one person alone is told in the time of the group that it may come from, not of this machine.
        zone = heard_in.zone if heard_in else next((other.zone for other in known.values()), None)
        local = message.at.astimezone(zone)
        print(f"{local:%m-%d %H:%M} {heard_in.name if heard_in else message.target}：{' '.join(message.words.split())}")
    if not shown:
        print("这段时间什么也不会发。")
    elif days > 7:
        print(f"\n这里没有人说话，所以没有人参加。想看有人的时候：simulate --days {days} --members 60")


app.command()(setting_up.connect)
app.command()(setting_up.doctor)


@app.command()
def orders(
    file: Annotated[Path, typer.Argument(help="CSV 文件，第一行写列名：用户,金额,订单,时间")],
    group: Annotated[str, typer.Option(help="记到哪个群：群的会话 ID")],
    dry_run: Annotated[bool, typer.Option(help="只检查，不记账")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="有几行有问题也记下其余的；不写就一行也不记")] = False,
) -> None:
    """从表格文件导入消费订单；要先停掉机器人。"""
    from bot.cli.import_file import import_file
    from bot.cli.orders import book

    busy = "机器人正在用这个数据库，请先停掉它再导入；单子不多的话，也可以在群里发「导入订单」。"
    import_file(book, file, group, "单", busy, dry_run=dry_run, partial=partial)


@app.command()
def facts(
    file: Annotated[Path, typer.Argument(help="CSV 文件，第一行写列名：用户,种类,日期,次数,秒")],
    group: Annotated[str, typer.Option(help="记到哪个群：群的会话 ID")],
    dry_run: Annotated[bool, typer.Option(help="只检查，不记下")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="有几行有问题也记下其余的；不写就一行也不记")] = False,
) -> None:
    """从表格文件导入阅读、登录、搜索、加购、分享；要先停掉机器人。"""
    from bot.cli.facts import record
    from bot.cli.import_file import import_file

    busy = "机器人正在用这个数据库，请先停掉它再导入。"
    import_file(record, file, group, "行", busy, dry_run=dry_run, partial=partial)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="复制到哪个文件")]) -> None:
    """把数据库复制到一个文件；机器人可以照常运行。"""
    from bot.cli.copies import back_up
    from handlers.kit import Refusal

    try:
        size = back_up(settings(), file)
    except (Refusal, OSError, sqlite3.Error) as error:
        fail(f"没有备份成：{error}")
    print(f"已备份到 {file}（{size / 1024**2:.1f} MB）。")


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="以前的备份")]) -> None:
    """用备份换掉数据库；要先停掉机器人，被换下的文件会留着。"""
    from bot.cli.copies import restore as restore_database
    from bot.clock import SystemClock
    from handlers.kit import Refusal

    try:
        replaced = execute(restore_database(settings(), file, SystemClock().now()))
    except BlockingIOError:
        fail("机器人正在用这个数据库，请先停掉它再恢复。")
    except (Refusal, OSError, sqlite3.Error) as error:
        fail(f"没有恢复，数据库还是原来的：{error}")
    print(f"已恢复 {file}。" + (f"换下的数据库留在 {replaced}" if replaced else ""))


@app.command()
def schema() -> None:
    """输出群 YAML 的 JSON Schema，供编辑器补全和检查。"""
    print(group_schema(), end="")


def group_schema() -> str:
    """Return the JSON Schema of a group's YAML, as shipped in config/group.schema.json."""
    from sop.group_file import group_file_model

    return json.dumps(group_file_model().model_json_schema(), ensure_ascii=False, indent=2) + "\n"
