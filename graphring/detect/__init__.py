"""In: ties between accounts, as arrays. Out: communities at many resolutions, how stable they are, their weak sides."""

from graphring.detect.communities import communities
from graphring.detect.graph import Partition, TieGraph
from graphring.detect.modularity import gamma
from graphring.detect.partitions import partitions
from graphring.detect.resolutions import connected
from graphring.detect.slimming import slimmed
from graphring.detect.stability import stability

__all__ = [
    "Partition", "TieGraph", "communities", "connected", "gamma", "partitions", "slimmed", "stability",
]  # fmt: skip
