"""Which decisions may be appealed, and what the person is told."""

from datetime import date

import pytest

from skyddsnat.law.appeals import APPEAL_CITATIONS, NoReviewRule, Review, appeal_instructions, review_of

TODAY = date(2026, 11, 21)
OLD = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("section", "on", "review", "citation"),
    [
        ("SoL 11:1", TODAY, Review.APPEAL, "35 kap. 1 § SoL"),
        ("SoL 11:1", OLD, Review.APPEAL, "16 kap. 3 § SoL (2001:453)"),
        ("SoL 20:2", TODAY, Review.LEGALITY, "13 kap. 1 § KL"),
        ("SoL 20:3", OLD, Review.LEGALITY, "13 kap. 1 § KL"),
        ("SoL 23:1", TODAY, Review.LEGALITY, "13 kap. 1 § KL"),
    ],
)
def test_only_what_the_list_names_may_be_appealed(section: str, on: date, review: Review, citation: str) -> None:
    assert review_of(section, on) == (review, citation)


def test_days_that_were_not_read_are_refused() -> None:
    with pytest.raises(NoReviewRule, match="2018-06-30"):
        review_of("SoL 11:1", date(2018, 6, 30))


def test_the_person_is_told_where_how_and_by_when() -> None:
    paragraphs = appeal_instructions(board="Socialnämnden", court="Förvaltningsrätten", address="Torget 1")
    swedish = " ".join(paragraph.sv for paragraph in paragraphs)
    english = " ".join(paragraph.en for paragraph in paragraphs)

    for words in ("Socialnämnden, Torget 1", "Förvaltningsrätten", "inom tre veckor", "hur du vill att det ska ändras"):
        assert words in swedish
    assert "within three weeks" in english
    assert APPEAL_CITATIONS == ("33 § FL", "43 § FL", "44 § FL")
