"""The page of facts: words without figures of anybody's own, figures from the records alone, and what was published
stands until it is withdrawn.
"""

import re
from collections.abc import Iterable
from datetime import date

from skyddsnat.domains.safety.rules.reasons import blank, reason, when
from skyddsnat.domains.safety.types.facts import FactsFields, FactsPageView
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import FL

_NO_TITLE = reason(
    "facts_no_title",
    "Ge sidan en rubrik, på svenska och på engelska.",
    "Give the page a title, in Swedish and in English.",
)
_NO_WORDS = reason(
    "facts_no_words",
    "Skriv vad siffrorna säger, på svenska och på engelska.",
    "Write what the figures say, in Swedish and in English.",
)
_DAYS = reason(
    "facts_days",
    "Välj en period som har gått till sitt slut.",
    "Choose a period that has come to its end.",
)
_TYPED_FIGURE = reason(
    "facts_typed_figure",
    "Skriv inga tal i texten. Tal väljs bland siffrorna ur registret, så att de är sanna och ingen enskild kan räknas "
    "fram. Paragrafer får stå där.",
    "Write no numbers in the text. Numbers are chosen among the figures of the records, so that they are true and "
    "nobody can be worked out from them. Paragraphs may stand there.",
)
_PUBLISHED = reason(
    "facts_published",
    "Sidan är publicerad och ändras inte. Dra tillbaka den och gör en ny.",
    "The page is published and is not changed. Withdraw it and make a new one.",
)
_NO_FIGURES = reason("facts_no_figures", "Välj minst en siffra.", "Choose at least one figure.")
_NOT_SHOWN = reason("facts_not_shown", "Sidan visas inte.", "The page is not shown.")

# «11 §», «2 och 3 §§», «5 kap.», "chapter 5", "sections 2 and 3": where the law stands is no figure of anybody's own.
_SECTION = r"\d+( [a-z]\b)?"
_SECTIONS = rf"{_SECTION}((, | och | and |–){_SECTION})*"
_PARAGRAPH = re.compile(rf"{_SECTIONS} ?(§|kap\.)|\b(chapters?|sections?) {_SECTIONS}", re.IGNORECASE)


def writing(fields: FactsFields, *, on: date) -> Verdict:
    """Whether the page may be written so: in both languages, of a past period, without a figure of one's own."""
    titles, words = (fields.title_sv, fields.title_en), (fields.words_sv, fields.words_en)
    return Verdict.of(
        when(any(map(blank, titles)), _NO_TITLE),
        when(any(map(blank, words)), _NO_WORDS),
        when(not fields.since < fields.until <= on, _DAYS),
        when(any(map(_has_figure, (*titles, *words))), _TYPED_FIGURE),
    )


def _has_figure(text: str) -> bool:
    return any(sign.isnumeric() for sign in _PARAGRAPH.sub("", text))


def changing(view: FactsPageView) -> Verdict:
    """Whether the page may be written anew, or its figures chosen anew."""
    return Verdict.of(when(view.published_at is not None, _PUBLISHED))


def publishing(view: FactsPageView, *, gives_away: Iterable[str]) -> Verdict:
    """Whether the page may be shown to everybody. `gives_away`: codes of those whose protected names its words tell."""
    named = [_gives_away(code) for code in sorted(set(gives_away))]
    return changing(view) + Verdict.of(when(not view.figures, _NO_FIGURES), *named)


def _gives_away(code: str) -> Reason:
    return reason(
        "facts_gives_name_away",
        f"Texten ger bort namnet bakom {code}, som är skyddat. Skriv ”en handläggare” i stället.",
        f"The text gives away the name behind {code}, which is protected. Write “a caseworker” instead.",
        FL.cite("33"),
    )


def withdrawing(view: FactsPageView) -> Verdict:
    """Whether the page may be taken away."""
    return Verdict.of(when(not view.is_shown, _NOT_SHOWN))
