"""The safety board in words: the tables that the page, the paper and the file are made of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from skyddsnat.domains.safety.types.figures import (
    CLASS_NAMES,
    CLOSED,
    GIVEN,
    MONTHS,
    POLICE_END_NAMES,
    POLICE_NAMES,
    SENT,
    SPLITS,
    STATE_NAMES,
    SUPPORT_NAMES,
    WISHING_NAMES,
    Board,
    Cell,
    Figure,
    Hidden,
    Period,
    Topic,
)
from skyddsnat.domains.safety.types.following import DUTY_NAMES, MEASURE_NAMES, POLICE_OUTCOME_NAMES, WISH_NAMES
from skyddsnat.domains.safety.types.register import CHANNEL_NAMES, EFFECT_NAMES, KIND_NAMES
from skyddsnat.domains.safety.types.series import TIE_NAMES, Tie
from skyddsnat.insight.types import Figure as Threatened
from skyddsnat.kernel.text import Text
from skyddsnat.stats.published import (
    AVOIDED_2022,
    HAS_AVOIDED,
    HOW_OFTEN,
    THREATENED,
    THREATENED_BY_CAMPAIGN,
    WAS_THREATENED,
    PublishedShare,
)
from skyddsnat.web import formats
from skyddsnat.web.bars import Bar
from skyddsnat.web.presenters import said

_CODES = {split.topic: split.codes for split in SPLITS}
_NAMES: Mapping[Topic, Mapping[str, Text]] = {
    Topic.KIND: {each.value: name for each, name in KIND_NAMES.items()},
    Topic.CHANNEL: {each.value: name for each, name in CHANNEL_NAMES.items()},
    Topic.EFFECT: {each.value: name for each, name in EFFECT_NAMES.items()},
    Topic.POLICE: POLICE_NAMES,
    Topic.POLICE_END: POLICE_END_NAMES,
    Topic.OUTCOME: {each.value: name for each, name in POLICE_OUTCOME_NAMES.items()},
    Topic.WISH: WISHING_NAMES,
    Topic.WISHED: {each.value: name for each, name in WISH_NAMES.items()},
    Topic.SUPPORT: SUPPORT_NAMES,
    Topic.MEASURE: {each.value: name for each, name in MEASURE_NAMES.items()},
    Topic.MEASURE_STATE: STATE_NAMES,
    Topic.DUTY: {each.value: name for each, name in DUTY_NAMES.items()},
    Topic.DUTY_STATE: STATE_NAMES,
}
_TIES = {
    Topic.BY_SOURCE: Tie.SOURCE,
    Topic.BY_DECISION: Tie.DECISION,
    Topic.BY_WORKER: Tie.WORKER,
    Topic.BY_WAVE: Tie.WAVE,
}
_DRAWN = {Topic.KIND, Topic.CHANNEL, Topic.EFFECT, Topic.OUTCOME, Topic.WISHED}


@dataclass(frozen=True, kw_only=True)
class BoardTable:
    """One table. The first cell of a row names it. `about`: what is counted. `published`: what others published."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    about: str = ""
    published: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The whole board in words."""

    title: str
    whose: str
    about: tuple[str, ...]
    tables: tuple[BoardTable, ...]
    left_out: str


def sheet(board: Board, units: Mapping[int, str], threatened: Threatened | None) -> Sheet:
    """The board, with the names of the units. `threatened`: the night's figure of its year and unit, if any."""
    whose = _("{period}, {unit}").format(
        period=period_name(board.period), unit=_("alla enheter") if board.unit_id is None else units[board.unit_id]
    )
    return Sheet(
        title=_("Säkerhetstavlan {whose}").format(whose=whose),
        whose=whose,
        about=tuple(_about(board)),
        tables=tuple(each for each in _tables(board, units, threatened) if each.rows) if _tells(board) else (),
        left_out=_left_out(board, threatened) if _tells(board) else _tells_nothing(),
    )


def _tells(board: Board) -> bool:
    """Whether it is told how many incidents there were: under a hidden number stands nothing."""
    return board.figures[Topic.INCIDENTS, ""].hidden is None


def _tells_nothing() -> str:
    return _(
        "Det finns för lite att visa: färre än 5 händelser, eller så få i en annan enhet att de skulle kunna räknas "
        "fram härifrån. Den som följer upp händelserna ser dem i listan under Hot och våld."
    )


def period_name(period: Period) -> str:
    """«2025», «första halvåret 2025»."""
    words = (
        "{year}",
        _("första halvåret {year}"),
        _("andra halvåret {year}"),
    )
    return words[period.half].format(year=period.year)


def _about(board: Board) -> Iterator[str]:
    as_of = formats.full_day(board.as_of)
    yield _("Så som det stod den {day}. Siffrorna ändras en gång i månaden.").format(day=as_of)
    yield _(
        "”Färre än 5” står i stället för 1, 2, 3 eller 4, så att ingen kan kännas igen. Ett streck står där en siffra "
        "skulle avslöja en sådan. Bara hela år och halvår som är slut visas, och en enhet bara för hela år, så att "
        "ingen kan räkna ut det dolda genom att jämföra. Sidan, utskriften och filen visar samma sak."
    )
    yield _(
        "En händelse räknas dagen då den anmäldes, i den enhet där den som utsattes först arbetade. Det publicerade "
        "är andelar av dem som svarade på en enkät: talen kan jämföras men inte dras från varandra."
    )


def figure_text(figure: Figure | None) -> str:
    """The count, or the word for what is hidden."""
    if figure is None or figure.hidden is Hidden.BESIDE:
        return "–"
    return _("färre än 5") if figure.count is None else formats.number(figure.count)


# --- The tables -------------------------------------------------------------------------------------------------------


def _tables(board: Board, units: Mapping[int, str], threatened: Threatened | None) -> Iterator[BoardTable]:
    yield _in_short(board)
    yield _by_unit(board, units)
    yield _by_month(board)
    yield _split(board, Topic.KIND)
    yield _split(board, Topic.CHANNEL)
    yield _split(board, Topic.EFFECT, published=(HAS_AVOIDED, AVOIDED_2022))
    yield _how_often(threatened)
    yield _repeated(board)
    yield _split(board, Topic.POLICE)
    yield _split(board, Topic.POLICE_END)
    yield _split(board, Topic.OUTCOME)
    yield _split(board, Topic.WISH)
    yield _split(board, Topic.WISHED)
    yield _split(board, Topic.SUPPORT)
    yield _split(board, Topic.MEASURE_STATE)
    yield _split(board, Topic.MEASURE)
    yield _split(board, Topic.DUTY_STATE)
    yield _split(board, Topic.DUTY)


def _title(topic: Topic) -> str:
    return {
        Topic.KIND: _("Vad som hände"),
        Topic.CHANNEL: _("Hur det nådde den utsatta"),
        Topic.EFFECT: _("Vad det betydde för barnets ärende"),
        Topic.POLICE: _("Polisanmälan"),
        Topic.POLICE_END: _("Gjorda polisanmälningar"),
        Topic.OUTCOME: _("Hur polisanmälningarna slutade"),
        Topic.WISH: _("Vad de utsatta sa om stöd"),
        Topic.WISHED: _("Stöd som önskades"),
        Topic.SUPPORT: _("Stöd som gavs"),
        Topic.MEASURE_STATE: _("Åtgärder, när de skulle vara gjorda"),
        Topic.MEASURE: _("Vilka åtgärder"),
        Topic.DUTY_STATE: _("Det som måste följa, när det skulle vara gjort"),
        Topic.DUTY: _("Vad som måste följa"),
        Topic.MONTH: _("Månad för månad"),
    }.get(topic) or _("Upprepning, {tie}").format(tie=said(TIE_NAMES[_TIES[topic]]).lower())


def _explained(topic: Topic) -> str:
    return {
        Topic.WISHED: _("En person kan önska flera saker."),
        Topic.WISH: _("Räknat i personer och tillfällen: två utsatta i en händelse är två."),
        Topic.MEASURE_STATE: _("Åtgärder som skulle vara gjorda under perioden."),
        Topic.DUTY_STATE: _("Samtal, anmälningar och uppföljningar som skulle vara gjorda under perioden."),
    }.get(topic, "")


def _split(board: Board, topic: Topic, published: Iterable[PublishedShare] = ()) -> BoardTable:
    """One table of parts; without rows where nothing of it is told, or nothing was counted."""
    cells = [(topic, code) for code in _CODES[topic] if (topic, code) in board.figures]
    names = _NAMES[topic]
    found = [(said(names[code]), board.figures[topic, code]) for _topic, code in cells if _says(board, (topic, code))]
    return BoardTable(
        title=_title(topic),
        columns=(_title(topic), _("Antal")),
        rows=tuple((label, figure_text(figure)) for label, figure in found),
        about=_explained(topic),
        published=tuple(_published(each) for each in published),
        bars=_bars(found) if topic in _DRAWN else (),
    )


def _says(board: Board, cell: Cell) -> bool:
    """Whether the row is worth a line: a count of nobody is left out of a long list."""
    return board.figures[cell].count != 0


def _bars(found: Iterable[tuple[str, Figure]]) -> tuple[Bar, ...]:
    return tuple(Bar(label=label, count=figure.count, text=figure_text(figure)) for label, figure in found)


def _published(share: PublishedShare) -> str:
    return _("Publicerat: {percent}. {counted} {source}.").format(
        percent=formats.percent(share.percent / 100), counted=said(share.counted), source=said(share.source)
    )


def _in_short(board: Board) -> BoardTable:
    """What the meeting asks first."""
    figure = board.figures.get
    lines = [
        (_("Anmälda händelser"), figure_text(figure((Topic.INCIDENTS, "")))),
        (_("Gånger som någon utsattes"), figure_text(figure((Topic.EXPOSURES, "")))),
        (_("Gånger per handläggare"), _rate(board)),
        (_("Polisanmälningar som är gjorda"), figure_text(figure((Topic.POLICE, SENT)))),
        (_("Dagar från händelsen till polisanmälan, median"), _days(board, Topic.DAYS_TO_SENT)),
        (_("Polisanmälningar som är avslutade"), figure_text(figure((Topic.POLICE_END, CLOSED)))),
        (_("Dagar från polisanmälan till slut, median"), _days(board, Topic.DAYS_TO_CLOSED)),
        (_("Utsatta som har fått stöd"), figure_text(figure((Topic.SUPPORT, GIVEN)))),
    ]
    published = () if board.per_worker is None else (_published(WAS_THREATENED),)
    return BoardTable(
        title=_("I korthet"),
        columns=(_("I korthet"), _("Antal")),
        rows=tuple(lines),
        published=published,
    )


def _rate(board: Board) -> str:
    return "–" if board.per_worker is None else formats.number(board.per_worker, decimals=1)


def _days(board: Board, topic: Topic) -> str:
    days = board.days.get(topic)
    return "–" if days is None else formats.number(days, decimals=0 if days == int(days) else 1)


def _by_unit(board: Board, units: Mapping[int, str]) -> BoardTable:
    named = [(units.get(unit_id, _("En enhet som är nedlagd")), figure) for unit_id, figure in board.units.items()]
    found = sorted(named, key=lambda each: each[0])
    return BoardTable(
        title=_("Enheterna"),
        columns=(_("Enhet"), _("Anmälda händelser")),
        rows=tuple((name, figure_text(figure)) for name, figure in found),
        bars=_bars(found),
    )


def _by_month(board: Board) -> BoardTable:
    months = [month for half in (1, 2) for month in MONTHS[half] if (Topic.MONTH, month) in board.figures]
    found = [(formats.short_month(int(month)), board.figures[Topic.MONTH, month]) for month in months]
    return BoardTable(
        title=_title(Topic.MONTH),
        columns=(_("Månad"), _("Anmälda händelser")),
        rows=tuple((name, figure_text(figure)) for name, figure in found),
        bars=_bars(found),
    )


def _how_often(threatened: Threatened | None) -> BoardTable:
    """The survey's own classes, and beside them what the survey found: the same figures as those made at night."""
    rows = tuple(_classes(threatened)) if threatened is not None and threatened.denominator else ()
    return BoardTable(
        title=_("Hur ofta en handläggare hotas"),
        columns=(_("Under perioden"), pgettext("flera", "Handläggare"), pgettext("of all", "Andel"), _("Publicerat")),
        rows=rows,
        about=_(
            "Socialsekreterare som hade en roll i handläggningen under året, efter hur många hot som har anmälts. "
            "Samma siffror som på sidan Siffror."
        ),
        published=(
            _("Publicerat: {counted} {source}.").format(
                counted=said(THREATENED.counted), source=said(THREATENED.source)
            ),
        ),
    )


def _classes(threatened: Threatened) -> Iterator[tuple[str, ...]]:
    """How many have been threatened how often; where that is hidden, how many never and how many ever."""
    size, some = threatened.denominator or 0, threatened.numerator or 0
    published = [THREATENED.counts[code] for code in HOW_OFTEN]
    classes = [(said(each.title), each.count) for each in threatened.classes]
    if not classes or any(count is None for _title, count in classes):
        classes = [(said(CLASS_NAMES[HOW_OFTEN[0]]), size - some), (_("Minst en gång"), some)]
        published = [published[0], sum(published[1:])]
    for (title, count), others in zip(classes, published, strict=True):
        ours = formats.percent((count or 0) / size)
        yield title, formats.number(count or 0), ours, formats.percent(others / THREATENED.answers)


def _repeated(board: Board) -> BoardTable:
    """How many times before, within two years, the same had been reported."""
    ties = [topic for topic in _TIES if any((topic, code) in board.figures for code in _CODES[topic])]
    rows = tuple(
        (
            said(CLASS_NAMES[code]),
            *(figure_text(board.figures.get((topic, code))) for topic in ties),
        )
        for code in CLASS_NAMES
    )
    return BoardTable(
        title=_("Upprepning"),
        columns=(_("Har anmälts förut"), *(said(TIE_NAMES[_TIES[topic]]) for topic in ties)),
        rows=rows if ties and board.figures[Topic.INCIDENTS, ""].count else (),
        about=_(
            "Hur många gånger under två år dessförinnan något med samma avsändare, beslut, medarbetare eller våg hade "
            "anmälts."
        ),
        published=(_published(THREATENED_BY_CAMPAIGN),) if Topic.BY_WAVE in ties else (),
    )


def _left_out(board: Board, threatened: Threatened | None) -> str:
    """What is not told because too few stand behind it."""
    is_silent = {split.topic for split in SPLITS if not board.has(split) and _counted(board, split.of)}
    names = [_title(topic) for topic in _CODES if topic in is_silent]
    if threatened is not None and threatened.denominator is None:
        names.append(_how_often(threatened).title)
    if not names:
        return ""
    return _("Det här visas inte alls, för att för få står bakom: {names}.").format(names="; ".join(names))


def _counted(board: Board, of: Cell) -> bool:
    """Whether the table would be of something: of a total that is hidden, or not nothing."""
    return of not in board.figures or board.figures[of].count != 0
