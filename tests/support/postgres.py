"""The PostgreSQL database of the tests, emptied between them."""

from __future__ import annotations

import asyncio

import asyncpg

from storage.schema import METADATA

RESTART = """SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL"""


class Cleaner:
    """Empties all tables and lets their ids begin at 1 again, over one connection that is kept.

    Measured: 3 ms of the server's time, and 15 ms over a new connection, which has to learn of all tables first.
    TRUNCATE makes new files for all tables and indexes and takes 200 to 600 ms, whether there are rows or not.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._loop = asyncio.new_event_loop()
        self._connection: asyncpg.Connection | None = None

    def clean(self) -> None:
        """Empty all tables; a connection that a test has cut is made anew."""
        self._loop.run_until_complete(self._clean())

    def close(self) -> None:
        """Let the connection go."""
        if self._connection:
            self._loop.run_until_complete(self._connection.close())
        self._loop.close()

    async def _clean(self) -> None:
        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(self._url)
        guarded = await self._connection.fetch(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
        )
        await self._connection.execute(
            ";".join(
                [
                    *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for (table,) in guarded),
                    *(f"DELETE FROM {table.name}" for table in reversed(METADATA.sorted_tables)),
                    *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for (table,) in guarded),
                    RESTART,
                ]
            )
        )
