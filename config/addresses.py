"""Addresses of servers, as owners write them: whole, and without a secret in them."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

LONGEST_STEP = 24
"""Letters between two slashes of an address; keys have 32 and more."""


def web_address(url: str) -> str:
    """Return the address of a server on the web, without a slash at its end; raises ValueError in words."""
    parts = _parts(url, ("http", "https"))
    if parts is None:
        raise ValueError("要写完整的网址，例如 https://qyapi.weixin.qq.com")
    if _has_more(url, parts):
        raise ValueError("网址里不能有帐号、密码和问号后面的内容；key 请写在 key 那一行")
    if any(len(step) > LONGEST_STEP for step in parts.path.split("/")):
        raise ValueError("网址的路径太长，像是写进了 key；key 请写在 key 那一行")
    return url.rstrip("/")


def socket_address(url: str) -> str:
    """Return the address of a WebSocket, encrypted unless it is on this machine; raises ValueError in words."""
    parts = _parts(url, ("ws", "wss"))
    if parts is None:
        raise ValueError("要写完整的地址，例如 wss://openws.work.weixin.qq.com")
    if _has_more(url, parts):
        raise ValueError("地址里不能有帐号、密码和问号后面的内容；secret 请写在 secret 那一行")
    if parts.scheme == "ws" and not _is_loopback(parts):
        raise ValueError("ws:// 不加密，只能连本机；别处请写 wss://")
    return url.rstrip("/")


def _parts(url: str, schemes: tuple[str, ...]) -> SplitResult | None:
    """Return the parts of a whole address with one of these schemes; None for anything else."""
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in schemes and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # its own words would repeat what was read
        return None
    return parts if is_address else None


def _has_more(url: str, parts: SplitResult) -> bool:
    """Return whether there is something in an address that may be a secret: an account, a password, a query."""
    return parts.username is not None or parts.password is not None or bool(parts.query or parts.fragment) or "?" in url


def _is_loopback(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
