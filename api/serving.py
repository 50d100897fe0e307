"""Runs the HTTP application on a socket, in this process or in several."""

import socket

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from api.app import create_app
from api.settings import Settings, publish_settings

_GOODBYE_S = 2
"""How long an open stream of events may keep a stopping server."""


def run_server(settings: Settings, listener: socket.socket) -> None:
    """Serve on the socket; query strings never reach a log, so there is no access log."""
    if settings.workers == 1:
        uvicorn.Server(_config(create_app(settings))).run(sockets=[listener])
        return
    publish_settings(settings)
    config = _config("api.app:create_app", factory=True, workers=settings.workers)
    Multiprocess(config, sockets=[listener]).run()


def _config(app: FastAPI | str, *, factory: bool = False, workers: int = 1) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        factory=factory,
        workers=workers,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_GOODBYE_S,
    )
