"""What the server does besides the screens: health, headers on every response, and whose address it believes."""

from __future__ import annotations

import os
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit and Vega compile code in the page, so scripts need 'unsafe-inline' and 'unsafe-eval';
# everything else, images above all, may come from this server alone.
CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

SAFE_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # The address carries the token of a draft: no other site may learn it.
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


PROXIES: Final = "FORWARDED_ALLOW_IPS"
"""Names the proxies whose `X-Forwarded-For` is believed: addresses and networks, as the server reads them."""
_THIS_COMPUTER: Final = ("127.0.0.1", 0)


async def healthz(request: Request) -> JSONResponse:
    """Says that the server answers; reads nothing."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


class NamedProxies:
    """Takes back the address that a visitor claims in `X-Forwarded-For` where no proxy is named.

    Left to itself, the server believes every program on its own computer, such as a tunnel that passes on whatever the
    visitor wrote: each request could then claim another address, and no limit per address would hold.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the call on, from this computer where another address was merely claimed."""
        if scope["type"] in ("http", "websocket") and not os.environ.get(PROXIES) and _is_claimed(scope):
            scope["client"] = _THIS_COMPUTER
        await self._app(scope, receive, send)


def _is_claimed(scope: Scope) -> bool:
    claims = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
    host = (scope.get("client") or ("",))[0]
    return bool(host) and host in claims


class SafeHeaders:
    """Adds the headers of `SAFE_HEADERS` to every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the call on; only the start of an HTTP response is touched."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # A page that allows itself less than the screens need keeps to that.
                own = {name: headers[name] for name in ("Content-Security-Policy",) if name in headers}
                headers.update({**SAFE_HEADERS, **own})
            await send(message)

        await self._app(scope, receive, with_headers)
