"""What aiohttp and the encryption alone cost: opens each callback and seals one fixed answer, and does nothing else."""

from __future__ import annotations

import sys

from aiohttp import web

from bot.channels.wechat.crypto import ForgedError, encrypted_in_xml
from tests.support.callbacks import CODEC, CORP

ANSWER = (
    f"<xml><ToUserName><![CDATA[u12345678]]></ToUserName><FromUserName><![CDATA[{CORP}]]></FromUserName>"
    "<CreateTime>1800000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[u12345678 签到成功！"
    "连续 1 天，+10 积分，现有 10 分。再签 6 天多得 30 分。]]></Content></xml>"
)


async def answer(request: web.Request) -> web.Response:
    query = request.query
    stamp, nonce = query["timestamp"], query["nonce"]
    try:
        CODEC.open(query["msg_signature"], stamp, nonce, encrypted_in_xml(await request.read()))
    except ForgedError:
        return web.Response(status=403)
    encrypted = CODEC.seal(ANSWER)
    return web.Response(
        text=f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt>"
        f"<MsgSignature><![CDATA[{CODEC.sign(stamp, nonce, encrypted)}]]></MsgSignature>"
        f"<TimeStamp>{stamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>",
        content_type="text/xml",
    )


async def healthz(_: web.Request) -> web.Response:
    return web.Response()


def main() -> None:
    app = web.Application()
    app.add_routes([web.post("/channels/office", answer), web.get("/healthz", healthz)])
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)


if __name__ == "__main__":
    main()
