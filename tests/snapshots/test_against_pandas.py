import numpy as np

from bench.numbered import TODAY, numbered_book
from bench.pandas_peer import pandas_edges
from graph.rates import DatedRate, Rates
from graph.relationships import RelationshipKind
from graph.snapshot import Snapshot, Way

RATES = Rates("CNY", {"CNY": (DatedRate(TODAY, 1.0),), "USD": (DatedRate(TODAY, 7.0),)})


def test_pandas_finds_the_same_ties() -> None:
    book = numbered_book(500)
    snapshot = Snapshot.of(book, valid_on=TODAY, rates=RATES)
    for kind, (indptr, targets) in pandas_edges(book, RATES).items():
        csr = snapshot.csr(RelationshipKind(kind), Way.OUT)
        np.testing.assert_array_equal(csr.indptr, indptr)
        for party in range(len(snapshot)):
            mine = slice(indptr[party], indptr[party + 1])
            assert sorted(csr.indices[mine]) == sorted(targets[mine])
