from __future__ import annotations

import random
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphring.ingest.clean.card import MASK, holds_card, is_card, masked, refused_ids

# Published test numbers of the card networks.
CARDS = (
    "4111111111111111", "5555555555554444", "2223003122003222", "378282246310005", "6011111111111117",
    "30569309025904", "3530111333300000", "6200000000000005", "4222222222222",
)  # fmt: skip


@pytest.mark.parametrize("number", CARDS)
def test_numbers_of_every_network_are_told(number: str) -> None:
    assert is_card(number)
    assert not is_card(str(int(number) + 1))


@pytest.mark.parametrize("number", ["1111111111111117", "0000000000000000", "9999999999999995", "41111111111111"])
def test_a_check_digit_alone_makes_no_card(number: str) -> None:
    assert not is_card(number)


@given(
    st.sampled_from(CARDS), st.sampled_from(["", " ", "-"]), st.integers(1, 6), st.sampled_from(["", "paid by ", "x:"])
)
def test_a_card_is_found_and_masked_however_it_is_grouped(card: str, separator: str, size: int, before: str) -> None:
    grouped = separator.join(card[i : i + size] for i in range(0, len(card), size))
    text = f"{before}{grouped}, thanks"
    assert holds_card(text)
    assert card not in masked(text).replace(" ", "").replace("-", "")
    assert MASK in masked(text)


def test_an_expiry_date_beside_it_does_not_hide_it() -> None:
    assert masked("4111 1111 1111 1111 12/27") == f"{MASK} 12/27"
    assert masked("2026 4111-1111-1111-1111") == f"2026 {MASK}"


@given(st.text(max_size=60))
def test_masking_leaves_no_card_and_other_text_as_it_is(text: str) -> None:
    assert not holds_card(masked(text))
    assert masked(text) == text or holds_card(text)


def test_digests_and_uuids_are_no_cards() -> None:
    rng = random.Random(1)
    for _ in range(3000):
        assert not holds_card(f"{rng.getrandbits(256):064x}")
        assert not holds_card(str(uuid.UUID(int=rng.getrandbits(128))))
    assert not holds_card("0x4111111111111111aaaaaaaaaaaaaaaaaaaaaaaa")


def test_ids_made_of_digits_pass_by_chance_and_are_kept() -> None:
    rng = random.Random(2)
    ids = [str(4 * 10**15 + rng.randrange(10**15)) for _ in range(500)]
    assert sum(map(holds_card, ids)) > 20
    assert refused_ids(ids) == frozenset()


def test_a_column_of_cards_is_refused_and_so_is_a_single_one() -> None:
    assert refused_ids(CARDS) == frozenset(CARDS)
    assert refused_ids(["acct-1", "4111 1111 1111 1111"]) == frozenset({"4111 1111 1111 1111"})
