"""Links to ties: who is trusted, how rare each entity is, which are hubs, and which accounts they join how strongly.

In: the case's tables. Out: `Evidence`, scratch tables that judgement reads on, and the graph that detection takes.
"""

from graphring.evidence.coactivity import coactivity
from graphring.evidence.collect import Evidence, collect

__all__ = ["Evidence", "coactivity", "collect"]
