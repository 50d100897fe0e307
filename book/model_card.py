"""The card of a learned model: `model_card.md` with the figures of its run.

Its headings are those of the Federal Reserve's, OCC's and FDIC's "Revised Guidance on Model Risk Management"
(SR letter 26-2, April 2026, in place of SR 11-7): model development and use, validation and monitoring,
governance and controls, third-party products.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from importlib import resources

from analytics.backtest import Outcome, Stability, stability
from analytics.own.judging import Report
from analytics.own.windows import HORIZON, Window, Windows
from book.training import Trained

_OUTCOMES = ("model", "AUC", "KS", "Brier", "mean PD", "observed", "slope", "intercept", "PSI")
_WINDOWS = ("window", "from", "to", "parties", "failures", "rate")
_THEN = "They are what was known on those days, and nothing that came later."
_HINDSIGHT = (
    "**They are what is known today about those days: rows that were replaced since are seen as they are "
    "now, so the figures below flatter.**"
)
_BETTER = "The learned model tells failures apart better than the scorecard, with no larger Brier score."
_NOT_BETTER = (
    "**The learned model is not better than the scorecard in AUC and Brier score together: do not use it as "
    "it is.**"
)


def model_card(trained: Trained, *, version: str, scorecard: str, made_on: date) -> str:
    """Return the card as Markdown; version and scorecard are named as answers name them."""
    run, report, windows = trained.model.trained, trained.report, trained.windows
    fewest = min(run.failures, report.learned.failures)
    return _template().format(
        version=version,
        scorecard=scorecard,
        made_on=made_on,
        **run.model_dump(
            include={"engine", "parties", "failures", "penalty", "slope", "intercept", "evaluation"}
        ),
        windows=_table(_WINDOWS, list(_window_rows(windows))),
        unknown=trained.unknown,
        known=_HINDSIGHT if run.hindsight else _THEN,
        fewest=fewest,
        rough=0.5 / fewest**0.5,
        outcomes=_table(_OUTCOMES, list(_outcome_rows(report))),
        verdict=_BETTER if better(report) else _NOT_BETTER,
        tenths=_table(("parties", "told", "came"), list(_tenths(report))),
        moved=_moved(report),
        shifts=_table(("indicator", "PSI", "says"), list(_shifts(report))),
    )


def better(report: Report) -> bool:
    """Say whether the learned model beats the scorecard on the later window."""
    learned, scorecard = report.learned, report.scorecard
    return learned.auc > scorecard.auc and learned.brier <= scorecard.brier


def _template() -> str:
    return (resources.files("book") / "model_card.md").read_text(encoding="utf-8")


def _window_rows(windows: Windows) -> Iterator[list[str]]:
    yield from (_window_row("training", each) for each in windows.training)
    yield _window_row("calibration", windows.calibration)
    yield _window_row("evaluation", windows.evaluation)


def _window_row(name: str, window: Window) -> list[str]:
    parties, failures = len(window.failed), int(window.failed.sum())
    days = [str(window.as_of), str(window.as_of + HORIZON)]
    return [name, *days, f"{parties:,}", f"{failures:,}", f"{failures / parties:.2%}"]


def _outcome_rows(report: Report) -> Iterator[list[str]]:
    for name in ("learned", "scorecard", "challenger"):
        each: Outcome = getattr(report, name)
        fit = ["–" if part is None else f"{part:.2f}" for part in (each.slope, each.intercept)]
        index = f"{each.psi:.3f} ({stability(each.psi)})"
        rates = [f"{each.mean_pd:.2%}", f"{each.rate:.2%}"]
        yield [name, f"{each.auc:.3f}", f"{each.ks:.3f}", f"{each.brier:.4f}", *rates, *fit, index]


def _tenths(report: Report) -> Iterator[list[str]]:
    for parties, told, came in zip(*report.reliability, strict=True):
        yield [f"{parties:,}", f"{told:.2%}", f"{came:.2%}"]


def _shifts(report: Report) -> Iterator[list[str]]:
    for name, index in sorted(report.shifts.items(), key=lambda each: (-each[1], each[0])):
        yield [name, f"{index:.3f}", stability(index).value]


def _moved(report: Report) -> str:
    moved = [name for name, index in report.shifts.items() if stability(index) is Stability.SHIFTED]
    return f"Shifted since the training windows: {', '.join(moved)}." if moved else "No indicator shifted."


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(each) + " |" for each in lines)
