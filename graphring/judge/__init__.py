"""Communities to groups: signals with reasons, rival explanations, verdicts, and a selection without overlap.

In: evidence's scratch tables and detection's partitions. Out: groups, the flat partition, and their summaries.
"""

from graphring.judge.judging import Judged, judge
from graphring.judge.measuring import Context, population
from graphring.judge.summary import summaries

__all__ = ["Context", "Judged", "judge", "population", "summaries"]
