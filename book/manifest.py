"""What a Book was built from, and the hash of each of its files."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from graph.errors import BookDamaged
from graph.snapshot import Snapshot
from graph.values import Sha256, StoreVersion

FILE = "manifest.json"
FORMAT = 1
_CHUNK = 1 << 20
_REMEDY = "build it again with `riskweave score`"


@dataclass(frozen=True, slots=True)
class Manifest:
    """content_hash: of everything the answers depend on: graph, day, rates, inputs, code version.

    id: store version and the first characters of that hash, so equal Books have equal ids.
    files: path within the folder -> SHA-256; empty until the Book is saved.
    """

    id: str
    content_hash: Sha256
    store_version: StoreVersion
    snapshot: Sha256
    inputs: Sha256
    engine: str
    currency: str
    valid_on: date
    known_at: datetime
    built_at: datetime
    files: Mapping[str, Sha256]

    @classmethod
    def of(cls, snapshot: Snapshot, inputs: Sha256, *, built_at: datetime) -> "Manifest":
        """Describe a Book that is about to be built; `built_at` is no part of the hash."""
        engine = engine_version()
        content = "\x1f".join((snapshot.content_hash, snapshot.valid_on.isoformat(), inputs, engine))
        digest = Sha256(hashlib.sha256(content.encode()).hexdigest())
        return cls(
            id=f"{snapshot.version}-{digest[:12]}",
            content_hash=digest,
            store_version=snapshot.version,
            snapshot=snapshot.content_hash,
            inputs=inputs,
            engine=engine,
            currency=snapshot.currency,
            valid_on=snapshot.valid_on,
            known_at=snapshot.known_at,
            built_at=built_at,
            files={},
        )

    def save(self, folder: Path) -> None:
        """Hash every file in `folder` and write the manifest beside them."""
        files = {
            str(file.relative_to(folder).as_posix()): sha256_of(file)
            for file in sorted(folder.rglob("*"))
            if file.is_file() and file.name != FILE
        }
        text = json.dumps({"format": FORMAT, **asdict(self), "files": files}, indent=1, default=_iso)
        (folder / FILE).write_text(text, encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> "Manifest":
        """Read the manifest of a Book without looking at its files.

        Raises
        ------
        BookDamaged
            When it is missing, unreadable or of a format that this version does not know.
        """
        try:
            data = json.loads((folder / FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise BookDamaged(f"The Book in {folder} has no readable manifest; {_REMEDY}") from error
        if data.pop("format", None) != FORMAT:
            raise BookDamaged(f"The Book in {folder} was written by another version; {_REMEDY}")
        data["valid_on"] = date.fromisoformat(data["valid_on"])
        for name in ("known_at", "built_at"):
            data[name] = datetime.fromisoformat(data[name])
        return cls(**data)

    def verify(self, folder: Path) -> None:
        """Compare every file with its hash; reads the whole Book once, about a second a gigabyte.

        Raises
        ------
        BookDamaged
            At the first file that is missing or differs.
        """
        for name, expected in self.files.items():
            file = folder / name
            if not file.is_file():
                raise BookDamaged(f"{name} of the Book in {folder} is missing; {_REMEDY}")
            if sha256_of(file) != expected:
                raise BookDamaged(f"{name} of the Book in {folder} differs from its manifest; {_REMEDY}")


def sha256_of(file: Path) -> Sha256:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return Sha256(digest.hexdigest())


def engine_version() -> str:
    """Return the version of the product as it is installed, `source` where it is not."""
    try:
        return version("riskweave")
    except PackageNotFoundError:
        return "source"


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a manifest")
