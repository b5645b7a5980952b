from __future__ import annotations

from graphring.cli.told import lines, tie_text
from graphring.model.ingested import FileResult
from graphring.model.summary import Tie, TieRow


def test_a_file_s_rows_add_up_in_words() -> None:
    file = FileResult(
        path="in/usage.csv", kind="exchanges", rows=1200, used=1190, rejected=7, repeated=3, noted=1,
        recognised=(("user_id", "account_id"),), unused=("prompt",), notices=("prompt texts are left unread.",),
    )  # fmt: skip
    assert list(lines(file)) == [
        "in/usage.csv: exchanges, 1,200 rows = 1,190 used + 7 rejected + 3 repeated",
        "  recognised: user_id as account_id",
        "  not read: prompt",
        "  1 cell not used; the rows were kept",
        "  prompt texts are left unread.",
    ]


def test_a_file_that_could_not_be_used_says_why() -> None:
    told = list(lines(FileResult(path="x.csv", kind="", error="it is empty; export it again.")))
    assert told == ["x.csv: not used: it is empty; export it again."]


def test_a_file_taken_in_before_says_so() -> None:
    assert "nothing changed" in next(lines(FileResult(path="x.csv", kind="accounts", rows=3, used=3, already=True)))


def test_a_tie_is_a_sum() -> None:
    tie = Tie(
        account_a="a", account_b="b", weight=6.5, families=("payment", "network"),
        rows=(TieRow(what="payment instrument 12ab", weight=10.0), TieRow(what="halved", weight=-3.5)),
    )  # fmt: skip
    assert tie_text(tie).splitlines() == [
        "a and b are tied by payment, network",
        "",
        "  +10.00  payment instrument 12ab",
        "   -3.50  halved",
        "   +6.50  together, in nats",
    ]


def test_one_row_is_one_row() -> None:
    assert next(lines(FileResult(path="x.csv", kind="accounts", rows=1, used=1))).endswith(
        "1 row = 1 used + 0 rejected + 0 repeated"
    )


def test_a_file_without_rows_is_told_plainly() -> None:
    assert "no rows" in next(lines(FileResult(path="x.csv", kind="accounts")))


def test_what_was_recognised_is_told_of_a_file_whose_rows_were_all_rejected_too() -> None:
    error = "in/x.csv: all its 2 rows were rejected, because of time: …; then add it again."
    file = FileResult(path="in/x.csv", kind="exchanges", rows=2, rejected=2, error=error, unused=("note",))
    assert list(lines(file)) == [
        "in/x.csv: not used: all its 2 rows were rejected, because of time: …; then add it again.",
        "  not read: note",
    ]
