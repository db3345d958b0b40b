"""Callbacks as WeCom sends them, signed and encrypted, as the bytes of whole HTTP requests."""

from __future__ import annotations

import re
from itertools import count

from bot.channels.wechat.crypto import Codec, encrypted_in_xml
from bot.channels.wechat.xml import read

CORP, AGENT, SECRET = "ww0000community01", 1000002, "canary-app-secret"
"""Those that the fake platform knows."""
TOKEN = "benchmarkToken"
AES_KEY = "benchmarkAesKey9012345678901234567890123456"
DONE = "签到成功"

CODEC = Codec(TOKEN, AES_KEY, CORP)
_NONCES = count(1)
_SIGNED = re.compile(rb"<MsgSignature><!\[CDATA\[(\w+)\]\]></MsgSignature><TimeStamp>(\d+)</TimeStamp>")
_NONCE = re.compile(rb"<Nonce><!\[CDATA\[(\w+)\]\]></Nonce>")


def request(channel: str, plaintext: str, at: int) -> bytes:
    """Return one delivery of a callback at a Unix second; encrypted anew each time."""
    encrypted, nonce = CODEC.seal(plaintext), f"nonce{next(_NONCES)}"
    signature = CODEC.sign(str(at), nonce, encrypted)
    body = (
        f"<xml><ToUserName><![CDATA[{CORP}]]></ToUserName><AgentID><![CDATA[{AGENT}]]></AgentID>"
        f"<Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
    ).encode()
    return (
        f"POST /channels/{channel}?msg_signature={signature}&timestamp={at}&nonce={nonce} HTTP/1.1\r\n"
        f"Host: 127.0.0.1\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def said(user: str, text: str, number: int | str, at: int) -> str:
    """Return the plaintext of a member's text message."""
    return (
        f"<xml><ToUserName><![CDATA[{CORP}]]></ToUserName><FromUserName><![CDATA[{user}]]></FromUserName>"
        f"<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content>"
        f"<MsgId>{number}</MsgId><AgentID>{AGENT}</AgentID></xml>"
    )


def joined(chat: str, user: str, at: int) -> str:
    """Return the plaintext of the notice that a member joined a customer group."""
    return (
        f"<xml><ToUserName><![CDATA[{CORP}]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName>"
        f"<CreateTime>{at}</CreateTime><MsgType><![CDATA[event]]></MsgType>"
        f"<Event><![CDATA[change_external_chat]]></Event><ChatId><![CDATA[{chat}]]></ChatId>"
        f"<ChangeType><![CDATA[update]]></ChangeType><UpdateDetail><![CDATA[add_member]]></UpdateDetail>"
        f"<JoinScene>0</JoinScene><MemChangeCnt>1</MemChangeCnt>"
        f"<MemChangeList><Item><![CDATA[{user}]]></Item></MemChangeList></xml>"
    )


def opened(answer: bytes) -> str:
    """Return the text inside an answer's encrypted envelope, whose signature is checked; empty for silence."""
    if not answer:
        return ""
    signed, nonce = _SIGNED.search(answer), _NONCE.search(answer)
    assert signed, answer
    assert nonce, answer
    plaintext = CODEC.open(signed[1].decode(), signed[2].decode(), nonce[1].decode(), encrypted_in_xml(answer))
    return read(plaintext).word("Content")
