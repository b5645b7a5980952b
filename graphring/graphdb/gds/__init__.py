"""In: ties between accounts. Out: communities that GDS found among them, on a projection that is gone afterwards."""

from graphring.graphdb.gds.detector import Gds

__all__ = ["Gds"]
