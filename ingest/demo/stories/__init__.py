"""The planted stories, one a file; each returns who took part and what a right analysis must say."""

from collections.abc import Callable

from ingest.demo.planting import Planting, Story
from ingest.demo.stories.circular_trading import circular_trading
from ingest.demo.stories.contract_over_limit import contract_over_limit
from ingest.demo.stories.fraud_ring import fraud_ring
from ingest.demo.stories.guarantee_circle import guarantee_circle
from ingest.demo.stories.hidden_owner import hidden_owner
from ingest.demo.stories.ordinary_life import ordinary_life
from ingest.demo.stories.supplier_fails import supplier_fails
from ingest.demo.stories.twin import twin

STORIES: tuple[Callable[[Planting], Story], ...] = (
    supplier_fails,
    guarantee_circle,
    fraud_ring,
    hidden_owner,
    circular_trading,
    twin,
    contract_over_limit,
    ordinary_life,
)
