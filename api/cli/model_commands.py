"""`model train`: learn own risk from who failed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from analytics.backtest import Outcome, stability
from api.cli.console import result, result_json, result_table, say
from api.cli.files import writing
from api.cli.moments import day_of
from api.cli.options import Folder, Json, Store
from api.days import today
from api.settings import read_settings
from api.wiring import TIMEOUT_S, Product
from book.inputs import MODEL
from book.model_card import better, model_card
from book.model_file import model_text
from book.outcomes import read_failures
from book.training import Trained, train
from graph.errors import CannotWrite

model = typer.Typer(help="Own risk as it is learned from who failed.", no_args_is_help=True)
Outcomes = Annotated[Path, typer.Option(help="CSV: party_id,failed_on or source,table,source_key,failed_on")]
Days = Annotated[
    list[date],
    typer.Option(
        "--as-of", parser=day_of, metavar="DAY", help="A window of a year begins; three or more, a year apart"
    ),
]
Until = Annotated[
    date | None,
    typer.Option(parser=day_of, metavar="DAY", help="The last day whose failures are listed; default: today"),
]
To = Annotated[Path, typer.Option(help="Folder for model.yaml and model_card.md")]
Hindsight = Annotated[
    bool,
    typer.Option("--hindsight", help="Take what is known today about those days, and say so on the card"),
]


def register(app: typer.Typer) -> None:
    app.add_typer(model, name="model")


@model.callback()
def models() -> None:
    """Own risk as it is learned from who failed."""


@model.command("train")
def train_model(
    outcomes: Outcomes,
    as_of: Days,
    to: To = Path(),
    observed_until: Until = None,
    hindsight: Hindsight = False,
    store: Store = None,
    folder: Folder = None,
    json: Json = False,
) -> None:
    """Learn from windows before the last two, calibrate on the next, judge on the last; write model and card.

    Put model.yaml into the folder of inputs (RISKWEAVE_INPUTS), and the next `riskweave score` uses it.
    """
    if not to.is_dir():
        raise CannotWrite(f"There is no folder {to}; make it first")
    product = Product(read_settings(store=store, folder=folder))
    failures = read_failures(outcomes)
    with product.store(read_only=True, timeout_s=TIMEOUT_S) as opened:
        trained = train(
            opened,
            product.inputs,
            failures,
            as_of,
            observed_until=observed_until or today(),
            hindsight=hindsight,
        )
    version = _write(trained, product, to)
    if json:
        result_json(_data(trained, version))
    else:
        _tell(trained, version)
    if not better(trained.report):
        say("It is not better than the scorecard on the last window; the card says by how much")


def _write(trained: Trained, product: Product, to: Path) -> str:
    """Write both files and return the version of the model."""
    text = model_text(trained.model)
    version = product.inputs.with_text(MODEL, text).model_version
    scorecard = product.inputs.scorecard_version
    card = model_card(trained, version=version, scorecard=scorecard, made_on=today())
    for path, content in ((to / f"{MODEL}.yaml", text), (to / "model_card.md", card)):
        with writing(path):
            path.write_text(content, encoding="utf-8")
        say(f"Written: {path}")
    return version


def _outcomes(trained: Trained) -> Iterator[tuple[str, Outcome]]:
    report = trained.report
    yield from (
        ("learned", report.learned),
        ("scorecard", report.scorecard),
        ("challenger", report.challenger),
    )


def _data(trained: Trained, version: str) -> dict[str, object]:
    return {
        "version": version,
        "trained": trained.model.trained.model_dump(mode="json"),
        "outcomes": {name: each._asdict() for name, each in _outcomes(trained)},
        "shifts": trained.report.shifts,
        "unknown_failures": trained.unknown,
        "better_than_scorecard": better(trained.report),
    }


def _tell(trained: Trained, version: str) -> None:
    learned = trained.report.learned
    result(
        f"{version}, judged on {learned.parties:,} parties with {learned.failures:,} failures after "
        f"{trained.model.trained.evaluation}"
    )
    if trained.unknown:
        result(f"{trained.unknown:,} failures of the list belong to nobody who was a party then")
    result_table(
        ["model", "AUC", "KS", "Brier", "mean PD", "observed", "PSI"],
        [
            [
                name,
                f"{each.auc:.3f}",
                f"{each.ks:.3f}",
                f"{each.brier:.4f}",
                f"{each.mean_pd:.2%}",
                f"{each.rate:.2%}",
                f"{each.psi:.3f} {stability(each.psi)}",
            ]
            for name, each in _outcomes(trained)
        ],
    )
