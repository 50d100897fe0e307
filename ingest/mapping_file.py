"""YAML text -> a mapping, or the first mistake in it with line and key path."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from graph.errors import InvalidMapping
from graph.values import Sha256
from ingest.mapping import Condition, Expression, MappingFile, TableMapping
from ingest.mapping_checks import nearest
from ingest.yaml_places import inside, place_in, repeated_key

LARGEST_BYTES = 1 << 20
LARGEST_NODES = 50_000
"""Anchors count as often as they are used."""
_OTHER_WAYS = ("string_type", "tuple_type")
"""What pydantic says of an expression because it is no header either: never the mistake itself."""
_SHAPES = {
    "dict_type": "must be keys with values, such as `name: Firm`",
    "model_type": "must be keys with values, such as `table: companies`",
    "tuple_type": "must be a list",
    "string_type": "must be a text",
    "int_parsing": "must be a whole number",
    "missing": "is missing",
    "too_short": "must not be empty",
}


@dataclass(frozen=True, slots=True)
class ReadMapping:
    """A mapping file with its place and version."""

    path: Path
    sha256: Sha256
    content: MappingFile


def read_mapping(path: Path) -> ReadMapping:
    """Return the mapping of a YAML file; every value in it is text until the grammar says otherwise.

    Raises
    ------
    InvalidMapping
        With the file, the line and the key path of the first mistake.
    """
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise InvalidMapping(f"{path} cannot be opened: {error.strerror or error}") from error
    except UnicodeError as error:
        raise InvalidMapping(f"{path} is not UTF-8; save it as UTF-8") from error
    if len(raw) > LARGEST_BYTES:
        raise InvalidMapping(f"{path} is larger than a mapping can be ({LARGEST_BYTES >> 20} MiB)")
    return ReadMapping(path, Sha256(hashlib.sha256(raw).hexdigest()), parsed(text, str(path)))


def parsed(text: str, name: str) -> MappingFile:
    """Return the mapping of a YAML text; `name` stands for it in errors."""
    tree: yaml.Node | None = None
    try:
        tree = yaml.compose(text, Loader=yaml.BaseLoader)
        _refuse_bombs(tree, name)
        _refuse_repeated_keys(tree, name)
        content = yaml.load(text, Loader=yaml.BaseLoader)
        return MappingFile.model_validate(content)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}" if mark else ""
        raise InvalidMapping(f"{name}{where} is no YAML: {getattr(error, 'problem', error)}") from error
    except RecursionError as error:
        raise InvalidMapping(f"{name} is nested too deeply to be a mapping") from error
    except ValidationError as error:
        mistake = max(error.errors(), key=lambda each: (each["type"] not in _OTHER_WAYS, len(each["loc"])))
        inner = getattr(mistake.get("ctx", {}).get("error"), "inner", ())
        line, place = place_in(tree, (*mistake["loc"], *inner))
        said = _said(mistake["type"], mistake["msg"], mistake["loc"])
        raise InvalidMapping(f"{name} line {line}, {place or 'top'}: {said}") from error


def _said(kind: str, message: str, loc: Sequence[int | str]) -> str:
    if kind == "extra_forbidden":
        known = _keys(loc)
        return f"there is no such key; there are {', '.join(known)}{nearest(str(loc[-1]), known)}"
    said = _SHAPES.get(kind, message.removeprefix("Value error, "))
    return f"{loc[-1]} {said}" if kind == "missing" else said


def _keys(loc: Sequence[int | str]) -> Sequence[str]:
    """Return the keys that may stand where one at `loc` was not known."""
    model = (
        MappingFile if len(loc) < 2 else TableMapping if len(loc) == 3
        else Condition if "where" in loc else Expression
    )  # fmt: skip
    return [field.alias or name for name, field in model.model_fields.items()]


def _refuse_bombs(tree: yaml.Node | None, name: str) -> None:
    """Refuse a text whose anchors unfold to more than a mapping can need, or into themselves."""
    sizes: dict[int, int] = {}
    open_nodes: set[int] = set()

    def size(node: yaml.Node) -> int:
        if id(node) in open_nodes:
            raise InvalidMapping(f"{name} line {node.start_mark.line + 1}: an anchor holds itself")
        if id(node) not in sizes:
            open_nodes.add(id(node))
            sizes[id(node)] = 1 + sum(size(each) for each in inside(node))
            open_nodes.remove(id(node))
        return sizes[id(node)]

    if tree is not None and size(tree) > LARGEST_NODES:
        raise InvalidMapping(f"{name} unfolds to more than {LARGEST_NODES:,} values; no mapping is so large")


def _refuse_repeated_keys(tree: yaml.Node | None, name: str) -> None:
    """Refuse a key that stands twice: YAML would keep the last one and lose the other silently."""
    if (twice := repeated_key(tree)) is not None:
        told = f"stands there twice, first on line {twice.first}; keep one"
        raise InvalidMapping(f"{name} line {twice.line}: {twice.key!r} {told}")
