"""`qunban backup` and `qunban restore`: a copy of the database while the bot runs, and its way back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from config.settings import Settings
from handlers.kit import Refusal
from storage import backups, sqlite_file
from storage.database import Database
from storage.migrations import revisions
from storage.process_lock import hold

SERVER = "数据库是 PostgreSQL，请用它自己的命令：{command}"
DUMP = "pg_dump --format=custom --file={file} 数据库地址"
LOAD = "先停掉机器人，再 pg_restore --clean --if-exists --dbname=数据库地址 {file}"
NO_DATABASE = "这里没有数据库：{path}。请检查 QUNBAN_DATABASE 有没有写错。"
TAKEN = "{file} 已经有了，请换一个名字，免得盖掉以前的备份。"
NO_FOLDER = "没有这个文件夹：{folder}"
NO_COPY = "没有这个文件：{file}"
ITSELF = "{file} 就是正在用的数据库。"


def back_up(settings: Settings, file: Path) -> int:
    """Copy the database into a new file, also while the bot runs; return its size in bytes.

    Raises Refusal, OSError and sqlite3.Error.
    """
    path = _path_of(settings, DUMP.format(file=file))
    if not path.exists():
        raise Refusal(NO_DATABASE.format(path=path))
    if file.exists():
        raise Refusal(TAKEN.format(file=file))
    if not file.absolute().parent.is_dir():
        raise Refusal(NO_FOLDER.format(folder=file.absolute().parent))
    sqlite_file.copy(path, file)
    return file.stat().st_size


async def restore(settings: Settings, file: Path, now: datetime) -> Path | None:
    """Put a copy in the place of the database; return where the replaced one is kept, None where there was none.

    Raises BlockingIOError while the bot runs, Refusal where the file cannot take its place, OSError and sqlite3.Error.
    """
    path = _path_of(settings, LOAD.format(file=file))
    _check_files(file, path)
    was_there = path.exists()
    database = Database(settings.database)
    held = await hold(database)
    if not was_there:
        path.unlink()  # it was made to be held; there is nothing to keep of it
    try:
        replaced = backups.restore(file, path, f"{now.astimezone():%Y%m%d-%H%M%S}", revisions())
    except backups.NotRestorable as error:
        raise Refusal(str(error)) from error
    finally:
        await database.close()
        await held.release()
    return replaced


def _check_files(file: Path, path: Path) -> None:
    """Refuse a mistyped name before anything is made or held."""
    if not file.is_file():
        raise Refusal(NO_COPY.format(file=file))
    if path.exists() and file.samefile(path):
        raise Refusal(ITSELF.format(file=file))


def _path_of(settings: Settings, command: str) -> Path:
    path = Database(settings.database).path
    if path is None:
        raise Refusal(SERVER.format(command=command))
    return path
