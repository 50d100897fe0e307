"""The demo book: an invented world, written as several source systems would tell it."""
