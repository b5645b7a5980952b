"""Every kind of innocent has the likeness of a ring that it is made for, and what tells it apart."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest
from innocents_made import SIZES, Crowd, Files, every_kind

from graphring.errors import SettingsError
from graphring.model.progress import Silent
from graphring.simulate.making import world_of
from graphring.simulate.scenario import scenario_of


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return Files(every_kind(tmp_path_factory.mktemp("every-kind")))


@pytest.fixture(scope="module")
def of(files):
    return cache(lambda kind: Crowd(files, kind))


# Shared addresses: strangers in all else.


def test_carrier_nat_thousands_on_one_address_with_cards_and_human_hours_of_their_own(of):
    crowd = of("carrier_nat")
    assert crowd.n == 2_000
    assert crowd.reach("ip") > 0.8
    assert crowd.cards.nunique() == 2_000
    assert crowd.at_night() < 0.12
    assert crowd.seen["client"].nunique() >= 8
    private = crowd.seen["template_id"].isin(_private(of, "carrier_nat"))
    assert crowd.seen[private].groupby("template_id")["account_id"].nunique().max() == 1


def _private(of, kind):
    """Templates that nobody outside the crowd uses."""
    files = of(kind).files
    return set(of(kind).seen["template_id"].dropna()) - set(
        files.exchanges.loc[files.exchanges["kind"] != kind, "template_id"].dropna()
    )


@pytest.mark.parametrize(
    ("kind", "least", "most_ips"), [("vpn", 0.2, 8), ("privacy_relay", 0.1, 24), ("satellite", 0.3, 4)]
)
def test_vpn_relay_and_satellite_share_few_addresses_and_nothing_else(of, kind, least, most_ips):
    crowd = of(kind)
    reached = crowd.seen.drop_duplicates(["account_id", "ip"])["ip"].value_counts()
    assert crowd.reach("ip") > least
    assert (reached > 5).sum() <= most_ips + 6, "the carriers' addresses aside"
    assert crowd.cards.nunique() == crowd.n
    assert crowd.accounts["email_domain"].nunique() > 8
    assert crowd.accounts["country"].nunique() == 5
    assert crowd.at_night() < 0.12
    assert crowd.reach("template_id") < 0.5, "public templates only"


def test_the_platform_may_know_what_a_shared_address_is(files):
    hubs = pd.read_csv(files.world.folder / "entities.csv")
    assert {"vpn", "campus"} <= set(hubs["class"])
    assert (hubs["class"] == "vpn").sum() == 8


def test_a_relay_shows_its_people_at_many_exits(of):
    assert of("privacy_relay").seen.groupby("account_id")["ip"].nunique().median() >= 2
    assert of("privacy_relay").top("ip") < 0.15


def test_few_addresses_are_a_whole_country_behind_six_gateways(of):
    crowd = of("few_addresses")
    assert crowd.accounts["country"].nunique() == 1
    assert crowd.top("ip", 6) > 0.9
    assert crowd.cards.nunique() == crowd.n
    assert crowd.at_night() < 0.12


def test_ci_runners_one_account_from_many_data_centre_addresses_and_no_second_family(of):
    crowd = of("ci_runners")
    assert crowd.seen["ip"].nunique() == 30
    busy = crowd.seen.groupby("account_id").filter(lambda rows: len(rows) >= 40)
    assert busy.groupby("account_id")["ip"].nunique().min() >= 3
    assert crowd.cards.nunique() == crowd.n
    assert crowd.firms() == (crowd.n, crowd.n)
    assert crowd.reach("template_id") < 0.5


def test_cloud_egress_strangers_jobs_round_the_clock_with_cards_of_their_own(of):
    crowd = of("cloud_egress")
    assert crowd.reach("ip") > 0.4
    assert 0.15 < crowd.at_night() < 0.27
    assert crowd.cards.nunique() == crowd.firms()[0] == crowd.n


@pytest.mark.parametrize("kind", ["shared_device", "cafe"])
def test_small_cliques_share_one_address_and_have_cards_and_prompts_of_their_own(of, kind):
    crowd = of(kind)
    assert crowd.reach("ip") > 0.6
    assert crowd.cards.nunique() == crowd.n
    assert (crowd.seen["client"].nunique() == 1) is (kind == "shared_device")
    assert not _shared(crowd, _private(of, kind))


def _shared(crowd, templates):
    """Templates among these that two accounts use."""
    users = crowd.seen[crowd.seen["template_id"].isin(templates)].groupby("template_id")["account_id"].nunique()
    return set(users[users > 1].index)


def test_households_are_two_to_four_people_on_one_line(of):
    crowd = of("household")
    users = crowd.seen.drop_duplicates(["account_id", "ip"])["ip"].value_counts()
    assert ((users >= 2) & (users <= 4)).sum() > 30
    assert crowd.cards.value_counts().max() <= 4


# One payer, many accounts.


@pytest.mark.parametrize("kind", ["office", "corporate_card", "invoiced", "seats"])
def test_one_instrument_pays_for_one_organisation_with_diverse_prompts(of, kind):
    crowd = of(kind)
    assert crowd.cards.nunique() == 1
    assert crowd.firms() == (1, 1)
    assert crowd.top("template_id") < 0.2
    assert crowd.seen["template_id"].nunique() > crowd.n


def test_an_invoiced_firm_joined_over_two_years_and_seats_in_three_minutes(of):
    invoiced, seats = of("invoiced").accounts["created_at"], of("seats").accounts["created_at"]
    assert (invoiced.max() - invoiced.min()).days > 500
    assert invoiced.dt.floor("D").nunique() > 60
    assert seats.dt.floor("5min").nunique() <= 6
    starts = of("seats").seen.groupby("account_id")["time"].min()
    assert starts.dt.floor("D").nunique() > 8, "people start one by one"


@pytest.mark.parametrize("kind", ["virtual_card", "prepaid"])
def test_cards_of_one_issuer_share_a_prefix_and_never_the_card(of, kind):
    crowd = of(kind)
    assert crowd.cards.str.split("_").str[1].nunique() == 1
    assert crowd.cards.is_unique
    assert (len(crowd.cards) > 1.5 * crowd.n) is (kind == "prepaid")
    assert crowd.reach("ip") < 0.5


# Teaching.


def test_a_course_is_an_evening_or_two_of_the_same_exercises(of):
    crowd = of("course")
    assert crowd.firms()[1] == 1
    assert crowd.reach("ip") > 0.9
    assert crowd.cards.nunique() == crowd.n


def test_a_boot_camp_signs_up_in_an_hour_and_meets_on_weekdays_with_a_diverse_tail(of):
    crowd = of("boot_camp")
    assert crowd.accounts["created_at"].max() - crowd.accounts["created_at"].min() < pd.Timedelta(hours=1)
    assert crowd.reach("ip") > 0.9
    assert crowd.cards.nunique() == crowd.n
    assert crowd.firms()[1] > 5
    room = crowd.seen[crowd.seen["ip"] == crowd.seen["ip"].mode()[0]]
    assert room["time"].dt.day_of_week.max() <= 4
    assert room["time"].dt.floor("D").nunique() == 10
    assert room["template_id"].nunique() <= 20
    assert len(_private(of, "boot_camp")) > 40, "at home everyone does something else"


def test_a_university_shares_its_domain_and_campus_all_term_and_little_else(of):
    crowd = of("university")
    assert crowd.firms()[1] == 1
    assert 0.3 < crowd.top("ip", 4) < 0.6
    assert crowd.per_account() <= 10
    assert crowd.cards.nunique() == crowd.n
    assert crowd.top("template_id") < 0.1
    assert crowd.seen["time"].dt.isocalendar().week.nunique() >= 4


# Public prompts.


@pytest.mark.parametrize(("kind", "share"), [("quick_start", 0.3), ("framework_prompt", 0.6), ("viral_demo", 0.7)])
def test_one_public_prompt_over_strangers_with_cards_and_networks_of_their_own(of, kind, share):
    crowd = of(kind)
    assert crowd.reach("template_id") > 0.8
    assert crowd.top("template_id") > share
    assert crowd.cards.nunique() == crowd.n
    assert crowd.firms()[1] > 8
    assert crowd.seen["ip"].nunique() > crowd.n


def test_a_tutorial_is_followed_in_order_in_the_first_hour(of):
    crowd = of("tutorial")
    steps = crowd.seen[crowd.seen["item"].isin(crowd.seen["item"].value_counts().head(5).index)]
    assert len(steps) == 5 * crowd.n
    order = steps.sort_values("time").groupby("account_id")["template_id"].agg(tuple)
    assert order.nunique() == 1
    created = crowd.accounts.set_index("account_id")["created_at"]
    assert ((steps["time"] - steps["account_id"].map(created)) < pd.Timedelta(hours=1.1)).all()
    assert crowd.cards.nunique() == crowd.n


# Machines of honest firms.


@pytest.mark.parametrize("kind", ["benchmark", "nightly_regression"])
def test_evaluation_runs_the_same_items_again_and_again_on_few_accounts_of_one_payer(of, kind):
    crowd = of(kind)
    assert crowd.seen["item"].nunique() <= 60
    assert crowd.seen["item"].value_counts().min() >= 2
    assert crowd.reach("item") > 0.7
    assert crowd.cards.nunique() == 1
    assert crowd.firms()[0] == 1
    assert crowd.seen["template_id"].nunique() <= 3


def test_a_nightly_regression_is_night_after_night_the_same(of):
    crowd = of("nightly_regression")
    assert crowd.seen["time"].dt.hour.between(1, 3).all()
    assert (crowd.seen.groupby(crowd.seen["time"].dt.floor("D"))["item"].nunique() == 60).sum() >= 29


@pytest.mark.parametrize("kind", ["synthetic_data", "audit_product"])
def test_a_declared_job_has_volume_and_repetition_and_one_verified_payer(of, kind):
    crowd = of(kind)
    assert crowd.seen["template_id"].nunique() <= 2
    assert crowd.seen["item"].value_counts().max() < 6, "items are fresh but for retries"
    assert crowd.per_account() > 100
    assert crowd.cards.nunique() == crowd.firms()[0] == 1
    assert crowd.accounts["verified"].astype(str).str.lower().eq("true").all()
    weekend = crowd.seen["time"].dt.day_of_week.ge(5).mean()
    assert bool(weekend > 0.2) is (kind == "synthetic_data")


@pytest.mark.parametrize("kind", ["gateway", "ide_vendor"])
def test_a_contracted_intermediary_has_few_keys_and_the_mixed_traffic_of_many(of, kind, files):
    crowd = of(kind)
    assert crowd.n <= 4
    assert crowd.seen["template_id"].nunique() > 300
    assert len(crowd.seen) > 25 * 12 * crowd.n, "a multiple of what a person sends"
    assert crowd.seen["time"].dt.hour.value_counts(normalize=True).min() > 0.01, "people of all regions"
    assert crowd.cards.nunique() == crowd.firms()[0] == 1
    listed = pd.read_csv(files.world.folder / "decisions.csv")
    assert crowd.accounts["organisation"].iloc[0] in set(listed.loc[listed["what"] == "organisation", "id"])
    assert (crowd.top("template_id") > 0.4) is (kind == "ide_vendor")


def test_a_reseller_pays_for_many_organisations_with_one_card_through_one_gateway(of):
    crowd = of("reseller")
    assert crowd.cards.nunique() == 1
    assert crowd.firms()[0] == crowd.n // 2
    assert crowd.reach("ip") > 0.9


def test_an_agency_is_one_office_and_many_organisations_with_distinct_templates(of):
    crowd = of("agency")
    assert crowd.firms()[0] == crowd.cards.nunique() == crowd.n
    assert crowd.reach("ip") > 0.9
    assert not _shared(crowd, _private(of, "agency"))


def test_nightly_jobs_are_strangers_on_the_round_minute(of):
    crowd = of("nightly_jobs")
    assert crowd.seen["time"].dt.minute.isin([0, 1, 2]).mean() > 0.6
    busiest = crowd.seen["time"].dt.floor("min").value_counts().index[0]
    together = crowd.seen[crowd.seen["time"].dt.floor("min") == busiest]
    assert together["account_id"].nunique() > 15
    assert crowd.cards.nunique() == crowd.firms()[0] == crowd.n
    assert crowd.reach("ip") == crowd.reach("template_id") == 1 / crowd.n


# Crowds of a day.


@pytest.mark.parametrize(("kind", "median_days"), [("launch", 8), ("viral_demo", 2)])
def test_a_surge_comes_in_hours_from_everywhere_and_decays(of, kind, median_days):
    crowd = of(kind)
    created = crowd.accounts["created_at"]
    assert created.quantile(0.8) - created.min() < pd.Timedelta(hours=30)
    assert crowd.reach("template_id") > 0.6
    assert crowd.days().median() < median_days
    assert crowd.cards.nunique() == crowd.n
    assert crowd.accounts["country"].nunique() == 5


def test_a_hackathon_is_a_weekend_in_one_hall_and_teams_with_a_prompt_of_their_own(of):
    crowd = of("hackathon")
    assert crowd.days().max() < 1.5
    assert crowd.reach("ip") > 0.9
    assert crowd.cards.nunique() == crowd.n
    users = crowd.seen.groupby("template_id")["account_id"].nunique()
    assert ((users >= 3) & (users <= 4)).sum() >= crowd.n // 4 - 3


def test_release_day_turns_old_strangers_to_the_new_model_within_hours(of):
    crowd = of("release_rush")
    newer = crowd.seen[crowd.seen["model"] == "model-5"]
    first = newer.groupby("account_id")["time"].min()
    assert first.max() - first.min() < pd.Timedelta(hours=36)
    assert crowd.on_busiest_day() > 0.15
    assert crowd.accounts["created_at"].max() < first.min()
    assert crowd.cards.nunique() == crowd.n
    assert not _shared(crowd, _private(of, "release_rush"))


# Owners who change accounts.


@pytest.mark.parametrize("kind", ["migration", "key_rotation", "reorganisation"])
def test_an_account_takes_over_from_another_of_the_same_owner_and_nobody_was_banned(of, kind, files):
    crowd = of(kind)
    banned = pd.read_csv(files.world.folder / "enforcement.csv")
    assert not set(banned["account_id"]) & set(crowd.accounts["account_id"])
    new = crowd.accounts["created_at"] > pd.Timestamp("2026-03-02", tz="UTC")
    turns = 5 if kind == "key_rotation" else 2
    assert new.sum() == crowd.n - crowd.n // turns
    last = crowd.seen.groupby("account_id")["time"].max()
    before = last[crowd.accounts.loc[~new, "account_id"]]
    assert (before < pd.Timestamp("2026-03-28", tz="UTC")).all(), "the old accounts stop"
    owners = 2 if kind == "reorganisation" else 1
    assert crowd.cards.nunique() == crowd.firms()[0] == owners


def test_a_successor_has_the_prompts_of_the_account_before(of):
    crowd = of("reorganisation")
    assert len(_shared(crowd, _private(of, "reorganisation"))) > crowd.n // 3


def test_a_fail_over_follows_server_errors_and_stays_in_one_organisation(of):
    crowd = of("failover")
    seen = crowd.seen.sort_values("time").reset_index(drop=True)
    changes = seen.index[seen["account_id"] != seen["account_id"].shift()][1:]
    assert len(changes) >= 5
    assert (seen.loc[changes - 1, "status"] == 503).all()
    assert crowd.cards.nunique() == crowd.firms()[0] == 1


# Researchers, and faults of the log.


def test_security_research_is_another_technique_at_every_request_and_listed_with_an_expiry(of, files):
    crowd = of("security_research")
    assert crowd.seen["template_id"].nunique() == len(crowd.seen) > 300
    listed = pd.read_csv(files.world.folder / "decisions.csv", parse_dates=["until"]).set_index("id")
    told = listed.loc[crowd.accounts["organisation"].iloc[0]]
    assert told["decision"] == "allow"
    assert pd.Timestamp("2026-04-01", tz="UTC") < told["until"] < pd.Timestamp("2026-09-01", tz="UTC")


def test_a_red_team_looks_like_a_ring_and_only_the_list_tells(of, files):
    crowd = of("red_team")
    assert crowd.seen["ip"].nunique() <= 5
    assert crowd.seen["template_id"].nunique() <= 30
    assert crowd.reach("template_id") > 0.7
    assert crowd.days().max() <= 10.1
    listed = pd.read_csv(files.world.folder / "decisions.csv")
    assert set(crowd.accounts["account_id"]) == set(listed.loc[listed["what"] == "account", "id"])


def test_a_logging_fault_leaves_placeholders_and_repeats_rows_with_their_ids(of, files):
    crowd = of("logging_fault")
    assert (crowd.seen["ip"] == "0.0.0.0").mean() > 0.5
    assert (crowd.seen["client"] == "").mean() > 0.5
    assert (crowd.cards == "null").mean() > 0.5
    again = pd.read_parquet(files.world.folder / "exchanges-again.parquet")
    both = again.merge(files.exchanges.drop(columns="kind"))
    assert len(both) == len(again) > 50
    assert set(again["account_id"].map(files.truth["kind"])) == {"logging_fault"}


# Any number of them.


def test_every_kind_has_as_many_accounts_as_asked(files):
    told = files.truth["kind"].value_counts().to_dict()
    assert told == {"ordinary": 300, **SIZES}


@pytest.mark.parametrize("accounts", [1, 2, 7])
def test_every_kind_can_be_small_and_in_a_short_world(tmp_path, accounts):
    crowds = [{"kind": kind, "accounts": accounts} for kind in SIZES]
    raw = {"name": "x", "title": "x", "days": 14, "release_day": 8, "population": {"people": 2}, "innocents": crowds}
    made = world_of(scenario_of(raw), tmp_path, 1, Silent())
    assert {crowd.n_accounts for crowd in made.innocents} == {accounts, 2}


def test_the_same_seed_gives_the_same_bytes_of_every_file(tmp_path):
    crowds = [{"kind": kind, "accounts": 5} for kind in SIZES]
    scenario = scenario_of({"name": "x", "title": "x", "population": {"people": 9}, "innocents": crowds})
    one, other = (world_of(scenario, tmp_path / name, 4, Silent()) for name in ("one", "other"))
    assert len(one.files) == 8
    assert [path.read_bytes() for path in one.files] == [path.read_bytes() for path in other.files]


@pytest.mark.parametrize(
    "crowd", [{"kind": "launch", "share": 1}, {"kind": "release_rush", "rush": 0.95}, {"kind": "university", "own": 1}]
)
def test_a_crowd_that_makes_no_sense_is_refused(crowd):
    with pytest.raises(SettingsError, match="1 mistake"):
        scenario_of({"name": "x", "title": "x", "population": {"people": 2}, "innocents": [crowd]})


def test_a_number_of_accounts_can_be_many_crowds_of_a_usual_size(tmp_path):
    crowd = {"kind": "office", "accounts": 303, "each": 30}
    raw = {"name": "x", "title": "x", "population": {"people": 10}, "innocents": [crowd]}
    made = Crowd(Files(world_of(scenario_of(raw), tmp_path, 0, Silent())), "office")
    sizes = made.accounts["organisation"].value_counts()
    assert made.n == 303
    assert len(sizes) == made.cards.nunique() == 10
    assert sizes.min() >= 3
    assert sizes.max() > 1.5 * sizes.median()
