"""Imports as jobs, on every store: done, refused, cancelled, gone on with, and taken over from the dead."""

from pathlib import Path

import pytest

from api.jobs.imports import can_go_on, cancel, go_on, spool_of
from api.jobs.reject_files import reject_files
from api.wiring import Product
from casebook.job import JobState
from graph.errors import InvalidInput
from graph.store import GraphStore
from graph.store_digest import stored_hash
from tests.contract.backends import Backend, SqliteBackend
from tests.jobs.products import (
    MANY,
    PATIENCE_S,
    companies,
    held_while_loading,
    product_at,
    queued,
    wait_until,
    worked,
    worker,
)

FEW = 12


@pytest.fixture
def product(backend: Backend, tmp_path: Path) -> Product:
    return product_at(backend, tmp_path / "folder")


def test_an_import_tells_what_it_read_and_who_is_who(product: Product, tmp_path: Path) -> None:
    job = queued(product, companies(tmp_path, FEW, bad=2))
    ended = worked(product)
    assert (ended.id, ended.state, ended.message) == (job, JobState.DONE, "")
    assert ended.outcome["tables"] == {"companies": {"rows": FEW, "good": FEW - 2, "rejected": 2}}
    assert (ended.outcome["parties"], ended.outcome["loads"]) == (FEW - 2, {"crm": 1})
    assert product.shelf.current().manifest.id == ended.outcome["book"]


def test_a_dry_run_tells_the_same_and_writes_nothing(product: Product, tmp_path: Path) -> None:
    queued(product, companies(tmp_path, FEW, bad=2), dry_run=True)
    ended = worked(product)
    assert ended.outcome["tables"] == {"companies": {"rows": FEW, "good": FEW - 2, "rejected": 2}}
    assert reject_files(product, ended).sheets
    with product.store(read_only=True) as store:
        assert (store.loads(), store.version()) == ([], 0)


def test_too_many_bad_rows_are_told_with_counts_and_report(product: Product, tmp_path: Path) -> None:
    queued(product, companies(tmp_path, 200, bad=150))
    ended = worked(product)
    assert (ended.state, ended.outcome["tables"]["companies"]["rejected"]) == (JobState.FAILED, 150)
    assert "150 of 200 rows" in ended.message
    assert reject_files(product, ended).json
    with product.store(read_only=True) as store:
        assert store.loads() == []


def test_a_cancelled_import_leaves_a_load_that_is_gone_on_with(
    product: Product, tmp_path: Path, store: GraphStore
) -> None:
    job = queued(product, companies(tmp_path, MANY), refresh=False)
    process = worker(product)
    with held_while_loading(product, store, process.send_signal):
        running = cancel(product, job)
        assert (running.state, running.total) == (JobState.RUNNING, MANY)
    process.communicate(timeout=PATIENCE_S)
    cancelled = product.jobs.get(job)
    assert cancelled.state is JobState.CANCELLED
    assert "load 1 (crm) can be gone on with, or dropped with `riskweave loads drop 1`" in cancelled.message
    [half] = store.loads()
    assert half.finished_at is None
    assert 0 < store.unpublished_rows()[half.id] < MANY
    assert go_on(product, job).state is JobState.QUEUED
    assert worked(product).outcome["loads"] == {"crm": 1}
    assert store.unpublished_rows() == {half.id: MANY}


def test_a_killed_workers_import_is_resumed_and_ends_as_an_undisturbed_one(
    product: Product, tmp_path: Path, store: GraphStore
) -> None:
    file = companies(tmp_path, MANY // 3)
    job = queued(product, file)
    process = worker(product)
    with held_while_loading(product, store, process.send_signal):
        process.kill()
        process.wait()
    assert [each.id for each in product.jobs.stuck()] == [job]
    ended = worked(product)
    assert (ended.id, ended.state, ended.attempt, ended.deaths) == (job, JobState.DONE, 2, 1)
    assert ended.outcome["loads"] == {"crm": 1}
    undisturbed = product_at(SqliteBackend(tmp_path / "other"), tmp_path / "other")
    queued(undisturbed, file)
    assert worked(undisturbed).state is JobState.DONE
    with undisturbed.store(read_only=True) as other:
        assert stored_hash(store) == stored_hash(other)


def test_a_worker_that_is_told_to_end_hands_its_job_back(
    product: Product, tmp_path: Path, store: GraphStore
) -> None:
    job = queued(product, companies(tmp_path, MANY), refresh=False)
    process = worker(product)
    with held_while_loading(product, store, process.send_signal):
        process.terminate()
    process.communicate(timeout=PATIENCE_S)
    assert product.jobs.get(job).state is JobState.QUEUED
    ended = worked(product)
    assert (ended.state, ended.attempt, ended.deaths) == (JobState.DONE, 2, 0)


def test_an_import_waits_until_another_writer_has_finished(
    product: Product, tmp_path: Path, store: GraphStore
) -> None:
    job = queued(product, companies(tmp_path, FEW), refresh=False)
    with store.lease("somebody else", wait_s=5):
        process = worker(product)
        wait_until(lambda: product.jobs.get(job).message.startswith("Waiting"), "it waits")
        assert "somebody else" in product.jobs.get(job).message
    process.communicate(timeout=PATIENCE_S)
    assert product.jobs.get(job).state is JobState.DONE


def test_uploaded_files_go_when_their_import_is_done_and_stay_while_it_can_go_on(
    product: Product,
) -> None:
    spool = spool_of(product)
    names = [spool.new() for _ in range(3)]
    for name in names:
        companies(spool.folder(name), FEW)
    done, cancelled, refused = (
        queued(product, Path("companies.csv"), spool=name, table=table)
        for name, table in zip(names, ("companies", "companies", "nonsense"), strict=True)
    )
    assert cancel(product, cancelled).state is JobState.CANCELLED
    assert (worked(product).id, worked(product).id) == (done, refused)
    assert spool.names() == []
    assert not can_go_on(product, product.jobs.get(cancelled))
    with pytest.raises(InvalidInput, match="not kept"):
        go_on(product, cancelled)


def test_a_kind_of_job_that_is_not_known_fails_with_a_sentence(product: Product) -> None:
    product.jobs.enqueue("tomorrow", {})
    assert "update riskweave" in worked(product).message
