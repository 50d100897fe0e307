"""Jobs: runs and imports, how they go and how they ended."""

from datetime import datetime

from pydantic import BaseModel

from casebook.job import JobState


class JobOut(BaseModel):
    """`message` is the step under way, or how it ended.

    done of total: how far the step is, with the seconds that it will still take; null where nobody knows.
    cancel_asked: a running job stops at its next safe point, between two batches or steps.
    """

    id: int
    kind: str
    state: JobState
    message: str
    done: int
    total: int | None
    remaining_s: float | None
    attempt: int
    cancel_asked: bool
    queued_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


class ResolvedOut(BaseModel):
    """Who is who since this job, and its Book; null before it is done, or where that was not asked for.

    problems: what the Book leaves out or doubts.
    """

    records: int | None = None
    parties: int | None = None
    changed: int | None = None
    possible: int | None = None
    problems: list[str] = []
    book: str | None = None


class RunOut(ResolvedOut, JobOut):
    """Resolve and score again."""


class CountOut(BaseModel):
    rows: int
    good: int
    rejected: int


class ImportOut(ResolvedOut, JobOut):
    """Files that are loaded; what was read so far is told when the import has ended, whatever way.

    loads: source -> number of the load. reasons, warnings: code -> rows. examples: the first rejected rows.
    rejects: where the reject report is. resolved: whether the parties were made anew from it. can_go_on: an
    import that was cancelled or failed can be queued again, and goes on where it was.
    """

    files: list[str]
    table: str | None
    source: str | None
    dry_run: bool
    replace_source: bool
    refresh: bool
    tables: dict[str, CountOut] = {}
    reasons: dict[str, int] = {}
    warnings: dict[str, int] = {}
    examples: list[str] = []
    skipped: list[str] = []
    unused: list[str] = []
    loads: dict[str, int] = {}
    rejects: list[str] = []
    resolved: bool = False
    can_go_on: bool = False


class RunsOut(BaseModel):
    """Newest first; `next` is the `before` of the next page."""

    items: list[RunOut]
    next: int | None


class ImportsOut(BaseModel):
    """Newest first; `next` is the `before` of the next page."""

    items: list[ImportOut]
    next: int | None
