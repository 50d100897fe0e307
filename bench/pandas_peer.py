"""The core of a snapshot the way one would write it in pandas: the peer of `bench.refresh`."""

import json
from collections.abc import Mapping

import numpy as np
import pandas as pd

from bench.numbered import TODAY, NumberedBook
from graph.arrays import I64
from graph.rates import Rates
from graph.relationships import RelationshipKind
from graph.schema import Table


def pandas_edges(book: NumberedBook, rates: Rates) -> Mapping[str, tuple[I64, I64]]:
    """Return CSR (indptr, targets) by kind: parse fields, merge ends, keep the freshest source of a fact.

    It leaves out what a snapshot does beside: content hash, identifiers, validity, the other measures.
    """
    parties = book.tables[Table.PARTIES].to_pandas()
    parties = parties.join(pd.DataFrame([_values(text) for text in parties["fields"]]))
    links = book.tables[Table.LINKS].to_pandas()[["record", "party"]]
    index = links.merge(pd.DataFrame({"party": parties["key"], "at": parties.index}), on="party")
    ties = book.tables[Table.RELATIONSHIPS].to_pandas()
    value = ties["currency"].map(rates.on(TODAY))
    ties["amount"] = ties["amount"] / 100 * value
    for end in ("source", "target"):
        place = index.rename(columns={"record": end, "at": f"{end}_at"})[[end, f"{end}_at"]]
        ties = ties.merge(place, on=end, how="left")
    ties = ties.dropna(subset=["source_at", "target_at"])
    ties = ties[ties["source_at"] != ties["target_at"]]
    fact = ["kind", "source_at", "target_at", "subject"]
    told = ties.groupby([*fact, "reported_by"], dropna=False)["since"].max().reset_index()
    first = told.sort_values(["since", "reported_by"], ascending=[False, True]).drop_duplicates(fact)
    paid = ties["kind"] == RelationshipKind.TRANSFERRED.value
    kept = pd.concat(
        [ties[~paid].merge(first[[*fact, "reported_by"]], on=[*fact, "reported_by"]), ties[paid]]
    )
    return {str(kind): _csr(edges, len(parties)) for kind, edges in kept.groupby("kind")}


def _values(text: str) -> dict[str, object]:
    return {name: each["value"] for name, each in json.loads(text).items()}


def _csr(edges: pd.DataFrame, size: int) -> tuple[I64, I64]:
    ordered = edges.sort_values("source_at", kind="stable")
    counts = np.bincount(ordered["source_at"].astype(np.int64), minlength=size)
    return np.concatenate([[0], np.cumsum(counts)]), ordered["target_at"].to_numpy(np.int64)
