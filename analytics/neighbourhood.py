"""Who is around a party: capped expansion and strongest paths, over ties in either direction.

Every view, export and decision expands through here. A hub, a party with more than `HUB_TIES` ties,
is shown but neither expanded through nor passed by a path, unless it is asked for by itself.
"""

from analytics.paths.expansion import Expansion, expand
from analytics.paths.network import HUB_TIES, Network
from analytics.paths.strongest_paths import Path, k_paths, k_paths_to

__all__ = ["HUB_TIES", "Expansion", "Network", "Path", "expand", "k_paths", "k_paths_to"]
