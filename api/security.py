"""What every answer carries so that a browser runs nothing but our own scripts, and who may ask."""

import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import problem

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self' blob:",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Guard:
    """ASGI middleware: security headers and a request id on every answer, and two refusals.

    A host name that is not loopback is refused (a page elsewhere must not reach us by rebinding DNS)
    unless `any_host`; a request that changes something must not come from another origin.
    """

    app: ASGIApp
    any_host: bool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        request_id = asked.get("x-request-id", "")[:64]
        if not (request_id.isascii() and request_id.isprintable() and request_id):
            request_id = uuid.uuid4().hex

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers["X-Request-ID"] = request_id
            await send(message)

        refused = self._refusal(asked, scope["method"])
        if refused:
            await problem(403, "Refused", refused)(scope, receive, send_guarded)
        else:
            await self.app(scope, receive, send_guarded)

    def _refusal(self, asked: Headers, method: str) -> str | None:
        host = urlsplit(f"//{asked.get('host', '')}").hostname
        if not self.any_host and host not in _LOOPBACK_NAMES:
            return "This server answers under localhost, 127.0.0.1 and [::1] only"
        origin = asked.get("origin")
        if method not in _SAFE_METHODS and origin and urlsplit(origin).netloc != asked.get("host"):
            return "Requests that change something must come from this server's own page"
        return None
