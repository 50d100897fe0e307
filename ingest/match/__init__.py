"""Who is who: candidates, comparison, weight of evidence, clusters, and the index that search asks."""
