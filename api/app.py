"""The HTTP application: routes, the page, and the rules that hold for every answer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from threading import Thread

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles

from analytics.warm import warm, warm_further
from api.errors import answer_problems
from api.routes import (
    books,
    health,
    history,
    importance,
    imports,
    networks,
    ownership,
    parties,
    portfolio,
    rings,
    runs,
    what_if,
)
from api.security import Guard
from api.settings import Settings, read_settings
from api.wiring import Product


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application for these settings (read from the environment where none are given)."""
    settings = settings or read_settings()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        warm()
        # Nobody asks for one in the first seconds, and the first page need not wait for it.
        Thread(target=warm_further, daemon=True).start()
        yield

    app = FastAPI(
        title="Riskweave",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        lifespan=lifespan,
    )
    app.state.product = Product(settings)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(Guard, any_host=settings.behind_loopback_publish)
    answer_problems(app)
    for module in (
        health,
        books,
        portfolio,
        parties,
        importance,
        history,
        networks,
        ownership,
        rings,
        runs,
        what_if,
        imports,
    ):
        app.include_router(module.router)
    page = Path(str(resources.files("viz").joinpath("static")))
    if page.is_dir():
        app.mount("/", StaticFiles(directory=page, html=True), name="explorer")
    return app
