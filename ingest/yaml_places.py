"""Where something stands in a YAML text: its line and the path of keys to it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import yaml


class Repeated(NamedTuple):
    """A key that stands twice in one place, and the lines of both."""

    key: str
    line: int
    first: int


def place_in(tree: yaml.Node | None, loc: Sequence[int | str]) -> tuple[int, str]:
    """Return the line and key path of `loc`; parts that only a grammar knows are passed over."""
    node: yaml.Node | None = tree
    line, place = 1, ""
    for part in loc:
        if isinstance(node, yaml.MappingNode) and isinstance(part, str):
            found = next((pair for pair in node.value if pair[0].value == part), None)
            if found is not None:
                line, node = found[0].start_mark.line + 1, found[1]
                place = f"{place}.{part}" if place else part
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            item = node.value[part]
            node, line, place = item, item.start_mark.line + 1, f"{place}[{part + 1}]"
    return line, place


def repeated_key(tree: yaml.Node | None) -> Repeated | None:
    """Return a key that stands twice: YAML keeps the last one and loses the other silently."""
    waiting, met = [tree] if tree is not None else [], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in met:
            continue
        met.add(id(node))
        waiting.extend(inside(node))
        if isinstance(node, yaml.MappingNode):
            first: dict[str, int] = {}
            for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
                line = key.start_mark.line + 1
                if key.value in first:
                    return Repeated(str(key.value), line, first[key.value])
                first[key.value] = line
    return None


def inside(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield the keys and values, or items, of a node."""
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from pair
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value
