"""The rings of a Book: in order, by id and by member, kept as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from analytics.rings.ring import EvidenceEdge, Ring, RingId, Term, Typology
from graph.errors import BookDamaged, RingNotFound
from graph.values import PartyId


@dataclass(frozen=True, eq=False)
class Rings:
    """`rings` alert, most probable first."""

    rings: tuple[Ring, ...]

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return {ring.id: rank for rank, ring in enumerate(self.rings, 1)}

    @cached_property
    def _by_member(self) -> Mapping[PartyId, tuple[Ring, ...]]:
        found: dict[PartyId, tuple[Ring, ...]] = {}
        for ring in self.rings:
            for member in ring.members:
                found[member] = (*found.get(member, ()), ring)
        return found

    def of(self, party: PartyId) -> Sequence[Ring]:
        """Return the rings that this party belongs to, most probable first."""
        return self._by_member.get(party, ())

    def find(self, ring: str) -> tuple[int, Ring]:
        """Return the rank (from 1) and the ring with this id, or raise `RingNotFound`."""
        rank = self._ranks.get(ring)
        if rank is None:
            raise RingNotFound(f"No ring of the current Book has the id {ring}")
        return rank, self.rings[rank - 1]

    def save(self, file: Path) -> None:
        rows = [asdict(ring) for ring in self.rings]
        file.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def open(cls, file: Path) -> "Rings":
        """Read what `save` wrote, or raise `BookDamaged`."""
        try:
            rows = json.loads(file.read_text(encoding="utf-8"))
            return cls(tuple(_ring(row) for row in rows))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BookDamaged(
                f"{file} cannot be read; build the Book again with `riskweave score`"
            ) from error


def _ring(row: Mapping[str, Any]) -> Ring:
    return Ring(
        id=RingId(row["id"]),
        typology=Typology(row["typology"]),
        members=tuple(row["members"]),
        membership=tuple(row["membership"]),
        probability=row["probability"],
        terms=tuple(Term(**term) for term in row["terms"]),
        innocent=Term(**row["innocent"]),
        edges=tuple(EvidenceEdge(**edge) for edge in row["edges"]),
    )
