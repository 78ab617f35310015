"""Children in the first weeks of care, from the custody to the court's order: one where each step leaves a case."""

from datetime import datetime, timedelta

from skyddsnat.demo.care.around import need_counsel, ordered
from skyddsnat.demo.care.beginning import Report, begun
from skyddsnat.demo.care.board import MEMBER, minutes
from skyddsnat.demo.care.course import HOME, confirmed, decided, sent, stepped, submitted, taken
from skyddsnat.demo.care.deeds import DAY, HOUR, Care, Why
from skyddsnat.demo.care.police import Need, plan_execution
from skyddsnat.demo.care.tracks import all_on_side_tracks
from skyddsnat.demo.care.years import all_through_the_years
from skyddsnat.demo.cast import ANJA, Cast
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.colleagues import CHILDREN_1
from skyddsnat.demo.days import on
from skyddsnat.demo.families import Family
from skyddsnat.domains.compulsory.types import (
    Attendance,
    Effect,
    EnforcerKind,
    NotAsked,
    PlaceKind,
    PoliceAnswer,
    Understood,
    WhyAnswer,
)
from skyddsnat.domains.decisions.types import Answer
from skyddsnat.domains.investigations.types import Question
from skyddsnat.kernel.working_days import next_working_day
from skyddsnat.law.compulsory_states import Act, Track

CARE = Track.CARE
_FAMILY_HOME = (PlaceKind.FAMILY_HOME, "Familjen Ekelund")


def all_in_care(cast: Cast) -> list[Story]:
    """Their stories, each to be begun, and the minutes of the meetings."""
    return [
        minutes(cast.stage.place, since=cast.today - timedelta(days=720)),
        taken_last_night(cast, cast.family("Strandskärs", ("Noomi", "f", 3), parents=("Lovisa", "Jonas"))),
        court_has_it(cast, cast.family("Norrvret", ("Sixten", "m", 7), parents=("Malin", "Peter"))),
        on_the_agenda(cast, cast.family("Älvhallen", ("Tuva", "f", 5), parents=("Hanna", "Oskar"))),
        asks_for_time(cast, cast.family("Fjällrotter", ("Ivar", "m", 1), parents=("Sandra", "Mikael"))),
        applied_in_time(cast, cast.family("Askbladh", ("Alicia", "f", 13), parents=("Ulrika", "Stefan"))),
        siblings_applied_for(
            cast,
            cast.family(
                "Vindmosson", ("Melker", "m", 15), ("Liv", "f", 12), ("Otto", "m", 6), parents=("Annika", "Daniel")
            ),
        ),
        custody_ended_by_court(cast, cast.family("Rimbrinkas", ("Frans", "m", 10), parents=("Helena", "Magnus"))),
        to_be_begun(cast, cast.family("Kvarnfjordén", ("Majken", "f", 8), parents=("Linda", "Andreas"))),
        lapsed(cast, cast.family("Stenrotter", ("Vilgot", "m", 4), parents=("Johanna", "Marcus"))),
        consented_after_all(cast, cast.family("Björnvret", ("Stina", "f", 9), parents=("Karolina", "Fredrik"))),
        *all_through_the_years(cast),
        *all_on_side_tracks(cast),
    ]


def taken_last_night(cast: Cast, family: Family) -> Story:
    """One caseworker on duty, an acute deviation to be confirmed, and a decision that the next meeting is told of."""
    report = Report(
        days=1,
        hour=17,
        told="Mamman gick inte att väcka när patrullen kom. Noomi, tre år, satt på trappan utan skor.",
        asks="Vem kan ta hand om Noomi, och går det att bo hemma?",
        worker="maria",
        second="",
        by_police=True,
        alone="Medhandläggaren är sjuk och ingen annan på jouren är socialsekreterare. Barnet kan inte vänta.",
        whys=(
            Why(
                ground="lack_of_care",
                circumstances="Mamman går inte att tala med i kväll. Pappan är utomlands och har inte nåtts.",
                reasons="Noomi är lämnad utan vuxen som kan ta hand om henne, för tredje gången på en månad.",
                interests="Noomi behöver en nykter vuxen, mat och sömn nu.",
                says="Noomi säger att mamma sover hela tiden.",
                urgent="Noomi har ingen vuxen i natt, och nämnden går inte att samla före i morgon.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    at = cast.ago(1, 22, 10)
    yield at
    care.decide_at_once(CARE, at)
    kind, name = HOME
    care.place(kind, name, at + HOUR)
    care.enforce(CARE, EnforcerKind.HOME, name, at + HOUR)
    need_counsel(care, at + HOUR, is_reported=False)


def court_has_it(cast: Cast, family: Family) -> Story:
    """The court has the papers and has not decided; the chair was not reached, and a member was."""
    report = Report(
        days=7,
        told="Sixten har brännmärken på båda armarna och säger att han ska säga att det var spisen.",
        asks="Vem skyddar Sixten hemma?",
        question=Question.VIOLENCE,
        worker=ANJA,
        whys=(
            Why(
                ground="abuse",
                circumstances="Föräldrarna säger nej till allt, och att Sixten ljuger.",
                reasons="Sixtens skador stämmer inte med det som föräldrarna berättar. Läkaren har anmält.",
                interests="Sixten behöver vara trygg medan polisen utreder.",
                says="Sixten säger att han inte vill hem i dag.",
                urgent="Pappan väntar utanför sjukhuset. Utskottet möts först i nästa vecka.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from taken(care, 6, by=MEMBER)
    at = cast.ago(5, 9)
    yield at
    need_counsel(care, at)
    what = "Att nämnden har bestämt att du bor hos en annan familj, och att en domare ska titta på det."
    care.tell_child(what, at, understood=Understood.PARTLY, words="Sixten undrade om domaren är snäll.")
    yield from submitted(care, 3)
    at = cast.ago(2, 11)
    yield at
    ordered(care, at)
    matter = care.prepare(CARE, Act.APPLY, at)
    at = cast.ago(1, 16)
    yield at
    care.give_back(matter, MEMBER, "Läkarens utlåtande saknas. Utan det vet vi inte hur skadorna har kommit.", at)


def on_the_agenda(cast: Cast, family: Family) -> Story:
    """Confirmed; the application waits for the committee's next meeting."""
    report = Report(
        days=20,
        told="Tuva har inte varit på förskolan på två veckor. Grannen hör henne gråta om nätterna.",
        asks="Får Tuva mat, sömn och någon som svarar?",
        by_neighbour=True,
        worker=ANJA,
        whys=(
            Why(
                ground="lack_of_care",
                circumstances="Pappan samtycker. Mamman säger ja på kvällen och nej på morgonen.",
                reasons="Tuva är undernärd och har inte fått den vård som barnläkaren ordinerade.",
                interests="Tuva behöver regelbunden mat, läkarvård och vuxna som orkar.",
                says="Tuva leker att dockan är hungrig.",
                urgent="Barnläkaren bedömer att Tuva inte kan skrivas ut till hemmet.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    at = cast.ago(20, 15)
    care.ask_consent("Vård i jourhem och stöd till föräldrarna.", at, words="Det är ni som har gjort henne sjuk.")
    yield from confirmed(care, 19)
    at = cast.ago(3, 10)
    yield at
    care.prepare(CARE, Act.APPLY, at)


def asks_for_time(cast: Cast, family: Family) -> Story:
    """The physician's word is late: the court has been asked for a longer time to apply, and has not answered."""
    report = Report(
        days=27,
        told="Ivar kom in med andningsuppehåll för fjärde gången. Vi hittar ingen sjukdom som förklarar det.",
        asks="Hur får Ivar sina andningsuppehåll?",
        worker="zahra",
        second="sofie",
        unit=CHILDREN_1,
        whys=(
            Why(
                ground="abuse",
                circumstances="Föräldrarna vill flytta Ivar till ett annat sjukhus och säger nej till jourhem.",
                reasons="Läkarna misstänker att Ivars besvär orsakas av någon i hemmet.",
                interests="Ivar behöver vara bevakad av andra tills orsaken är känd.",
                says="Ivar är ett år. Han lugnar sig hos personalen.",
                urgent="Föräldrarna har packat och tänker ta med sig Ivar från sjukhuset.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from confirmed(care, 26, (PlaceKind.HOSPITAL, "Barnkliniken, avdelning 4"))
    yield from sent(care, CARE, Act.ASK_EXTENSION, 12)


def applied_in_time(cast: Cast, family: Family) -> Story:
    """The application is with the court, which is to take it up."""
    report = Report(
        days=34,
        told="Alicia berättar att hon är lovad till en kusin och att resan är bokad till lovet.",
        asks="Vem bestämmer över Alicia, och hur kan hon skyddas?",
        question=Question.VIOLENCE,
        worker="petra",
        second=ANJA,
        whys=(
            Why(
                ground="other_home",
                circumstances="Föräldrarna säger nej. Alicia vågar inte svara när de är i rummet.",
                reasons="Alicia hålls inlåst efter skolan, och hennes telefon och pass är tagna.",
                interests="Alicia behöver kunna gå i skola och tala fritt.",
                says="Alicia vill bo där ingen vet var hon är.",
                urgent="Resan går på lördag.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from confirmed(care, 33)
    at = cast.ago(22, 13)
    yield at
    fetched = Need(care, "Två kusiner hämtade Alicia vid skolan. De svarar inte, och bilen syntes på väg mot färjan.")
    fetched.state(at)
    fetched.ask(
        at + timedelta(minutes=10),
        at + 2 * HOUR,
        place="Färjeläget, Norrham",
        why_not_alone="Kusinerna är fyra, och en av dem har dömts för människorov.",
        risk="Alicia kan vara utom landet i kväll.",
        right="Alicia har själv bett om att bli hämtad, i ett sms till sin lärare.",
    )
    at = cast.ago(22, 18)
    yield at
    fetched.hear(PoliceAnswer.NONE, at, reason="Ingen ringde tillbaka.")
    thought = "Läraren höll kvar henne på telefon tills färjan hade gått. Vi kom fram en timme för sent, och ensamma."
    fetched.end(Attendance.DID_NOT_COME, Effect.ABORTED, at + HOUR, thought=thought)
    yield from sent(care, CARE, Act.APPLY, 14)


def siblings_applied_for(cast: Cast, family: Family) -> Story:
    """Three children: two whom a custody overtook while the court had the application, one whose papers lie unsent."""
    same = {
        "ground": "lack_of_care",
        "circumstances": "Föräldrarna har sagt ja till stöd fyra gånger och avbrutit det fyra gånger.",
        "interests": "Syskonen behöver varandra, mat på bordet och vuxna som är vakna om dagarna.",
        "urgent": "Föräldrarna har rest och lämnat barnen ensamma sedan i går.",
    }
    report = Report(
        days=40,
        told="Liv hämtar Otto varje dag. Melker sover i skolan. Ingen vuxen svarar på något av numren.",
        asks="Vem tar hand om barnen, och vad har prövats?",
        worker="sofie",
        second="zahra",
        unit=CHILDREN_1,
        whys=(
            Why(
                reasons="Melker tar ansvar för syskonen och har slutat gå till skolan.", says="Jag klarar mig.", **same
            ),
            Why(reasons="Liv sköter hemmet i stället för att vara barn.", says="Ta inte Otto från mig.", **same),
            Why(reasons="Otto har inte träffat tandläkare eller läkare på tre år.", says="Liv är snäll.", **same),
        ),
    )
    melker, liv, otto = yield from begun(cast, family, report)
    for care in (melker, liv):
        yield from sent(care, CARE, Act.APPLY, 24)
    decided_at = yield from decided(otto, CARE, Act.APPLY, 8)
    otto.ready(CARE, Act.APPLY, decided_at + 2 * HOUR)
    kind, name = HOME
    for minutes_later, care in enumerate((melker, liv)):
        at = cast.ago(4, 20, 20 * minutes_later)
        yield at
        care.decide_at_once(CARE, at)
        care.place(kind, name, at + HOUR)
    yield from _came_too_few(melker, cast.ago(3, 9))
    at = cast.ago(1, 15)
    yield at
    melker.dispatch(CARE, Act.SUBMIT, at)
    liv.send(CARE, Act.SUBMIT, at + HOUR)


def _came_too_few(melker: Care, at: datetime) -> Story:
    """Melker went home to guard the flat; the police sent one patrol of the two asked for, and it was enough."""
    yield at
    need = Need(melker, "Melker har låst in sig hemma med två äldre killar, och en av dem har ett järnrör.")
    need.state(at)
    need.ask(
        at + HOUR,
        at + 4 * HOUR,
        place="Hemmet, andra våningen",
        why_not_alone="Dörren är låst inifrån och minst en är beväpnad.",
        risk="Melker kan bli slagen om han försöker gå ut själv.",
        right="Melker ska komma därifrån utan att behöva välja sida.",
    )
    need.hear(PoliceAnswer.PARTLY, at + 3 * HOUR, why=WhyAnswer.NO_RESOURCES, reason="En patrull i stället för två.")
    thought = "Patrullen stod kvar i trappan och vi gick in. Det räckte, den här gången."
    need.end(Attendance.CAME, Effect.CARRIED_OUT, at + 6 * HOUR, arrived_at=at + 4.5 * HOUR, thought=thought)


def custody_ended_by_court(cast: Cast, family: Family) -> Story:
    """The court ended the custody and has the application left; whoever had the child is not told."""
    report = Report(
        days=35,
        told="Frans kom till skolan med en kniv och sa att den är till för pappa.",
        asks="Vad är Frans rädd för?",
        question=Question.VIOLENCE,
        worker="maria",
        second="petra",
        whys=(
            Why(
                ground="abuse",
                circumstances="Pappan nekar och mamman säger att hon inte kan gå emot honom.",
                reasons="Frans berättar om våld mot mamman varje vecka, och att han har försökt gå emellan.",
                interests="Frans behöver slippa vakta.",
                says="Frans vill att pappa flyttar, inte han.",
                urgent="Pappan har hotat att hämta Frans med våld.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from taken(care, 34)
    yield from submitted(care, 31)
    yield from sent(care, CARE, Act.APPLY, 24)
    yield from stepped(care, CARE, Act.COURT_ENDS, 8, "Pappan har flyttat. Rätten upphäver omhändertagandet.")
    care.leave(cast.ago(8, 16))


def to_be_begun(cast: Cast, family: Family) -> Story:
    """The court has ordered care, in force for a week: it lapses unless the child is placed in time."""
    report = Report(
        days=75,
        told="Majken har varit hemma från skolan sedan i våras. Föräldrarna undervisar om jordens undergång.",
        asks="Vad får Majken lära sig, och vem får hon träffa?",
        worker="viktor",
        second="johan",
        whys=(
            Why(
                ground="other_home",
                circumstances="Föräldrarna öppnar inte och svarar på brev med bibelord.",
                reasons="Majken är isolerad, får inte äta med andra och har inte träffat ett barn på ett halvår.",
                interests="Majken behöver skola, läkare och jämnåriga.",
                says="Majken viskar att hon vill ha en kompis.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from sent(care, CARE, Act.APPLY, 58)
    yield from stepped(care, CARE, Act.ORDER, 30, "Rätten bereder vård.")
    at = cast.ago(22, 9)
    yield at
    unasked = Need(care, "Pappan har skjutvapen och har sagt att ingen kommer in.")
    unasked.state(at)
    reason = "Förra gången tog svaret tre dagar. Domen hann vinna laga kraft utan att vi var där."
    unasked.leave(NotAsked.NOT_EXPECTED, reason, Effect.DELAYED, at + 5 * HOUR)
    yield from stepped(care, CARE, Act.LEGAL_FORCE, 8)
    at, there = cast.ago(1, 13), on(next_working_day(cast.today + DAY), 8, 30)
    yield at
    where = "Hemmet, grinden mot skogen"
    risk = "Pappan har vapenlicens. Grannen ser till att hunden är inne. Vi parkerar vid vändplanen."
    outing = plan_execution(care, at, there, place=where, risk=risk, goers=["viktor", "johan"])
    asked = Need(care, unasked.circumstances)
    asked.state(at, outing=outing)
    asked.ask(
        at + HOUR,
        there,
        place=where,
        why_not_alone="Vapen i hemmet, och tre besök där ingen har öppnat.",
        risk="Majken kan bli gömd eller förd bort.",
        right="Det går fort och lugnt om ingen hinner låsa.",
    )


def lapsed(cast: Cast, family: Family) -> Story:
    """The papers left, no receipt came, and nobody asked: the custody lapsed by itself with the child still placed."""
    report = Report(
        days=17,
        told="Vilgot har blåmärken på halsen. Mammans nya sambo hämtar honom.",
        asks="Är Vilgot trygg med mammans sambo?",
        question=Question.VIOLENCE,
        worker="viktor",
        second="petra",
        whys=(
            Why(
                ground="abuse",
                circumstances="Mamman tror på sambon. Hon säger nej till jourhem.",
                reasons="Rättsläkaren bedömer att någon har tagit strupgrepp på Vilgot.",
                interests="Vilgot måste skyddas från den som har skadat honom.",
                says="Vilgot säger att han är elak ibland och då blir Kim arg.",
                urgent="Sambon bor hemma, och mamman låter honom vara kvar.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from taken(care, 16)
    at = cast.ago(12, 15)
    yield at
    care.dispatch(CARE, Act.SUBMIT, at)


def consented_after_all(cast: Cast, family: Family) -> Story:
    """A custody that the committee ended early, then an application that it withdrew: the guardians consent."""
    report = Report(
        days=80,
        told="Stina ringde själv och bad om att få sova någon annanstans.",
        asks="Varför vill Stina inte vara hemma?",
        by_neighbour=True,
        worker="sofie",
        second="zahra",
        unit=CHILDREN_1,
        whys=(
            Why(
                ground="lack_of_care",
                circumstances="Föräldrarna sa först nej, sedan ja, och nu ja på riktigt.",
                reasons="Det dricks hemma varje helg, och Stina låser in sig.",
                interests="Stina behöver nyktra vuxna och ett eget rum.",
                says="Stina vill bo hos moster.",
                urgent="Stina är ensam ute en fredagskväll och vågar inte gå hem.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from taken(care, 79)
    yield from submitted(care, 75)
    ended_at = yield from decided(care, CARE, Act.END_IMMEDIATE, 70)
    care.leave(ended_at + 2 * HOUR)
    care.tell_end(CARE, ended_at + 3 * HOUR)
    del care.measures[CARE]
    yield from sent(care, CARE, Act.APPLY, 50)
    at = cast.ago(25, 14)
    yield at
    care.ask_consent("Vård hos mostern, enligt socialtjänstlagen.", at, answer=Answer.CONSENTS)
    yield from decided(care, CARE, Act.WITHDRAW, 20)
