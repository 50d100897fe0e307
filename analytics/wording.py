"""Codes of reasons, rings and answers as sentences, English and Chinese. Plain text; names stand as they
were given.
"""

from collections.abc import Mapping
from typing import Literal

from analytics.flagged import Flagging
from analytics.minimal_flip import SmallestSet
from analytics.phrases import (
    CAUSES,
    FLAGS,
    GRADES,
    IMPORTANCE_NOTES,
    INDICATORS,
    LIMITS,
    MEASURES,
    PATHS,
    REASONS,
    SETS,
    TERMS,
    WHAT_IFS,
    WORDS,
    Bilingual,
)
from analytics.reasons import LITTLE_KNOWN, Reason
from analytics.rings.ring import Term
from analytics.whatif.what_if import WhatIf

Language = Literal["en", "zh"]
Values = Mapping[str, str | float]
_DIRECT = 1.0


class _Number(float):
    """A number that words may depend on: `{count:one|more}`."""

    def __format__(self, form: str) -> str:
        one, choice, more = form.partition("|")
        return super().__format__(form) if not choice else one if round(self) == 1 else more


def text(reason: Reason, language: Language) -> str:
    """Return one sentence that says the reason; a code without a sentence of its own is shown as it is."""
    if reason.code in PATHS:
        return _path(reason, language)
    if reason.code == LITTLE_KNOWN:
        names = [_word(INDICATORS, name, language) for name in _listed(reason.values.get("indicators", ""))]
        return _filled(REASONS[LITTLE_KNOWN], {"indicators": _joined(names, language)}, language)
    return _filled(REASONS.get(reason.code), reason.values, language) or reason.code


def term_text(term: Term, language: Language) -> str:
    """Return one sentence that says what a ring's term rests on."""
    return _filled(TERMS.get(term.code), term.values, language) or term.code


def limit_text(code: str, values: Values, language: Language) -> str:
    """Return one sentence that says which rule gave a limit. values: share, factor, trust, own, grade."""
    named = {**values, "grade": _word(GRADES, str(values.get("grade", "")), language)}
    return _filled(LIMITS.get(code), named, language) or code


def measure_text(code: str, language: Language) -> str:
    """Return what a measure of importance is called."""
    return _word(MEASURES, code, language)


def note_text(code: str, values: Values, language: Language) -> str:
    """Return one sentence on what the importance of parties rests on."""
    return _filled(IMPORTANCE_NOTES[code], values, language)


def set_text(found: SmallestSet, language: Language) -> str:
    """Return one sentence that says what the smallest set does, or why there is none."""
    values: Values = {
        "count": float(len(found.relationships)),
        "least": float(found.at_least),
        "before": _word(GRADES, found.grade.value, language),
        "after": _word(GRADES, found.grade_without.value, language),
    }
    return _filled(SETS[found.outcome], values, language)


def flag_text(flag: Flagging, language: Language) -> str:
    """Return one sentence that says what flags a party."""
    return _filled(FLAGS.get(flag.code), flag.values, language) or flag.code


def what_if_text(found: WhatIf, currency: str, language: Language) -> str:
    """Return one sentence that says what came of a what-if; see `WhatIf.code`."""
    values: Values = {
        "count": float(found.others()),
        "added": abs(found.added),
        "grades": float(found.grades_changed()),
        "lost": -found.lost if found.code == "what_if_better" else found.lost,
        "currency": currency,
    }
    return _filled(WHAT_IFS[found.code], values, language)


def _path(reason: Reason, language: Language) -> str:
    values = dict(reason.values)
    cause = _cause(values, language)
    values["because"] = {"en": f" ({cause})", "zh": f"（{cause}）"}[language] if cause else ""
    values["relation"] = _word(PATHS, reason.code, language)
    direct = values.get("hops") == _DIRECT
    return _filled(REASONS["path_direct" if direct else "path_through"], values, language)


def _cause(values: Values, language: Language) -> str:
    """Return what weighs most in the cause's own risk, in a few words."""
    own = {name.removeprefix("cause_"): value for name, value in values.items() if name.startswith("cause_")}
    why = str(values.get("why", ""))
    return _filled(CAUSES.get(why), own, language) or _filled(CAUSES.get(f"{why}_alone"), own, language)


def _filled(phrase: Bilingual | None, values: Values, language: Language) -> str:
    """Fill a phrase; it is left out whole where a value is missing."""
    if phrase is None:
        return ""
    shown = {name: _shown(name, value, language) for name, value in values.items()}
    try:
        return phrase[0 if language == "en" else 1].format_map(shown)
    except (KeyError, ValueError):
        return ""


def _shown(name: str, value: str | float, language: Language) -> str | float:
    if name in ("clauses", "checks") and isinstance(value, str):
        return _joined([_word(WORDS, word, language) for word in _listed(value)], language)
    return value if isinstance(value, str) else _Number(value)


def _word(words: Mapping[str, Bilingual], word: str, language: Language) -> str:
    return words.get(word, (word, word))[0 if language == "en" else 1]


def _listed(text: str | float) -> list[str]:
    return [word for word in str(text).split(", ") if word]


def _joined(words: list[str], language: Language) -> str:
    return (", " if language == "en" else "、").join(words)
