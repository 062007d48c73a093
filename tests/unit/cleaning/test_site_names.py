from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.site_names import host_of, name_site

ADDRESS = "https://www.carrowpost.example/a/1"


@pytest.mark.parametrize(
    ("told", "title", "address", "name"),
    [
        (["Carrow Post"], "The bell", ADDRESS, "Carrow Post"),
        (["carrowpost"], "The bell | Carrow Post", ADDRESS, "Carrow Post"),
        (["carrowpost"], "The bell - The Carrow Post", ADDRESS, "The Carrow Post"),
        (["carrowpost", "Carrow Post"], "The bell", ADDRESS, "Carrow Post"),
        (["carrowpost"], "The bell | Other Paper", ADDRESS, "carrowpost.example"),
        (["@carrowpost"], "The bell | CarrowPost", ADDRESS, "CarrowPost"),
        (["https://www.carrowpost.example"], "The bell", ADDRESS, "carrowpost.example"),
        (["https://www.carrowpost.example"], "The bell", "", "carrowpost.example"),
        (["carrowpost"], "The bell", "", "carrowpost"),
        ([], "The bell | Carrow", ADDRESS, "Carrow"),
        ([], "Carrow Post: The bell", ADDRESS, "Carrow Post"),
        ([], "The bell – what Carrow heard of it that night", ADDRESS, "carrowpost.example"),
        ([], "The bell | Carrow", "", ""),
        ([], "The bell", "https://192.0.2.7/1", ""),
    ],
)
def test_sites(told: list[str], title: str, address: str, name: str) -> None:
    assert name_site([(each, "meta") for each in told], title, address).value == name


def test_the_evidence_says_where_the_name_stands() -> None:
    assert name_site([("carrowpost", "meta")], "The bell | Carrow Post", ADDRESS).source == "title element"
    assert name_site([], "", ADDRESS).source == "address"


@given(st.text(max_size=40), st.text(max_size=80), st.text(max_size=60))
def test_no_name_raises(told: str, title: str, address: str) -> None:
    name_site([(told, "meta")], title, address)
    host_of(f"https://{address}")
