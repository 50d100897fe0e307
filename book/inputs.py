"""What a run takes beside the store: the shipped YAML files, or those of a settings folder."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from pathlib import Path

import yaml

from analytics.inputs import Calibration, Clauses, Inputs, LearnedModel, Limits, RingInputs, Scorecard
from graph.errors import InvalidSettings
from graph.rates import DatedRate, Rates
from graph.values import Sha256

NAMES = ("scorecard", "calibration", "limits", "clauses", "rings", "rates")
MODEL = "model"
"""The one file that need not be there: own risk as it was learned, used instead of the scorecard's points."""
_SHORT = 12


@dataclass(frozen=True)
class RunInputs:
    """Settings and rates of a run. texts: name -> the YAML it came from, kept with each Book."""

    settings: Inputs
    rates: Rates
    texts: Mapping[str, str]

    @property
    def hash(self) -> Sha256:
        """Return a SHA-256 of the files as they were written and of the book currency."""
        digest = hashlib.sha256(self.rates.book_currency.encode())
        for name in self.names:
            digest.update(f"\x1f{name}\x1f{self.texts[name]}".encode())
        return Sha256(digest.hexdigest())

    @property
    def names(self) -> tuple[str, ...]:
        """Return which files there are, the model last where there is one."""
        return (*NAMES, MODEL) if MODEL in self.texts else NAMES

    @property
    def model_version(self) -> str:
        """Return which model tells own risk, and the first characters of the hash of its file."""
        return f"learned {self._short(MODEL)}" if MODEL in self.texts else self.scorecard_version

    @property
    def scorecard_version(self) -> str:
        """Return the first characters of the hash of the scorecard, with its name."""
        return f"scorecard {self._short('scorecard')}"

    @property
    def constants_version(self) -> str:
        """Return the first characters of the hash of the constants of transmission."""
        return self._short("calibration")

    def with_text(self, name: str, text: str) -> "RunInputs":
        """Return these inputs with another YAML text of one of them."""
        return self.parse({**self.texts, name: text}, currency=self.rates.book_currency)

    def _short(self, name: str) -> str:
        return hashlib.sha256(self.texts[name].encode()).hexdigest()[:_SHORT]

    @classmethod
    def read(cls, folder: Path | None = None, *, currency: str = "CNY") -> "RunInputs":
        """Read the shipped files; one of the same name in `folder` replaces the shipped one whole.

        Raises
        ------
        InvalidSettings
            With file and place of the first mistake; also for a file in `folder` that nothing reads.
        """
        found = texts_of(folder)
        texts = {name: text for name, (_, text) in found.items()}
        places = {name: place for name, (place, _) in found.items()}
        return cls.parse(texts, currency=currency, places=places)

    @classmethod
    def parse(
        cls, texts: Mapping[str, str], *, currency: str, places: Mapping[str, str] | None = None
    ) -> "RunInputs":
        """Turn YAML texts into settings; `places` name the files in error messages."""
        named = {name: (places or {}).get(name, f"{name}.yaml") for name in texts}
        data = {name: mapping_of(text, named[name]) for name, text in texts.items()}
        settings = Inputs(
            scorecard=Scorecard.from_mapping(data["scorecard"], named["scorecard"]),
            calibration=Calibration.from_mapping(data["calibration"], named["calibration"]),
            limits=Limits.from_mapping(data["limits"], named["limits"]),
            clauses=Clauses.from_mapping(data["clauses"], named["clauses"]),
            rings=RingInputs.from_mapping(data["rings"], named["rings"]),
            model=LearnedModel.from_mapping(data[MODEL], named[MODEL]) if MODEL in data else None,
        )
        return cls(settings, Rates(currency, _rates(data["rates"], named["rates"])), dict(texts))


def texts_of(folder: Path | None) -> dict[str, tuple[str, str]]:
    """Return of each input where it is from and its YAML text, those of `folder` before the shipped ones.

    Raises `InvalidSettings` where the folder or a file in it cannot be read, or nothing reads the file.
    """
    return _shipped() | (_replaced(folder) if folder is not None else {})


def _shipped() -> dict[str, tuple[str, str]]:
    folder = resources.files("book") / "defaults"
    return {
        name: (f"shipped {name}.yaml", (folder / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in NAMES
    }


def _replaced(folder: Path) -> dict[str, tuple[str, str]]:
    if not folder.is_dir():
        raise InvalidSettings(
            f"The folder of inputs {folder} does not exist; make it or leave the setting out"
        )
    found = {}
    for file in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        if file.stem not in (*NAMES, MODEL) or file.suffix != ".yaml":
            known = ", ".join(f"{name}.yaml" for name in (*NAMES, MODEL))
            raise InvalidSettings(f"Nothing reads {file}; the inputs are {known}")
        try:
            found[file.stem] = (str(file), file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidSettings(f"{file} cannot be read as UTF-8 text") from error
    return found


def mapping_of(text: str, place: str) -> Mapping[str, object]:
    """Return what a YAML text says, or raise `InvalidSettings` with the place of what is wrong."""
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        where = re.sub(r"\s+", " ", str(getattr(error, "problem_mark", None) or error))
        raise InvalidSettings(f"{place} is no valid YAML: {where}") from error
    if not isinstance(data, dict):
        raise InvalidSettings(f"{place} must hold names with values, not {type(data).__name__}")
    return data


def _rates(data: Mapping[str, object], place: str) -> dict[str, tuple[DatedRate, ...]]:
    return {str(currency): _dated(currency, dated, place) for currency, dated in data.items()}


def _dated(currency: str, dated: object, place: str) -> tuple[DatedRate, ...]:
    if isinstance(dated, int | float) and not isinstance(dated, bool):
        return (DatedRate(date.min, float(dated)),)
    if not isinstance(dated, dict):
        raise InvalidSettings(f"{place}, {currency}: give a rate, or rates by day such as 2025-01-01: 7.2")
    rates = []
    for day, value in dated.items():
        if not isinstance(day, date) or isinstance(day, datetime) or not isinstance(value, int | float):
            raise InvalidSettings(f"{place}, {currency}: {day}: {value} is no day with a rate")
        rates.append(DatedRate(day, float(value)))
    return tuple(rates)
