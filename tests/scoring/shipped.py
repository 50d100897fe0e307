"""The settings that the product ships with."""

from functools import cache
from importlib import resources

import yaml

from analytics.inputs import Calibration, Clauses, Inputs, Limits, RingInputs, Scorecard


@cache
def shipped() -> Inputs:
    folder = resources.files("book") / "defaults"
    kinds = {
        "scorecard": Scorecard,
        "calibration": Calibration,
        "limits": Limits,
        "clauses": Clauses,
        "rings": RingInputs,
    }
    data = {name: yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8")) for name in kinds}
    return Inputs(**{name: kind.from_mapping(data[name], f"{name}.yaml") for name, kind in kinds.items()})
