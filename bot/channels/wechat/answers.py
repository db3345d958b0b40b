"""Answers in XML to what a platform calls us with: one text, plain or sealed."""

from __future__ import annotations

from bot.channels.wechat.callback import Callback
from bot.channels.wechat.crypto import Codec
from bot.channels.wechat.xml import Element, cdata


def text_answer(message: Element, text: str, at: int) -> str:
    """Return a text to whoever sent the message. `at` is its time of creation, in seconds since 1970 UTC."""
    return (
        f"<xml><ToUserName>{cdata(message.word('FromUserName'))}</ToUserName>"
        f"<FromUserName>{cdata(message.word('ToUserName'))}</FromUserName>"
        f"<CreateTime>{at}</CreateTime>"
        f"<MsgType><![CDATA[text]]></MsgType><Content>{cdata(text)}</Content></xml>"
    )


def sealed_answer(codec: Codec, answer: str, callback: Callback) -> str:
    """Return an answer encrypted and signed for the callback that it answers."""
    encrypted, stamp = codec.seal(answer), str(callback.timestamp)
    signature = codec.sign(stamp, callback.nonce, encrypted)
    return (
        f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature>"
        f"<TimeStamp>{stamp}</TimeStamp><Nonce>{cdata(callback.nonce)}</Nonce></xml>"
    )
