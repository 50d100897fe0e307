from pathlib import Path

import numpy as np
import pytest
import yaml

from analytics.inputs import LearnedModel
from analytics.own.learned import pds
from book.inputs import MODEL, RunInputs
from book.model_file import model_text
from graph.errors import InvalidSettings
from tests.ownrisk.cohorts import CARD, four_years
from tests.ownrisk.test_learning import learned


def with_model() -> RunInputs:
    return RunInputs.read().with_text(MODEL, model_text(learned()))


def test_a_model_read_back_from_its_file_gives_bit_equal_pds() -> None:
    back = with_model().settings.model
    assert back == learned()
    answers = four_years().evaluation.answers
    before, after = (pds(answers, each.as_card(CARD)) for each in (learned(), back))
    assert np.array_equal(before, after)


def test_equal_models_are_equal_texts() -> None:
    assert model_text(with_model().settings.model) == model_text(learned())


def test_a_model_in_the_folder_of_inputs_is_used_and_named(tmp_path: Path) -> None:
    plain = RunInputs.read(tmp_path)
    (tmp_path / "model.yaml").write_text(model_text(learned()), encoding="utf-8")
    inputs = RunInputs.read(tmp_path)
    assert inputs.settings.card.base_rates == learned().base_rates
    assert plain.model_version.startswith("scorecard ")
    assert inputs.model_version.startswith("learned ")
    assert inputs.hash != plain.hash
    assert inputs.scorecard_version == plain.model_version


def test_inputs_with_a_model_are_the_same_after_they_were_kept_with_a_book() -> None:
    inputs = with_model()
    assert RunInputs.parse(inputs.texts, currency="CNY") == inputs


@pytest.mark.parametrize("number", [".nan", ".inf", "-.inf"])
def test_a_number_that_is_none_is_refused_with_its_place(tmp_path: Path, number: str) -> None:
    data = yaml.safe_load(model_text(learned()))
    text = yaml.safe_dump(data).replace("slope: ", f"slope: {number} # ", 1)
    (tmp_path / "model.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidSettings, match=r"model.yaml, trained.slope: "):
        RunInputs.read(tmp_path)


def test_a_scorecard_with_nan_points_is_refused(tmp_path: Path) -> None:
    text = RunInputs.read().texts["scorecard"].replace("points: -6}", "points: .nan}", 1)
    (tmp_path / "scorecard.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidSettings, match=r"indicators.0.bands.0.points: .*finite"):
        RunInputs.read(tmp_path)


def test_the_file_holds_bins_and_weights_alone() -> None:
    data = yaml.safe_load(model_text(learned()))
    assert set(data) == set(LearnedModel.model_fields)
    assert len(model_text(learned())) < 20_000
