"""Imported once by the process that loaders are forked from: they start at once and need not compile."""

from analytics.warm import warm
from tests.crash import loader

__all__ = ["loader"]
warm()
