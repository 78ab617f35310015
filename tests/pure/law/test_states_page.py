"""The page of the chains says every step that an Act knows, and none that it does not."""

from skyddsnat.law.citations import CUSTODY, LVU
from skyddsnat.law.compulsory_states import PREFIX, TRACK_NAMES, states_page, statutes

PAGE = states_page()


def part(number: str) -> str:
    """The page's text on one Act."""
    return PAGE.split(f"(SFS {number})\n")[1].split("\n## ")[0]


def test_every_track_stands_under_each_act_that_has_it() -> None:
    for number in PREFIX:
        for track, name in TRACK_NAMES.items():
            assert (f"### {name.sv} " in part(number)) == (number in statutes(track))


def test_a_step_is_said_with_whose_it_is_its_section_and_its_clocks() -> None:
    submit = next(line for line in part(CUSTODY.number).splitlines() if "Lämna till rätten →" in line)

    assert "| Handläggarna | 5 kap. 4 § lagen (2026:1600) |" in submit
    assert "[`sfs2026_1600.submit_custody`](rules.md#sfs2026_1600submit_custody)" in submit
    assert "[`sfs2026_1600.court_reviews_custody`]" in submit


def test_what_the_old_act_does_not_know_is_not_on_its_part() -> None:
    assert "Avvisa en begäran" not in part(LVU.number)
    assert "Avvisa en begäran" in part(CUSTODY.number)
    removal = part(LVU.number).split("### Flyttningsförbud ")[1].split("###")[0]
    assert "Längre tid begärd" not in removal


def test_what_lapses_by_itself_is_said() -> None:
    assert "- Fastställt av rätten: upphör av sig självt när tiden går ut för ”ansöka om vård efter omh" in PAGE
