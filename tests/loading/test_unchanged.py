"""Rows that a store has as they are are left alone, and nothing is different for it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from graph.changes import KnownRow
from graph.errors import RiskError
from graph.schema import LOADED, SCHEMAS
from graph.snapshot_digest import content_hash
from graph.sqlite.store import SqliteStore
from graph.store import GraphStore
from graph.values import LoadId
from tests.loading.examples import load_into, write

COMPANIES = ("source_key,name,phones", "C1,甲公司,13800000001", "C2,乙公司,13800000002")


class Attentive(SqliteStore):
    """A store that knows no row: every one is looked at closely."""

    def known_rows(self, load: LoadId, digests: Sequence[bytes]) -> Mapping[bytes, KnownRow]:
        del load, digests
        return {}


class Counting(SqliteStore):
    """A store that counts the rows that it called known."""

    known = 0

    def known_rows(self, load: LoadId, digests: Sequence[bytes]) -> Mapping[bytes, KnownRow]:
        found = super().known_rows(load, digests)
        self.known += len(found)
        return found


def hash_of(store: GraphStore) -> str:
    """Return a hash of everything that finished loads have brought."""
    tables = {each: pa.Table.from_batches(list(store.pending(each)), SCHEMAS[each]) for each in LOADED}
    return content_hash(tables)


def test_a_file_that_comes_again_is_known_and_changes_nothing(tmp_path: Path) -> None:
    with closing(Counting(tmp_path / "a.db")) as store:
        store.init()
        companies = write(tmp_path, "crm/companies.csv", *COMPANIES)
        first = load_into(store, companies, source="crm")
        before, store.known = hash_of(store), 0
        again = load_into(store, write(tmp_path, "crm/more/companies.csv", *COMPANIES, ""), source="crm")
        assert store.known == 2
        assert again.total.good == 2
        assert (again.written.new, again.written.unchanged) == (0, first.written.new)
        assert hash_of(store) == before


def test_a_row_that_was_known_and_changed_meanwhile_is_looked_at_again(tmp_path: Path) -> None:
    with closing(SqliteStore(tmp_path / "a.db")) as store:
        store.init()
        first = write(tmp_path, "1/companies.csv", *COMPANIES)
        load_into(store, first, source="crm")
        before = hash_of(store)
        load_into(
            store, write(tmp_path, "2/companies.csv", COMPANIES[0], "C1,丙公司,13800000001"), source="crm"
        )
        assert hash_of(store) != before
        third = write(tmp_path, "3/companies.csv", *COMPANIES, "C3,丁公司,")
        assert load_into(store, third, source="crm").written.changed == 1


def test_a_tie_to_a_name_is_looked_at_again_because_its_row_may_have_come(tmp_path: Path) -> None:
    with closing(SqliteStore(tmp_path / "a.db")) as store:
        store.init()
        ties = ("owner,owned,share", "C1,C2,20%")
        load_into(store, write(tmp_path, "1/ownership.csv", *ties), source="crm")
        load_into(store, write(tmp_path, "2/companies.csv", *COMPANIES), source="crm")
        load_into(store, write(tmp_path, "3/ownership.csv", *ties, ""), source="crm")
        (batch,) = store.pending(LOADED[-1])
        assert batch.column("source").to_pylist() == ["crm:companies:C1"]


def test_two_equal_keys_with_other_content_are_refused_also_when_one_was_known(tmp_path: Path) -> None:
    with closing(SqliteStore(tmp_path / "a.db")) as store:
        store.init()
        load_into(store, write(tmp_path, "1/companies.csv", *COMPANIES), source="crm")
        twice = write(tmp_path, "2/companies.csv", *COMPANIES, "C1,戊公司,")
        assert load_into(store, twice, source="crm").reasons == {"duplicate_key": 1}


ROWS = st.lists(
    st.tuples(st.sampled_from(["C1", "C2", "C3"]), st.sampled_from(["甲", "乙"]), st.sampled_from(["", "1"])),
    max_size=5,
)
TIES = st.lists(
    st.tuples(st.sampled_from(["C1", "C2", "P9"]), st.sampled_from(["C2", "C3", "某人"]), st.integers(1, 2)),
    max_size=4,
)
STEP = st.tuples(ROWS, TIES, st.sampled_from(["load", "load", "replace", "drop"]))


@given(st.lists(STEP, min_size=2, max_size=5))
@settings(deadline=None, derandomize=True, max_examples=40, phases=[Phase.explicit, Phase.generate])
def test_whatever_is_loaded_replaced_and_dropped_the_store_is_the_same_as_without(
    steps: Sequence[tuple[Sequence[tuple[str, ...]], Sequence[tuple[str, str, int]], str]],
) -> None:
    assert told_by(SqliteStore, steps) == told_by(Attentive, steps)


def told_by(
    kind: Callable[[Path], SqliteStore],
    steps: Sequence[tuple[Sequence[tuple[str, ...]], Sequence[tuple[str, str, int]], str]],
) -> list[object]:
    """Return what is in a store of this kind after each step, and what the loads said of it."""
    told: list[object] = []
    with TemporaryDirectory() as room, closing(kind(Path(room, "a.db"))) as store:
        store.init()
        for number, (companies, ties, what) in enumerate(steps):
            folder = Path(room, str(number), "crm")
            write(folder, "companies.csv", "source_key,name,phones", *(",".join(each) for each in companies))
            write(folder, "supplies.csv", "supplier,buyer,amount", *(f"{a},{b},{c}" for a, b, c in ties))
            try:
                report = load_into(store, folder, source="crm", replace=what == "replace")
                told.append((report.total, report.reasons, report.written.new, report.written.changed))
                if what == "drop":
                    with store.lease("a test", wait_s=1) as token:
                        store.drop_load(report.loads["crm"], token=token)
            except RiskError as refused:
                told.append(type(refused))
            told.append(hash_of(store))
    return told
