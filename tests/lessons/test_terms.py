"""Images that are shown to those who have agreed to their terms."""

import pytest

from segcore import subjects

pytestmark = pytest.mark.bare
REAL = [subject for subject in subjects() if subject.terms]


def pixels(screen):
    return screen.data("screen")[0]["sent"]["view"]["features"]["intensity"]["id"]


def test_what_is_real_has_terms_and_a_link_to_them():
    assert [subject.id for subject in REAL] == ["oasis-0001", "oasis-0004"]
    for subject in REAL:
        assert subject.downloaded and subject.terms.link.startswith("https://")
        assert "OASIS" in subject.terms.about and len(subject.terms.asks) == 3


def test_a_link_asks_first_and_shows_another_image_meanwhile(open_page, source, stand_in):
    real = stand_in("oasis-0001")
    screen = open_page("threshold", f"image={real.id}", agreed=False)
    (terms,) = screen.data("terms")
    assert (terms["title"], terms["asks"]) == (real.terms.title, list(real.terms.asks))
    assert terms["instead"] == "Simulated, 25 years"
    assert screen.complaints == [] and source.asked == []
    meanwhile = pixels(screen)
    assert screen.data("screen")[0]["sent"]["state"]["image"] == "age-25"
    screen = open_page("threshold", f"image={real.id}")
    assert not screen.data("terms") and screen.values["image"] == real.id
    assert source.asked == [real.image_file, real.truth_file]
    assert screen.data("screen")[0]["chosen"]["image"] == real.id and meanwhile


def test_an_image_that_another_control_names_asks_as_well(open_page, source):
    screen = open_page("another-subject", "train=oasis-0001&test=oasis-0004", agreed=False)
    assert len(screen.data("terms")) == 2
    assert screen.complaints == [] and source.asked == []
    assert screen.data("screen")[0]["address"] == "" and screen.data("screen")[0]["sent"]["view"]


def test_the_lab_asks_too(open_page, source):
    screen = open_page("lab", "image=oasis-0004", agreed=False)
    assert len(screen.data("terms")) == 1 and source.asked == []
