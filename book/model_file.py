"""A learned model as the YAML text that a settings folder holds: bins and weights, nothing that runs."""

from typing import Any

import yaml

from analytics.inputs import LearnedModel

_HEAD = """\
# Own risk as it was learned from outcomes (`riskweave model train`): bands with log-odds for points.
# Beside scorecard.yaml in the folder of inputs it is used instead of the scorecard's points. Every number is
# written in full, so that reading it back gives equal scores.
"""


def model_text(model: LearnedModel) -> str:
    """Return YAML that `RunInputs` reads as an equal model; equal models give equal texts."""
    data = model.model_dump(mode="json")
    for indicator in data["indicators"]:
        indicator["asked_of"] = sorted(indicator["asked_of"])
        _without_what_is_not_used(indicator)
    return _HEAD + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110)


def _without_what_is_not_used(indicator: dict[str, Any]) -> None:
    """Drop the empty list: an indicator has either bands or words."""
    for name in [name for name in ("bands", "words") if not indicator[name]]:
        del indicator[name]
    if "words" not in indicator:
        del indicator["other"]
