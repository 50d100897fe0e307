"""The encoding of a text file: told by its mark, its structure, or what its characters look like."""

import codecs
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UnreadableFile
from ingest.read.plausible import Evidence, beyond_ascii, counted, judged

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FAMILY = {"gb18030": "GB18030", "cp950": "Big5", "big5hkscs": "Big5", "euc_kr": "Korean"}
"""`cp950` is Big5 as Windows writes it, `big5hkscs` with the characters of Hong Kong. Korean text is not
read; it is here because its bytes are common Chinese characters in GB18030.
"""
_PLAUSIBLE, _CLEARLY = 0.45, 0.1
_STRUCTURED = 0.8
"""So much of what is no ASCII must be right in UTF-8 and UTF-16, where little is right by chance."""
_HEAD = 1 << 16
_CHUNK = 1 << 18
_ENOUGH = 20_000
_KNOWN = "UTF-8, UTF-16, GB18030 and Big5"


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name; `damaged` when some bytes are none of its characters."""

    name: str
    damaged: bool = False


def encoding_of(path: Path, name: str) -> Encoding:
    """Return the encoding of a text file. Reads it through once when it is UTF-8, else more often.

    Raises
    ------
    UnreadableFile
        When its bytes make sense in no encoding that is known.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    marked = next((codec for mark, codec in _MARKS if head.startswith(mark)), None) or _wide(head, 5)
    if marked is not None:
        return _marked(path, marked, name)
    if _decodes(path, "utf-8"):
        return Encoding("utf-8")
    return _likeliest(path, [codec for codec in (_wide(head, 20),) if codec], name)


def _marked(path: Path, codec: str, name: str) -> Encoding:
    if _decodes(path, codec):
        return Encoding(codec)
    if _bearable(_evidence(path, codec)):
        return Encoding(codec, damaged=True)
    raise UnreadableFile(f"{name} begins like {codec.upper()} but goes on otherwise; save it as UTF-8")


def _likeliest(path: Path, wide: list[str], name: str) -> Encoding:
    structured = _evidence(path, "utf-8")
    if structured.share >= _STRUCTURED:
        return Encoding("utf-8", damaged=True)
    found = {codec: _evidence(path, codec) for codec in (*wide, *_FAMILY)}
    codec, best = max(found.items(), key=lambda each: each[1].share)
    if best.share >= _PLAUSIBLE and _family(codec) != "Korean":
        rivals = {"GB18030", "Big5"} - {_family(codec)}
        other = max(each.share for name, each in found.items() if _family(name) in rivals)
        if codec in _FAMILY and best.share - other < _CLEARLY:
            raise UnreadableFile(
                f"{name} may be GB18030 or Big5, with too little text to tell; save it as UTF-8"
            )
        return Encoding(codec, damaged=best.lost > 0 or not _decodes(path, codec))
    if _bearable(structured):
        return Encoding("utf-8", damaged=True)
    raise UnreadableFile(f"{name} is text in no encoding that is known ({_KNOWN}); save it as UTF-8")


def _family(codec: str) -> str:
    return _FAMILY.get(codec, codec)


def _bearable(evidence: Evidence) -> bool:
    """Say whether the rest is worth reading: few places are broken beside what is right, or for the lines."""
    return evidence.share >= _STRUCTURED or evidence.lost <= max(1, evidence.lines // 5)


def _wide(head: bytes, every: int) -> str | None:
    """Return the UTF-16 whose zero bytes these are, when one pair in `every` has one on the same side."""
    pairs = len(head) // 2
    low, high = head[1::2].count(0), head[::2].count(0)
    if max(low, high) * every < pairs or min(low, high) * 10 > max(low, high):
        return None
    return "utf-16-le" if low > high else "utf-16-be"


def _decodes(path: Path, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", True)
        except UnicodeError:
            return False
    return True


def _evidence(path: Path, codec: str) -> Evidence:
    """Return what reading the file in this encoding gives, up to the first 20,000 characters that tell."""
    decoder = codecs.getincrementaldecoder(codec)("replace")
    found: Counter[str] = Counter()
    lines = 1
    with path.open("rb") as file:
        while found.total() < _ENOUGH:
            chunk = file.read(_CHUNK)
            text = decoder.decode(chunk, not chunk)
            found.update(beyond_ascii(text))
            lines += text.count("\n")
            if not chunk:
                break
    if not found:
        return Evidence(lines=lines)
    return judged(found, lines) if codec in _FAMILY or codec.startswith("utf-16-") else counted(found, lines)
