"""What went wrong on the way to a server, in Chinese: what an owner can look at, and no class of Python's."""

from __future__ import annotations

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorError,
    ClientPayloadError,
    ClientResponseError,
    ClientSSLError,
    InvalidURL,
    ServerDisconnectedError,
)

from config.system_words import TOO_SLOW, system_reason

NO_CERTIFICATE = "对方的证书不对，电脑的时间错了也会这样"
ANSWERED = "对方答的是 HTTP {status}"
HUNG_UP = "连接被对方断开了"
HALF = "回答只来了一半"
NO_ADDRESS = "网址写得不对"
UNKNOWN = "网络出了问题"


def network_reason(error: BaseException) -> str:
    """Return why a server could not be asked, or did not answer."""
    match error:
        case TimeoutError():
            return TOO_SLOW
        case ClientConnectorCertificateError() | ClientSSLError():
            return NO_CERTIFICATE
        case ClientConnectorError():
            return system_reason(error.os_error)
        case ClientResponseError():
            return ANSWERED.format(status=error.status)
        case ServerDisconnectedError():
            return HUNG_UP
        case ClientPayloadError():
            return HALF
        case InvalidURL():
            return NO_ADDRESS
        case OSError():
            return system_reason(error)
    return UNKNOWN
