"""What a browser reads where there is no page, or nothing to be done with it: a short word in Chinese."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

NOTHING = "这里没有页面。群伴在运行，它好不好看 /healthz。"
ELSEWHERE = f"{NOTHING}聊天页面在 http://127.0.0.1:{{port}}/ ，只能在这台机器上打开。"
NO_METHOD = "这个地址不收这种请求。"


def in_chinese(page_port: int | None = None) -> Middleware:
    """Return a middleware that words what aiohttp says of unknown paths; the chat page may be on another port."""
    nothing = ELSEWHERE.format(port=page_port) if page_port else NOTHING

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPNotFound:
            raise web.HTTPNotFound(text=nothing) from None
        except web.HTTPMethodNotAllowed as error:
            raise web.HTTPMethodNotAllowed(error.method, error.allowed_methods, text=NO_METHOD) from None

    return answer
