"""Servers with nothing loaded, uploads to them, and their job process, one job at a time."""

from collections.abc import Sequence
from threading import Event

from fastapi.testclient import TestClient
from httpx import Response

from api.jobs.worker import run_next
from api.wiring import Product

Part = tuple[str, tuple[str, bytes]]


def part(name: str, content: bytes | str, *, field: str = "file") -> Part:
    return field, (name, content.encode() if isinstance(content, str) else content)


def companies(*names: str) -> str:
    return "source_key,name\n" + "".join(f"{name.lower()},{name} Ltd\n" for name in names)


def upload(client: TestClient, parts: Sequence[Part], **fields: object) -> Response:
    """Send files and fields as the page would."""
    return client.post(
        "/v1/imports", files=list(parts), data={key: str(each) for key, each in fields.items()}
    )


def work(client: TestClient) -> None:
    """Do what the job process beside a server does: run the next job."""
    product: Product = client.app.state.product  # type: ignore[attr-defined]
    assert run_next(product, Event()) is not None
