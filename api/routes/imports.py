"""Imports: files are uploaded and loaded by the job process; what became of each stays readable."""

import asyncio
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from api.jobs.imports import IMPORT, ImportOrder, cancel, discard, go_on, import_job, spool_of
from api.jobs.reject_files import reject_files
from api.present_jobs import import_out
from api.routes.dependencies import JobBefore, JobLimit, TheProduct
from api.schemas.jobs import ImportOut, ImportsOut
from api.uploads import Received, receive
from api.wiring import Product
from casebook.job import Job, JobId
from graph.errors import InvalidInput, NotFound
from graph.values import data_source
from ingest.tables import table_named

router = APIRouter(prefix="/v1/imports", tags=["imports"])
ImportNumber = Annotated[int, Path(ge=1)]


class RejectForm(StrEnum):
    JSON = "json"
    CSV = "csv"


class ImportFields(BaseModel):
    """How to read the files. table, source: what all of them are, when names and headers do not say it.

    dry_run: check everything, write nothing. replace_source: close rows that the source does not bring any
    more. refresh: resolve and score afterwards.
    """

    model_config = ConfigDict(extra="forbid")

    table: str | None = Field(None, max_length=64)
    source: str | None = Field(None, max_length=64)
    dry_run: bool = False
    replace_source: bool = False
    refresh: bool = True


def _body() -> dict[str, Any]:
    """Return how the multipart body looks, for the API's description: it is read by ourselves."""
    files = {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1}
    schema = ImportFields.model_json_schema()
    schema["properties"] |= {
        "file": {**files, "description": "Files, zips or tars of tables"},
        "mapping": {**files, "minItems": 0, "description": "Mapping files (YAML)"},
    }
    schema["required"] = ["file"]
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


@router.post("", status_code=202, openapi_extra=_body())
async def start(request: Request, response: Response, product: TheProduct) -> ImportOut:
    """Upload files and queue their import; `Location` says where to ask how it goes."""
    spool = spool_of(product)
    name = await asyncio.to_thread(spool.new)
    try:
        most = product.settings.upload_mb << 20
        order = _order(await receive(request, spool.folder(name), most_bytes=most), name)
        job = await asyncio.to_thread(_queued, product, order)
    except BaseException:  # also when the caller went away
        spool.remove(name)
        raise
    response.headers["Location"] = f"/v1/imports/{job.id}"
    return import_out(product, job)


@router.get("")
def imports(product: TheProduct, limit: JobLimit = 50, before: JobBefore = None) -> ImportsOut:
    """List imports, the newest first."""
    jobs = product.jobs.latest(IMPORT, limit=limit, before=None if before is None else JobId(before))
    more = jobs[-1].id if len(jobs) == limit else None
    return ImportsOut(items=[import_out(product, job) for job in jobs], next=more)


def known_import(product: TheProduct, import_id: ImportNumber) -> Job:
    """Return the import of this number, or raise `JobNotFound`."""
    return import_job(product, JobId(import_id))


TheImport = Annotated[Job, Depends(known_import)]


@router.get("/{import_id}")
def import_(product: TheProduct, job: TheImport) -> ImportOut:
    """Return how an import goes or how it ended."""
    return import_out(product, job)


@router.get("/{import_id}/rejects", response_class=FileResponse)
def rejects(
    product: TheProduct,
    job: TheImport,
    form: RejectForm = RejectForm.CSV,
    part: Annotated[int, Query(ge=1, description="Which table's rows, of several CSV files")] = 1,
) -> FileResponse:
    """Return the rows that were refused, with place and reason; the CSV can be mended and imported again."""
    found = reject_files(product, job)
    if form is RejectForm.JSON and found.json is not None:
        return FileResponse(found.json, media_type="application/json")
    if form is RejectForm.CSV and part <= len(found.sheets):
        sheet = found.sheets[part - 1]
        return FileResponse(sheet, media_type="text/csv; charset=utf-8", filename=sheet.name)
    state = "has no such list of refused rows" if job.state.ended else "has not ended yet"
    raise NotFound(f"Import {job.id} {state}")


@router.post("/{import_id}/resume", status_code=202)
def resume(product: TheProduct, job: TheImport) -> ImportOut:
    """Queue an import that was cancelled or failed again; its loads go on where they were."""
    return import_out(product, go_on(product, job.id))


@router.delete("/{import_id}")
def stop(product: TheProduct, job: TheImport, response: Response) -> ImportOut:
    """Cancel an import: a queued one at once, a running one at its next safe point (202).

    The files of one that has ended are removed, so that it cannot be gone on with any more.
    """
    if job.state.ended:
        discard(product, job)
        return import_out(product, job)
    cancelled = cancel(product, job.id)
    response.status_code = 200 if cancelled.state.ended else 202
    return import_out(product, cancelled)


def _queued(product: Product, order: ImportOrder) -> Job:
    return product.jobs.get(product.jobs.enqueue(IMPORT, order.payload()))


def _order(received: Received, spool: str) -> ImportOrder:
    """Return what was uploaded as an order, with everything refused that can be refused at once."""
    files, mappings = received.files.get("file", ()), received.files.get("mapping", ())
    if not files or set(received.files) - {"file", "mapping"}:
        raise InvalidInput("Send each file as a part named `file`, and mappings as parts named `mapping`")
    fields = _fields(received.fields)
    if fields.table is not None:
        table_named(fields.table)
    if fields.source is not None:
        data_source(fields.source)
    return ImportOrder(files, mappings, spool, **fields.model_dump())


def _fields(given: Mapping[str, str]) -> ImportFields:
    """Return the text parts as what they mean; an empty one counts as not sent."""
    try:
        return ImportFields.model_validate({name: text for name, text in given.items() if text})
    except ValidationError as error:
        raise RequestValidationError(
            [{**each, "loc": ("body", *each["loc"])} for each in error.errors()]
        ) from error
