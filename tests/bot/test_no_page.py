"""What a browser reads on the bot's port where there is no page."""

from __future__ import annotations

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.no_page import in_chinese


async def test_unknown_paths_and_methods_are_told_in_chinese() -> None:
    async def there(_: web.Request) -> web.Response:
        return web.Response(text="ok")

    for port, words in ((None, "群伴在运行"), (8081, "聊天页面在 http://127.0.0.1:8081/ ")):
        app = web.Application(middlewares=[in_chinese(port)])
        app.router.add_get("/there", there)
        async with TestClient(TestServer(app)) as client:
            assert await (await client.get("/there")).text() == "ok"
            async with client.get("/elsewhere") as answer:
                assert (answer.status, answer.content_type) == (404, "text/plain")
                assert words in await answer.text()
            async with client.put("/there") as answer:
                assert (answer.status, answer.headers["Allow"]) == (405, "GET,HEAD")
                assert await answer.text() == "这个地址不收这种请求。"
