"""Survey beside register: what staff say and what the records show on the same matter, each with its denominator.

The survey's side is what surveys have published (`stats.published`), and the latest closed wave of each survey here
that asks the question, by its key and its first group of answers ("yes"). A wave that was printed elsewhere and has
been taken in here stands for the printed figure.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from skyddsnat.domains.survey.queries import waves
from skyddsnat.domains.survey.types.waves import WaveKind, WaveState, WaveView
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.insight.figures import figures, indicators
from skyddsnat.insight.periods import Span
from skyddsnat.insight.surveys import report
from skyddsnat.insight.types import Answered, Beside, Figure, NotMadeYet
from skyddsnat.kernel.text import Text
from skyddsnat.stats import published
from skyddsnat.stats.proportions import Sample, wilson
from skyddsnat.stats.published import HOW_OFTEN, PublishedShare, PublishedTable
from skyddsnat.stats.questions import Tabulation
from skyddsnat.stats.tables import whole_percent

Asked: TypeAlias = tuple[WaveView, Tabulation]

# By the key of the question: what stands in `counterpart` of an indicator.
PUBLISHED: Mapping[str, tuple[PublishedTable | PublishedShare, ...]] = {
    "threatened": (published.THREATENED, published.THREATENED_BY_CAMPAIGN),
    "avoided": (published.AVOIDED, published.AVOIDED_2022),
    "police": (published.LACKED_POLICE,),
    "waited_for_money": (published.WAITED_FOR_MONEY, published.BOARD_WAITED_FOR_MONEY),
    "other_for_money": (published.OTHER_FOR_MONEY,),
    "prevention": (published.TOO_LITTLE_PREVENTION,),
}


def beside(*, span: Span, viewer: Viewer) -> tuple[Beside, ...]:
    """Each indicator that has a counterpart, its figure of the period in the whole municipality, and the survey's side.

    Waves are of surveys that the viewer reads; what is published is for everybody. Small groups are hidden in both.
    """
    found = _figures(span)
    asked = [(wave, report(wave_id=wave.id, viewer=viewer).tabulation) for wave in _latest(waves(viewer=viewer))]
    return tuple(
        Beside(
            indicator=each,
            figure=found.get(each.id),
            answered=(*_of_waves(asked, each.counterpart), *_of_print(asked, each.counterpart)),
            differs=each.differs,
        )
        for each in indicators()
        if each.counterpart is not None and each.differs is not None
    )


def _figures(span: Span) -> dict[str, Figure]:
    try:
        return {each.indicator: each for each in figures(span=span)}
    except NotMadeYet:
        return {}


# --- Waves ------------------------------------------------------------------------------------------------------------


def _latest(found: Iterable[WaveView]) -> list[WaveView]:
    """The latest closed wave of each survey that asks what has a counterpart, the latest first."""
    closed = [each for each in found if each.state is WaveState.CLOSED and any(_asks(each, key) for key in PUBLISHED)]
    first = {each.survey_id: each for each in reversed(closed)}
    return [each for each in closed if first[each.survey_id] is each]


def _asks(wave: WaveView, key: str) -> bool:
    return any(question.key == key and question.groups for question in wave.definition.questions)


def _of_waves(asked: Iterable[Asked], key: str) -> Iterator[Answered]:
    for wave, tabulation in asked:
        # A printed wave may lack a question that its survey asks.
        table = next((each for each in tabulation.tables if (each.question, each.within) == (key, None)), None)
        if table is None or not _asks(wave, key):
            continue
        question = wave.definition.question(key)
        line = table.line(question.groups[0].code)
        if line.share is not None and line.percent is not None:
            yield Answered(
                source=_named(wave),
                counted=question.text,
                share=line.share,
                percent=line.percent,
                interval=line.interval,
                count=line.count,
                size=table.answered,
            )


def _named(wave: WaveView) -> Text:
    title, name = wave.definition.title, wave.fields.name
    return Text(f"{title.sv}, {name}", f"{title.en}, {name}")


# --- What others have published ---------------------------------------------------------------------------------------


def _of_print(asked: Iterable[Asked], key: str) -> Iterator[Answered]:
    printed_here = any(wave.kind is WaveKind.PUBLISHED and key in wave.counts for wave, _ in asked)
    for found in PUBLISHED.get(key, ()):
        if isinstance(found, PublishedShare):
            yield _of_share(found)
        elif not printed_here:
            yield _of_table(found)


def _of_share(found: PublishedShare) -> Answered:
    return Answered(
        source=found.source,
        counted=found.counted,
        share=found.percent / 100,
        percent=found.percent,
        interval=None,
        count=None,
        size=found.answers,
    )


def _of_table(found: PublishedTable) -> Answered:
    """Those who gave any answer but the first, which is no."""
    sample = Sample(found.answers - found.counts[HOW_OFTEN[0]], found.answers)
    return Answered(
        source=found.source,
        counted=found.counted,
        share=float(sample.share),
        percent=whole_percent(Fraction(sample.count, sample.size)),
        interval=wilson(sample),
        count=sample.count,
        size=sample.size,
    )
