"""Names in a zip that say no encoding: written by Windows in the one of its country."""

from zipfile import ZipInfo

from ingest.read.plausible import beyond_ascii, judged

_UTF8_FLAG = 0x800
_CODECS = ("gb18030", "cp950")
_PLAUSIBLE = 0.3


def name_of(member: ZipInfo) -> str:
    """Return a member's name: as flagged, else UTF-8 if it is, else Chinese if it looks so, else as it is."""
    if member.flag_bits & _UTF8_FLAG or member.filename.isascii():
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeError:
        return member.filename
    found = {text: judged(beyond_ascii(text), 1).share for text in _readings(raw, _CODECS)}
    for text in _readings(raw, ("utf-8",)):
        return text
    best = max(found, key=lambda text: found[text], default=member.filename)
    return best if found.get(best, 0) >= _PLAUSIBLE else member.filename


def _readings(raw: bytes, codecs: tuple[str, ...]) -> list[str]:
    texts = []
    for codec in codecs:
        try:
            texts.append(raw.decode(codec))
        except UnicodeError:
            continue
    return texts
