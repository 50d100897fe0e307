"""Chinese characters as toneless pinyin, a character at a time and remembered.

The one home of pypinyin, which is imported at the first character: its dictionaries take half a second.
"""

from functools import lru_cache

_COMPOUND_SURNAMES = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容",
     "令狐", "宇文", "长孙", "司徒", "夏侯", "端木", "南宫", "西门", "独孤"}
)  # fmt: skip
_SURNAMES_READ_OTHERWISE = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "任": "ren", "盖": "ge",
    "区": "ou", "朴": "piao", "翟": "zhai", "繁": "po", "尉迟": "yuchi", "覃": "qin", "重": "chong",
}  # fmt: skip


@lru_cache(maxsize=30_000)
def syllable(character: str) -> str:
    """Return the usual reading of a character; anything that is no Chinese character as it is."""
    from pypinyin import Style, lazy_pinyin

    return str(lazy_pinyin(character, style=Style.NORMAL)[0])


def syllables(text: str) -> tuple[str, ...]:
    """Return the reading of each character, blanks left out."""
    return tuple([syllable(each) for each in text if not each.isspace()])


@lru_cache(maxsize=30_000)
def readings(character: str) -> frozenset[str]:
    """Return every reading of a character."""
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0]) | {syllable(character)}


@lru_cache(maxsize=100_000)
def spelled(text: str, letters: str) -> int:
    """Return how many characters at the head of `text` are read as just these letters, 0 where none are.

    Every reading of a character is tried.
    """
    ends = {0}
    for count, character in enumerate(text, start=1):
        ends = {
            end + len(sound)
            for end in ends
            for sound in readings(character)
            if letters.startswith(sound, end)
        }
        if len(letters) in ends:
            return count
        if not ends:
            break
    return 0


def person_words(name: str) -> tuple[str, ...]:
    """Return a Chinese name as people write it in Latin: surname, given name joined: `wang`, `xiaoming`."""
    size = 2 if name[:2] in _COMPOUND_SURNAMES and len(name) > 2 else 1
    surname, given = name[:size], name[size:]
    first = _SURNAMES_READ_OTHERWISE.get(surname) or "".join(syllables(surname))
    return (first, "".join(syllables(given))) if given else (first,)
