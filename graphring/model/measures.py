"""The records that an evaluation is made of.

Shares are 0 to 1, intervals are Wilson's at 95 %. A figure that can't be told is None: a precision of nothing found, a
recall of nothing planted. Each field says what it counts; how it is computed stands in the file of `graphring.evaluate`
that makes it.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

from pydantic import Field

from graphring.model.judged import Frozen, Verdict

Level = Literal["ring", "ring+review"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
"""Which verdicts count as found: `ring` alone, or what a person would look at, too."""
Interval = tuple[float, float]


def share(value: float | None) -> str:
    """A figure of 0 to 1 for eyes; a dash where there is none."""
    return "–" if value is None else f"{value:.3f}"


class Coverage(Frozen):
    """How the two tables fit together; nothing is left out without being counted here."""

    n_truth: int = Field(description="accounts in the truth")
    n_members: int = Field(description="accounts in the members, whatever their verdict")
    n_both: int = Field(description="accounts in both")
    n_only_truth: int = Field(description="accounts of the truth in no group: not found, which is right for innocents")
    n_only_members: int = Field(
        description="accounts in a group of which the truth says nothing: left out of all figures"
    )
    n_only_members_found: int = Field(description="of these in groups with verdict ring or review")
    n_ring_accounts: int = Field(
        description="planted ring accounts: a ring is named, and the role is not one of those caught"
    )
    n_caught: int = Field(description="customers, bystanders and victims inside a planted ring")
    n_innocent: int = Field(description="accounts with an empty ring")


class AccountFigures(Frozen):
    """Accounts, one by one: found by the run, true by the truth."""

    n_true: int = Field(description="planted ring accounts")
    n_found: int = Field(description="accounts found, without those caught in a planted ring")
    n_right: int = Field(description="found and planted")
    n_caught: int = Field(
        description="found customers, bystanders and victims of a planted ring: neither right nor wrong"
    )
    precision: float | None
    recall: float | None
    f1: float | None
    precision_interval: Interval | None
    recall_interval: Interval | None
    f1_interval: Interval | None


class RingFigures(Frozen):
    """Whole rings, each matched with one at most."""

    min_jaccard: float = Field(description="from this overlap on a planted ring counts as found by its match")
    n_planted: int
    n_found: int = Field(description="found rings with an account of which the truth tells")
    n_matched: int
    n_false: int = Field(description="found rings that are innocent by majority")
    precision: float | None
    recall: float | None
    f1: float | None
    precision_interval: Interval | None
    recall_interval: Interval | None
    f1_interval: Interval | None
    mean_jaccard: float | None = Field(description="mean overlap of the matched pairs")
    mean_best_f1: float | None = Field(description="mean over planted rings of the best F1 with any found ring")


class BCubed(Frozen):
    """Extended B-cubed: are accounts with those that they belong with?"""

    precision: float | None
    recall: float | None
    f1: float | None


class Partition(Frozen):
    """The planted ring accounts as a partition, by truth and as found; one that was not found stands alone."""

    n_accounts: int
    homogeneity: float | None
    completeness: float | None
    v_measure: float | None
    adjusted_rand: float | None


class RingRow(Frozen):
    """One planted ring and what became of it, at ring and review together."""

    ring: str
    n_accounts: int = Field(description="its accounts, without those caught in it")
    n_caught: int = Field(description="customers, bystanders and victims in it")
    n_found: int = Field(description="its accounts in groups with verdict ring or review")
    n_pieces: int = Field(description="found rings that hold any of its accounts")
    match: str | None = Field(description="the found ring it is matched with; None where no ring is left for it")
    match_size: int | None = Field(description="accounts of that ring that are planted in any ring, or innocent")
    verdict: Verdict | None
    n_common: int
    jaccard: float
    found: bool = Field(description="the overlap reaches min_jaccard")


class FalseRing(Frozen):
    """A found ring that is innocent by majority."""

    ring_id: str
    verdict: Verdict
    n_accounts: int = Field(description="its accounts of which the truth tells")
    n_innocent: int
    kind: str = Field(description="the most frequent kind among its innocents")


class Flagged(Frozen):
    """Innocent accounts in found rings."""

    n_flagged: int
    per_100k: float = Field(description="of 100,000 accounts of this kind")
    low: float = Field(description="lower bound of per_100k")
    high: float = Field(description="upper bound of per_100k")
    false_rings: int = Field(description="false rings of which this is the most frequent kind")


class InnocentRow(Flagged):
    """A kind of innocent; the row's own figures are at ring and review together, `ring` holds those at ring alone."""

    kind: str = Field(description="as the truth calls it, `innocent` where it calls it nothing")
    n_accounts: int
    ring: Flagged


class RoleRow(Frozen):
    """Accounts that truly have a role."""

    role: str
    n_accounts: int
    n_found: int = Field(description="in groups with verdict ring or review")
    n_judged: int = Field(description="of these with a role given by the run")
    n_judged_right: int = Field(description="of these with the true one")
    n_to_act_on: int | None = Field(description="on the list to act on; None where that list was not given")


class ToActOn(Frozen):
    """The list to act on: what a person confirmed, less whom the run calls a customer, bystander or victim."""

    n_listed: int
    n_right: int = Field(description="planted ring accounts")
    n_caught: int = Field(description="customers, bystanders and victims: each one is a mistake")
    n_innocent: int = Field(description="other innocent accounts: each one is a mistake")
    n_unknown: int = Field(description="accounts of which the truth says nothing")
    precision: float | None
    precision_interval: Interval | None


class Days(Frozen):
    """Days from an account's first activity to the first run that has it, over planted ring accounts."""

    n_accounts: int = Field(description="planted ring accounts whose first activity is known")
    n_detected: int
    quartile_days: float | None = Field(description="days by which a quarter of all was found; None: it never was")
    median_days: float | None = Field(description="days by which half of all was found; None: it never was")
    upper_quartile_days: float | None = Field(
        description="days by which three quarters were found; None: they never were"
    )


class Detection(Frozen):
    """Days to detection, from several runs over the same case."""

    looks: tuple[str, ...] = Field(description="times up to which the runs looked, ISO 8601, earliest first")
    days: dict[Level, Days]


class ReliabilityRow(Frozen):
    """Groups whose probability lies in one tenth: above `low` and up to `high`; the first tenth holds 0, too."""

    low: float
    high: float
    n_groups: int
    mean_probability: float
    share_true: float = Field(description="share of them that are no innocent groups")
    interval: Interval


class Calibration(Frozen):
    """Probabilities of groups held against what the groups are."""

    n_groups: int
    brier: float = Field(description="mean squared difference of probability and truth, 0 best to 1")
    expected_error: float = Field(description="expected calibration error, 0 best to 1")
    reliability: tuple[ReliabilityRow, ...]


class Agreement(Frozen):
    """How much several results over the same data agree; 1 is the same rings."""

    n_results: int
    mean_adjusted_rand: float | None
    least_adjusted_rand: float | None
    mean_element_centric: float | None
    least_element_centric: float | None
