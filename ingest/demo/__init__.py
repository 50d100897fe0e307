"""The demo book's generator: an invented world, written as several source systems would tell it."""

from ingest.demo.book import TRUTH_FOLDER, DemoSummary, generate

__all__ = ["TRUTH_FOLDER", "DemoSummary", "generate"]
