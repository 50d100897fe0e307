"""Manifests of loads <-> the text that stores keep of them."""

import json
from dataclasses import asdict

from graph.changes import FileDigest, LoadManifest
from graph.row_cells import json_text
from graph.values import Sha256


def manifest_text(manifest: LoadManifest) -> str:
    """Return a manifest as JSON; equal manifests give equal text."""
    return json_text(asdict(manifest))


def manifest_of(text: str) -> LoadManifest:
    told = json.loads(text)
    files = tuple(FileDigest(each["name"], Sha256(each["sha256"]), each["rows"]) for each in told["files"])
    return LoadManifest(told["source"], files, Sha256(told["mapping"]), told["replace"])
