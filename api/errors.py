"""From error to HTTP answer: one table, and RFC 9457 problem+json for everything that goes wrong."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from graph import errors

STATUS: dict[type[errors.RiskError], int] = {
    errors.RiskError: 500,
    errors.InvalidInput: 422,
    errors.TooLarge: 413,
    errors.InvalidRecord: 422,
    errors.UnreadableFile: 422,
    errors.InvalidMapping: 422,
    errors.InvalidSettings: 500,
    errors.TooManyRejects: 422,
    errors.LoadPublished: 409,
    errors.LoadInUse: 409,
    errors.NotFound: 404,
    errors.PartyNotFound: 404,
    errors.RingNotFound: 404,
    errors.LoadNotFound: 404,
    errors.JobNotFound: 404,
    errors.NotComputed: 404,
    errors.NoBook: 503,
    errors.BookDamaged: 500,
    errors.StoreError: 503,
    errors.StoreUnavailable: 503,
    errors.StoreRefused: 503,
    errors.StoreTooNew: 503,
    errors.StoreNotReady: 503,
    errors.StoreBusy: 503,
    errors.FencedOut: 409,
    errors.Cancelled: 409,
    errors.CannotWrite: 500,
    errors.NotInstalled: 500,
    errors.PortInUse: 500,
}
_RETRY_AFTER_S = {503: "5"}
_TITLES = {
    404: "Not found",
    409: "Conflict",
    413: "Too large",
    422: "Not acceptable as it is",
    503: "Not available now",
}


def problem(
    status: int, title: str, detail: str, *, kind: str = "about:blank", errors: Sequence[dict[str, str]] = ()
) -> JSONResponse:
    """Return a problem+json answer; `errors` are JSON pointers into the request with what is wrong there."""
    body: dict[str, Any] = {"type": kind, "title": title, "status": status, "detail": detail}
    if errors:
        body["errors"] = list(errors)
    headers = {"Retry-After": _RETRY_AFTER_S[status]} if status in _RETRY_AFTER_S else None
    return JSONResponse(body, status, headers=headers, media_type="application/problem+json")


def problem_body(error: errors.RiskError) -> tuple[int, str, str]:
    """Return (status, problem type, title) of a deliberate error."""
    status = STATUS[type(error)]
    return status, f"urn:riskweave:{type(error).__name__}", _TITLES.get(status, "Something went wrong")


def answer_problems(app: FastAPI) -> None:
    """Make every error of `app` a problem+json answer."""

    @app.exception_handler(errors.RiskError)
    async def deliberate(_request: Request, error: errors.RiskError) -> JSONResponse:
        status, kind, title = problem_body(error)
        return problem(status, title, str(error), kind=kind)

    @app.exception_handler(RequestValidationError)
    async def wrong_request(_request: Request, error: RequestValidationError) -> JSONResponse:
        places = [
            {"pointer": "/" + "/".join(str(part) for part in each["loc"]), "detail": str(each["msg"])}
            for each in error.errors()
        ]
        return problem(422, _TITLES[422], "The request has values that do not fit; see errors", errors=places)

    @app.exception_handler(HTTPException)
    async def http_error(_request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail), f"HTTP {error.status_code}: {error.detail}")

    @app.exception_handler(Exception)
    async def unexpected(_request: Request, _error: Exception) -> JSONResponse:
        return problem(500, "Internal error", "This is our mistake; the server's log has the details")
