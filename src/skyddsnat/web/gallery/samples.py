"""Fictional data for the gallery. Nobody here exists; the numbers are reserve numbers, which nobody has."""

from datetime import date, timedelta

from skyddsnat.kernel.text import Text
from skyddsnat.web import charts, formats
from skyddsnat.web.components import (
    Action,
    Cell,
    Chip,
    Clock,
    Column,
    CompareRow,
    DayLoad,
    Duty,
    Fact,
    Link,
    NavItem,
    Person,
    Reason,
    Step,
    StepState,
    Tab,
    Table,
    TimelineEvent,
    Tone,
)

TODAY = date(2026, 11, 21)
HERE = "#"


class Samples:
    """The sample data in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, sv: str, en: str) -> str:
        return Text(sv, en).in_language(self.language)

    # --- Shell ---

    def nav(self, current: str) -> list[NavItem]:
        say = self.say
        return [
            self._nav("my-day", say("Min dag", "My day"), "/gallery/my-day/", current, count=11),
            self._nav("new", say("Nya anmälningar", "New reports"), HERE, current, count=3, is_alarm=True),
            self._nav("child", say("Mina barn", "My children"), "/gallery/child/", current, count=17),
            self._nav("drafts", say("Utkast", "Drafts"), HERE, current, count=2),
            self._nav("unit", say("Enheten", "The unit"), HERE, current, starts_group=True),
            self._nav("rules", say("Lagrum och frister", "Statutes and time limits"), HERE, current),
            self._nav("log", say("Logg", "Log"), HERE, current),
            self._nav("components", say("Komponenter", "Components"), "/gallery/", current, starts_group=True),
        ]

    def _nav(
        self,
        key: str,
        label: str,
        url: str,
        current: str,
        *,
        count: int | None = None,
        is_alarm: bool = False,
        starts_group: bool = False,
    ) -> NavItem:
        return NavItem(
            label=label,
            url=url,
            count=count,
            is_current=key == current,
            is_alarm=is_alarm,
            starts_group=starts_group,
        )

    def main_action(self) -> Action:
        return Action(label=self.say("Ny orosanmälan", "New report of concern"), url=HERE)

    def pairs(self) -> list[Fact]:
        say = self.say
        return [
            Fact(say("Utredning klar", "Investigation completed"), say("25 november", "25 November")),
            Fact(say("Återkoppling till skolan", "Answer to the school"), say("i dag", "today"), HERE),
        ]

    # --- My day ---

    def clock(self, days: int, *, big: str = "", small: str = "") -> Clock:
        due = TODAY + timedelta(days=days)
        tone = Tone.LATE if days < 0 else Tone.TODAY if days == 0 else Tone.SOON
        today_word = self.say("I dag", "Today")
        return Clock(
            big=big or (today_word if days == 0 else formats.number(days, language=self.language)),
            small=small or ("" if days == 0 else formats.unit_word(days, "day", language=self.language)),
            spoken=formats.time_left(due, today=TODAY, language=self.language),
            exact=formats.exact(due),
            tone=tone,
        )

    def late(self) -> list[Duty]:
        say = self.say
        return [
            Duty(
                clock=self.clock(-1),
                who="Nour H.",
                who_url=HERE,
                chips=(Chip(text=say("12 år", "12 years")),),
                note=say("Placerad i familjehem sedan maj", "In a family home since May"),
                what=say("Övervägande av vården", "Consideration of the care"),
                detail=say("Minst var sjätte månad", "At least every six months"),
                rule=Link(label="22 kap. 13 § SoL", url=HERE),
                action=Action(label=say("Lägg till nämnden", "Put to the board"), url=HERE, is_main=True),
            )
        ]

    def due_today(self) -> list[Duty]:
        say = self.say
        return [
            Duty(
                clock=self.clock(0, small=say("genast", "at once")),
                who="Alva L.",
                who_url=HERE,
                chips=(Chip(text=say("6 år", "6 years")), Chip(text=say("Våld", "Violence"), tone=Tone.LATE)),
                note=say("Anmälan från förskola 08.14 · andra i dag", "Report from preschool 08:14 · second today"),
                what=say("Omedelbar skyddsbedömning", "Immediate protection assessment"),
                detail=say("Genast, dokumenteras", "At once, recorded"),
                rule=Link(label="20 kap. 1 § SoL", url=HERE),
                action=Action(
                    label=say("Bedöm skydd", "Assess protection"), url=HERE, is_main=True, describes="Alva L."
                ),
            ),
            Duty(
                clock=self.clock(0),
                who=say("Skyddade uppgifter", "Protected data"),
                chips=(Chip(text=say("Skyddad folkbokföring", "Protected registration"), tone=Tone.PROTECTED),),
                note=say("Utredning, vecka 12", "Investigation, week 12"),
                what=say("Återkoppla till skolan", "Answer the school"),
                detail=say("En vecka från beslutet", "One week from the decision"),
                rule=Link(label="19 kap. 6 § SoL", url=HERE),
                action=Action(label=say("Skriv svar", "Write answer"), url=HERE),
            ),
        ]

    def this_week(self) -> list[Duty]:
        say = self.say
        rows = [
            (2, "Signe W.", "7", say("Återkoppla till anmälaren", "Answer the reporter"), "19 kap. 6 § SoL"),
            (3, "Milo Å.", "15", say("Förhandsbedömning", "Preliminary assessment"), "20 kap. 2 § SoL"),
            (
                4,
                "Tindra Ö.",
                "10",
                say("Utredningen ska vara klar", "Investigation to be completed"),
                "20 kap. 3 § SoL",
            ),
            (4, "Hugo P.", "13", say("Förhandsbedömning", "Preliminary assessment"), "20 kap. 2 § SoL"),
            (5, "Leja S.", "4", say("Svar på utredningen", "Answer to the investigation"), "25 § FL"),
            (
                5,
                "Omar D.",
                "16",
                say("Uppföljning efter utredning", "Follow-up after investigation"),
                "20 kap. 6 § SoL",
            ),
            (6, "Ebba K.", "9", say("Förhandsbedömning", "Preliminary assessment"), "20 kap. 2 § SoL"),
            (
                6,
                "Nils & Juni T.",
                "11",
                say("Utredningen ska vara klar", "Investigation to be completed"),
                "20 kap. 3 § SoL",
            ),
            (7, "Alma G.", "2", say("Återkoppla till anmälaren", "Answer the reporter"), "19 kap. 6 § SoL"),
        ]
        return [
            Duty(
                clock=self.clock(days),
                who=who,
                who_url=HERE,
                chips=(Chip(text=say(f"{years} år", f"{years} years")),),
                note=say("Anmälan från polis", "Report from the police"),
                what=what,
                detail=say("barnet ännu inte hört", "child not yet heard"),
                rule=Link(label=rule, url=HERE),
                action=Action(label=say("Fortsätt", "Continue"), url=HERE, describes=who),
            )
            for days, who, years, what, rule in rows
        ]

    def strip(self) -> str:
        counts = {-1: 1, 0: 3, 2: 1, 3: 2, 4: 2, 5: 2, 6: 2, 7: 1, 9: 1, 10: 1, 12: 5, 13: 2, 17: 1, 20: 2, 23: 4}
        days = [self._load(offset, counts.get(offset, 0)) for offset in range(-1, 27)]
        return charts.four_weeks(
            days,
            today=TODAY,
            title=self.say("Fyra veckor", "Four weeks"),
            description=self.say(
                "Frister dag för dag, med start i går.", "Time limits day by day, starting yesterday."
            ),
            language=self.language,
        )

    def _load(self, offset: int, count: int) -> DayLoad:
        on = TODAY + timedelta(days=offset)
        name = formats.day(on, today=TODAY, language=self.language)
        text = self.say(f"{name}: frister {count}", f"{name}: time limits {count}")
        return DayLoad(day=on, count=count, late=count if offset < 0 else 0, text=text, url=f"#{on.isoformat()}")

    # --- Child ---

    def facts(self) -> list[Chip]:
        say = self.say
        texts = (
            say("10 år", "10 years"), "20160412-TF23", say("Norrhamnsskolan, åk 4", "Norrhamn school, year 4"),
            say("Två vårdnadshavare", "Two guardians"), say("Tolk: nej", "Interpreter: no"),
        )  # fmt: skip
        return [Chip(text=text) for text in texts]

    def people(self) -> list[Person]:
        say = self.say
        return [
            Person(initials="AK", text=say("Ansvarig sedan 2 november", "Responsible since 2 November")),
            Person(initials="JL", text=say("Medhandläggare", "Co-worker")),
        ]

    def file_actions(self) -> list[Action]:
        say = self.say
        return [
            Action(label=say("Anteckna", "Write note"), url=HERE),
            Action(label=say("Samtal", "Talk"), url=HERE),
            Action(label=say("Nytt beslut", "New decision"), url="/gallery/decision/", is_main=True),
        ]

    def alarm(self) -> Chip:
        return Chip(text=self.say("Tredje ansvariga på 12 månader", "Third responsible in 12 months"), tone=Tone.LATE)

    def line(self) -> str:
        say = self.say
        return charts.childs_line(
            self._lanes(),
            today=TODAY,
            title=say("Tindras linje", "Tindra's line"),
            description=say(
                "Anmälningar, utredningar, insatser, samtal och ansvariga handläggare under 18 månader.",
                "Reports, investigations, services, talks and responsible caseworkers during 18 months.",
            ),
            language=self.language,
        )

    def _lanes(self) -> list[charts.Lane]:
        say, mark, span, tone = self.say, self._mark, self._span, charts.Tone
        workers = charts.with_gaps(
            [
                span(date(2025, 8, 13), date(2026, 2, 8), "M.S.", tone.WORKER),
                span(date(2026, 2, 9), date(2026, 6, 13), say("vikarie", "stand-in"), tone.STAND_IN),
                span(date(2026, 7, 1), date(2026, 11, 1), "P.N.", tone.WORKER),
                span(date(2026, 11, 2), None, "A.K.", tone.CURRENT_WORKER),
            ],
            until=TODAY,
            url=HERE,
            text=lambda days: say(f"{days} dagar utan ansvarig", f"{days} days with nobody responsible"),
            label=lambda days: say(f"{days} dagar utan", f"{days} days without"),
        )
        return [
            charts.Lane(
                label=say("Anmälningar", "Reports"),
                items=(
                    mark(date(2025, 8, 13), say("skola", "school"), tone.REPORT),
                    mark(date(2026, 1, 20), say("granne", "neighbour"), tone.REPORT),
                    mark(date(2026, 7, 11), say("polis, våld", "police, violence"), tone.ALARM),
                    mark(date(2026, 7, 11), say("skola", "school"), tone.REPORT),
                    mark(date(2026, 10, 3), "", tone.REPORT),
                ),
            ),
            charts.Lane(
                label=say("Utredningar", "Investigations"),
                items=(
                    span(date(2025, 8, 15), date(2025, 12, 10), say("avslutad utan insats", "closed without service"),
                         tone.CLOSED),
                    span(date(2026, 7, 25), None, say("pågår", "running"), tone.RUNNING, due=date(2026, 11, 25)),
                ),
            ),
            charts.Lane(
                label=say("Insatser", "Services"),
                items=(
                    span(date(2025, 11, 18), date(2026, 2, 28), say("kontaktfamilj", "contact family"),
                         tone.SERVICE_ENDED),
                    span(date(2026, 9, 1), None, say("familjebehandling", "family treatment"), tone.SERVICE),
                ),
            ),
            charts.Lane(
                label=say("Samtal med barnet", "Talks with the child"),
                items=(
                    mark(date(2025, 9, 21), "", tone.ALONE),
                    mark(date(2026, 8, 20), "", tone.ACCOMPANIED),
                    mark(date(2026, 9, 14), "", tone.ALONE),
                    mark(TODAY, "", tone.PLANNED),
                ),
            ),
            charts.Lane(label=say("Ansvarig", "Responsible"), items=workers),
        ]  # fmt: skip

    def _mark(self, on: date, label: str, tone: charts.Tone) -> charts.Mark:
        text = f"{formats.full_day(on, language=self.language)} {label or tone.value}"
        return charts.Mark(on=on, text=text, url=HERE, tone=tone, label=label)

    def _span(
        self, start: date, end: date | None, label: str, tone: charts.Tone, *, due: date | None = None
    ) -> charts.Span:
        text = f"{label}, {formats.period(start, end, today=TODAY, language=self.language)}"
        return charts.Span(start=start, end=end, text=text, url=HERE, tone=tone, label=label, due=due)

    def line_table(self) -> Table:
        say = self.say
        rows = [
            (date(2025, 8, 13), say("Anmälan", "Report"), say("Skolan", "The school")),
            (
                date(2025, 8, 15),
                say("Utredning", "Investigation"),
                say("Avslutad utan insats", "Closed without service"),
            ),
            (date(2025, 9, 21), say("Samtal", "Talk"), say("Enskilt", "Alone")),
        ]
        return Table(
            caption=say("Tindras linje som tabell", "Tindra's line as a table"),
            caption_is_hidden=True,
            columns=(Column(label=say("När", "When")), Column(label=say("Vad", "What")),
                     Column(label=say("Mer", "More"))),
            rows=tuple(
                (Cell(text=formats.full_day(on, language=self.language), title=formats.exact(on)),
                 Cell(text=kind, url=HERE), Cell(text=more))
                for on, kind, more in rows
            ),
        )  # fmt: skip

    def tabs(self) -> list[Tab]:
        say = self.say
        labels = [say("Nu", "Now"), say("Händelser", "Events"), say("Människor", "People"),
                  say("Handlingar", "Documents"), say("Vem har läst", "Who has read")]  # fmt: skip
        return [Tab(label=label, url=HERE, is_current=index == 0) for index, label in enumerate(labels)]

    def steps(self) -> list[Step]:
        say = self.say
        done, following, waits = say("klart", "done"), say("nästa", "next"), say("väntar", "waiting")
        return [
            Step(
                title=say("Plan för utredningen", "Plan of the investigation"),
                detail=say("Skriven 29 juli, pratad igenom med Tindra", "Written 29 July, talked through with Tindra"),
                state=StepState.DONE,
                state_text=done,
            ),
            Step(
                title=say("Samtal med Tindra i enrum", "Talk with Tindra alone"),
                detail=say("Bokat i dag 10.00 i skolan", "Booked today 10:00 at school"),
                rule=Link(label="20 kap. 7 § SoL", url=HERE),
                state=StepState.NEXT,
                state_text=following,
                action=Action(label=say("Förbered", "Prepare"), url=HERE, is_main=True),
            ),
            Step(
                title=say("Kommunicera utredningen", "Communicate the investigation"),
                detail=say("Senast 24 november för att hinna svarstiden", "By 24 November to leave time to answer"),
                rule=Link(label="25 § FL", url=HERE),
                state=StepState.WAITING,
                state_text=waits,
                action=Action(label=say("Skicka", "Send"), url=HERE),
            ),
            Step(
                title=say("Avsluta utredningen", "Close the investigation"),
                detail=say("Senast 25 november", "By 25 November"),
                rule=Link(label="20 kap. 3 § SoL", url=HERE),
                state=StepState.WAITING,
                state_text=waits,
                action=Action(label=say("Avsluta", "Close"), url=HERE),
                blocked_title=say("Går inte att avsluta än", "Cannot be closed yet"),
                reasons=self.reasons(),
                way_out=Link(label=say("Förläng med särskilda skäl", "Extend for special reasons"), url=HERE),
            ),
        ]

    def reasons(self) -> tuple[Reason, ...]:
        say = self.say
        return (
            Reason(
                text=say(
                    "Barnets egen syn saknas. Prata med barnet eller skriv varför det inte gått.",
                    "The child's own view is missing. Talk with the child or write why it was not possible.",
                ),
                rule=Link(label="3 kap. 2 § SoL", url=HERE),
            ),
            Reason(
                text=say(
                    "Parterna har inte fått ta del av utredningen.", "The parties have not seen the investigation."
                ),
                rule=Link(label="25 § FL", url=HERE),
                cure=Link(label=say("Skicka den", "Send it"), url=HERE),
            ),
        )

    # --- Pieces ---

    def look_alikes(self) -> list[CompareRow]:
        say = self.say
        return [
            CompareRow(label=say("Namn", "Name"), left="Alva Lind", right="Alva Lindh", differs=True),
            CompareRow(label=say("Född", "Born"), left="2020-03-02", right="2020-03-02"),
            CompareRow(label=say("Adress", "Address"), left="Strandvägen 4", right="Strandvägen 14", differs=True),
        ]

    def events(self) -> list[TimelineEvent]:
        say = self.say
        return [
            TimelineEvent(when=say("i dag 08.14", "today 08:14"), exact="2026-11-21 08:14:05",
                          kind=say("Anmälan", "Report"),
                          text=say("Anmälan från förskola", "Report from preschool"), url=HERE, by="A. Ek"),
            TimelineEvent(when=say("3 oktober", "3 October"), exact="2026-10-03 15:01:00", kind=say("Samtal", "Talk"),
                          text=say("Samtal med vårdnadshavare", "Talk with guardian"), by="P. Norén"),
        ]  # fmt: skip

    def table(self) -> Table:
        say = self.say
        columns = (Column(label=say("Barn", "Child")), Column(label=say("Frist", "Time limit")),
                   Column(label=say("Anmälningar", "Reports"), is_number=True),
                   Column(label=say("Gör", "Do"), is_hidden=True))  # fmt: skip
        action = Action(label=say("Öppna", "Open"), url=HERE)
        return Table(
            caption=say("Barn på enheten", "Children of the unit"),
            columns=columns,
            rows=(
                (Cell(text="Nour H.", url=HERE, detail=say("12 år", "12 years")),
                 Cell(text=say("1 dag försenad", "1 day late"), tone=Tone.LATE), Cell(text="4"),
                 Cell(text="", action=action)),
                (Cell(text="Milo Å.", url=HERE, chips=(Chip(text=say("15 år", "15 years")),)),
                 Cell(text=say("3 dagar kvar", "3 days left")), Cell(text="1"), Cell(text="", action=action)),
            ),
        )  # fmt: skip

    def childs_version(self) -> str:
        return self.say(
            "Du har berättat att du vill vara hos mormor mer och att du vill gå kvar i din skola. Vi har lyssnat "
            "på det.\nVi tror att din familj behöver hjälp hemma. Den hjälpen är full just nu. Tills den finns får du "
            "vara hos en kontaktfamilj varannan helg.\nDu får säga vad du tycker om det här.",
            "You have told us that you want to be with grandma more and that you want to stay at your school. We "
            "listened.\nWe think your family needs help at home. That help is full just now. Until it is there you "
            "will be with a "
            "contact family every other weekend.\nYou may say what you think about this.",
        )
