"""What was published, as it was printed: the percents of the text follow from the counts of the tables."""

import pytest
from tests.pure.stats.published import QUESTIONS

from skyddsnat.stats import published
from skyddsnat.stats.published import HOW_OFTEN, PublishedShare, PublishedTable
from skyddsnat.stats.tables import from_counts

TABLES = {
    "threatened": (published.THREATENED, published.WAS_THREATENED),
    "an LVU intervention avoided because of threats or fear": (published.AVOIDED, published.HAS_AVOIDED),
    "police needed and not given": (published.LACKED_POLICE, published.WITHOUT_POLICE),
}


@pytest.mark.parametrize("question", TABLES)
def test_a_table_is_as_it_was_printed_and_its_share_follows_from_it(question: str) -> None:
    table, share = TABLES[question]
    printed, total, percent = QUESTIONS[question]
    assert tuple(table.counts) == HOW_OFTEN
    assert [(table.counts[code], from_counts(table.counts).line(code).percent) for code in HOW_OFTEN] == printed
    assert (table.answers, share.answers, share.percent) == (total, total, percent)
    groups = {"yes": HOW_OFTEN[1:]}
    assert from_counts(table.counts, groups=groups).line("yes").percent == share.percent


def test_each_says_where_it_is_from_and_how_it_was_counted_in_both_languages() -> None:
    found = [each for each in vars(published).values() if isinstance(each, PublishedShare | PublishedTable)]
    assert len(found) > 8
    for each in found:
        for text in (each.source, each.counted):
            assert text.sv != text.en
            assert text.sv
            assert text.en
