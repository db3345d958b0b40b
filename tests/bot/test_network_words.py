"""Why a server could not be asked, in Chinese, and never with the name of a class."""

from __future__ import annotations

import errno
import os

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from bot.network_words import UNKNOWN, network_reason

KEY = ConnectionKey("wecom.example", 443, True, True, None, None, None)
REFUSED = ConnectionRefusedError(errno.ECONNREFUSED, os.strerror(errno.ECONNREFUSED))
ASKED = aiohttp.RequestInfo(URL("https://wecom.example"), "GET", CIMultiDictProxy(CIMultiDict()))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TimeoutError(), "等太久没有回音"),
        (aiohttp.ServerTimeoutError(), "等太久没有回音"),
        (aiohttp.ClientConnectorError(KEY, REFUSED), "那里没有程序在听"),
        (aiohttp.ClientConnectorCertificateError(KEY, ValueError("no")), "对方的证书不对，电脑的时间错了也会这样"),
        (aiohttp.WSServerHandshakeError(ASKED, (), status=502), "对方答的是 HTTP 502"),
        (aiohttp.ServerDisconnectedError(), "连接被对方断开了"),
        (aiohttp.ClientPayloadError(), "回答只来了一半"),
        (aiohttp.InvalidURL("nowhere"), "网址写得不对"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), "连接被对方断开了"),
        (aiohttp.ClientError(), UNKNOWN),
    ],
)
def test_each_is_told(error: Exception, words: str) -> None:
    assert network_reason(error) == words
