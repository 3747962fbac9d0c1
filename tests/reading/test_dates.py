"""Printed dates and dates in addresses."""

from __future__ import annotations

import pytest

from build_scripts.reading.dates import dates_in_address, printed_dates, solar_hijri


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("December 8, 2016", "2016-12-08"),
        ("Counterpunch 23 December 2015", "2015-12-23"),
        ("September 13th, 2015 –", "2015-09-13"),
        ("July 04, 2015", "2015-07-04"),
        ("Sept. 3, 2015", "2015-09-03"),
        ("2015-09-03", "2015-09-03"),
        ("25/12/2015", "2015-12-25"),
        ("12/25/2015", "2015-12-25"),
        ("5.5.15", "2015-05-05"),
        ("12-8-15", ""),
        ("July 27, The Project", ""),
        ("31 November 2015", ""),
        ("May be 2015", ""),
    ],
)
def test_a_printed_date_has_an_iso_date_only_when_it_is_complete_and_clear(line: str, iso: str) -> None:
    assert "".join(one.iso for one in printed_dates(line)) == iso


def test_a_date_of_figures_only_is_ambiguous_when_both_could_be_the_month() -> None:
    (date,) = printed_dates("From RT, 12-8-15")
    assert (date.ambiguous, date.as_month_first, date.text) == (True, "2015-12-08", "12-8-15")


def test_several_dates_of_a_line_come_in_its_order() -> None:
    assert [one.text for one in printed_dates("3 May 2015, updated May 5, 2015")] == ["3 May 2015", "May 5, 2015"]


@pytest.mark.parametrize(
    ("address", "iso"),
    [
        ("https://a.example/politics/201612081048329039-strike/", ["2016-12-08"]),
        ("https://a.example/2016/12/08/strike", ["2016-12-08"]),
        ("https://a.example/2016/1/5/strike", ["2016-01-05"]),
        ("http://a.example/newstext.aspx?nn=13940316001210", ["2015-06-06"]),
        ("https://a.example/story/5454005", []),
        ("https://a.example/20161399", []),
        ("https://a.example/13941231", []),
    ],
)
def test_addresses_carry_dates_in_two_calendars(address: str, iso: list[str]) -> None:
    assert [found for found, _ in dates_in_address(address)] == iso


@pytest.mark.parametrize(
    ("solar", "gregorian"),
    [
        ((1394, 1, 1), "2015-03-21"),
        ((1394, 2, 14), "2015-05-04"),
        ((1395, 12, 30), "2017-03-20"),
        ((1399, 12, 30), "2021-03-20"),
        ((1403, 1, 1), "2024-03-20"),
        ((1357, 11, 22), "1979-02-11"),
    ],
)
def test_solar_hijri_dates_become_gregorian(solar: tuple[int, int, int], gregorian: str) -> None:
    assert solar_hijri(*solar).isoformat() == gregorian
