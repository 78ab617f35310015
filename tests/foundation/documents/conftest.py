"""One fictional document of every template with every block filled, and the text of a PDF."""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.pdf import text_in

from skyddsnat.foundation.documents.types import FeedbackOutcome, Official, Recipient, Sender, Subject

AT = datetime(2026, 11, 21, 13, 32, tzinfo=UTC)
SENDER = Sender(
    board="Socialnämnden i Norrhamn",
    unit="Mottagning barn och unga",
    phone="0990-10 20 30",
    email="barn@norrhamn.example",
    address=("Box 12", "999 01 Norrhamn"),
)
GUARDIAN = Recipient(name="Siv Öberg", address=("Storgatan 1", "999 99 Norrhamn"))
CHILD = Subject(name="Alma Öberg", personal_number="20160229-2384")
CASEWORKER = Official(title="socialsekreterare", name="Bo Lindqvist")
CODED = Official(title="enhetschef", code="NH-4821")
MANAGER = Official(title="enhetschef", name="Cia Wikström")
REFERENCE = "BU 2026-0417"

_LETTER: dict[str, Any] = {"sender": SENDER, "recipient": GUARDIAN, "reference": REFERENCE}
_RECORD: dict[str, Any] = {"sender": SENDER, "reference": REFERENCE, "child": CHILD}
_LONG = (
    "Alma är tio år och bor med sin mamma och en yngre bror. Skolan har berättat att hon ofta kommer utan frukost och "
    "att hon har varit borta en dag i veckan sedan augusti.\n\nMamman är orolig och vill ha hjälp. Hon arbetar natt "
    "och har ingen som kan vara hemma på morgonen. Mormor bor i närheten och hjälper till när hon kan."
)

SAMPLES: dict[str, dict[str, Any]] = {
    "letter": {
        **_LETTER,
        "body": "Hej!\n\nVi vill gärna träffa dig och Alma den 3 december klockan 9.\n\nMed vänlig hälsning",
    },
    "reporter_feedback": {
        **_LETTER,
        "recipient": Recipient(name="Norrhamns skola, rektor", address=("Skolvägen 4", "999 99 Norrhamn")),
        "received_on": date(2026, 11, 9),
        "outcome": FeedbackOutcome.OPENED,
        "decided_on": date(2026, 11, 20),
    },
    "investigation_opened": {
        **_LETTER,
        "child": Subject(name="Alma Öberg"),
        "opened_on": date(2026, 11, 20),
        "due_on": date(2027, 3, 20),
        "reason": "Skolan är orolig för att Alma ofta är borta och kommer utan mat.",
        "next_step": "Vi vill träffa dig och Alma den 1 december kl. 9.00 på vårt kontor.",
    },
    "party_communication": {
        **_LETTER,
        "child": Subject(name="Alma Öberg"),
        "material": ["Utredning, 14 sidor", "Yttrande från skolan", "Anteckningar från två samtal"],
        "reply_by_on": date(2026, 12, 7),
        "proposal": "Vi föreslår familjebehandling i hemmet under sex månader.",
        "decided_by_board": True,
    },
    "decision_letter": {
        **_LETTER,
        "child": CHILD,
        "decision": "Alma och hennes familj får kontaktfamilj varannan helg.",
        "decided_on": date(2026, 11, 21),
        "statutes": ["11 kap. 1 § socialtjänstlagen", "13 kap. 7 § socialtjänstlagen"],
        "reasons": _LONG,
        "decided_by": CODED,
        "presented_by": Official(title="socialsekreterare", code="NH-3310"),
        "took_part": [Official(title="förste socialsekreterare", code="NH-1177")],
        "dissent": "Ledamoten hade hellre sett familjebehandling.",
        "starts_on": date(2027, 1, 11),
        "ends_on": date(2027, 7, 11),
        "appeal_to": "Förvaltningsrätten i Luleå",
    },
    "decision_record": {
        **_RECORD,
        "decision": "Kontaktfamilj varannan helg beviljas.",
        "decided_on": date(2026, 11, 21),
        "statutes": ["11 kap. 1 § socialtjänstlagen", "13 kap. 7 § socialtjänstlagen"],
        "reasons": _LONG,
        "decided_by": MANAGER,
        "presented_by": CASEWORKER,
        "took_part": [Official(title="förste socialsekreterare", name="Disa Holm")],
        "delegation": "Enhetschef, punkt 4.2 i delegationsordningen",
        "best_interests": "Alma behöver trygga vuxna och lugna helger.",
        "child_view": "Alma vill vara hos mormor mer och gå kvar i sin skola.",
        "most_suitable": "Familjebehandling i hemmet, intensiv",
        "chosen": "Kontaktfamilj, varannan helg",
        "obstacles": ["Ekonomi", "Ingen plats"],
        "obstacle_note": "Teamet är fullt till februari.",
        "names_left_out": "Hot mot handläggare den 2 november. Beslutat av enhetschefen den 20 november.",
        "dissent": "Ledamoten hade hellre sett familjebehandling.",
        "starts_on": date(2027, 1, 11),
        "ends_on": date(2027, 7, 11),
        "appeal_to": "Förvaltningsrätten i Luleå",
    },
    "child_decision": {
        "sender": SENDER,
        "reference": REFERENCE,
        "child": Subject(name="Alma"),
        "body": (
            "Du har berättat att du vill vara hos mormor mer och gå kvar i din skola. Vi har lyssnat på det.\n\n"
            "Vi tror att din familj behöver hjälp hemma. Hjälpen är full just nu. Tills den finns får du vara hos en "
            "kontaktfamilj varannan helg."
        ),
        "words": [{"word": "Kontaktfamilj", "meaning": "en familj som du kan vara hos ibland."}],
        "contact": Official(title="socialsekreterare", code="NH-3310"),
    },
    "preliminary_assessment": {
        **_RECORD,
        "reports": [{"received_at": AT, "reference": "A-2026-0911", "about": "frånvaro och brist på mat"}],
        "summary": _LONG,
        "earlier": "En anmälan 2024, ingen utredning.",
        "protection": "Gjord den 9 november. Inget omedelbart skydd behövdes.",
        "contacts": [{"held_at": AT, "with": "mamman", "what": "samtal i telefon, hon vill ha hjälp"}],
        "child_view_missing": "Alma är tio år men gick inte att nå före beslutet.",
        "assessment": "Uppgifterna kan leda till en åtgärd.",
        "is_opened": True,
        "reasons": "Frånvaron och matbristen har pågått länge.",
        "decided_on": date(2026, 11, 21),
        "due_on": date(2026, 11, 23),
        "late_reason": "Tolk fanns inte förrän den 20 november.",
        "decided_by": CASEWORKER,
    },
    "protection_assessment": {
        **_RECORD,
        "received_at": AT,
        "assessed_at": AT,
        "is_acute": False,
        "assessment": "Alma är hos mormor i natt. Ingen fara har kommit fram.",
        "circumstances": "Hemma finns mamman och en bror som är fyra år.",
        "child_view": "Alma säger att hon är lugn hos mormor.",
        "suspicions": ["Bristande omsorg"],
        "measures": ["Samtal med mamman i dag", "Ny kontakt i morgon bitti"],
        "sources": ["Anmälan", "Samtal med rektor", "Samtal med mormor"],
        "next_check_on": date(2026, 11, 22),
        "assessed_by": CASEWORKER,
    },
    "court_receipt": {
        "sender": SENDER,
        "reference": REFERENCE,
        "received_at": AT,
        "concerns": "Underställning av omhändertagande",
        "court_number": "1234-26",
        "receipt": "Förvaltningsrätten har tagit emot handlingarna.\n\nMålet har fått nummer 1234-26.",
        "kept_by": CASEWORKER,
    },
    "investigation": {
        **_RECORD,
        "opened_on": date(2026, 11, 20),
        "due_on": date(2027, 3, 20),
        "closed_on": date(2027, 3, 12),
        "parties": [{"name": "Siv Öberg", "role": "vårdnadshavare"}, {"name": "Per Öberg", "role": "vårdnadshavare"}],
        "responsible": CASEWORKER,
        "second": Official(title="socialsekreterare", name="Disa Holm"),
        "reason": "Anmälan från skolan om frånvaro och brist på mat.",
        "earlier": "En anmälan 2024, ingen utredning.",
        "conduct": "Två samtal med Alma, tre med föräldrarna, ett hembesök. Uppgifter från skola och barnhälsovård.",
        "talks": [
            {"held_at": AT, "alone": True, "by": "Bo Lindqvist", "what": "om skolan och helgerna"},
            {"held_at": AT, "alone": False},
        ],
        "areas": [
            {
                "title": "Hälsa",
                "facts": _LONG,
                "child_words": "”Jag är hungrig på morgonen.”",
                "guardian_view": "Mamman vill ha hjälp.",
                "others": "Skolsköterskan ser ingen sjukdom.",
            },
            {"title": "Utbildning", "facts": "Närvaron är 78 procent."},
        ],
        "child_view": "Alma vill vara hos mormor mer.",
        "analysis": _LONG,
        "needs": "Mat och sällskap på morgonen.",
        "best_interests": "Alma behöver trygga vuxna.",
        "proposal": "Familjebehandling i hemmet.",
        "communication": [{"sent_on": date(2027, 3, 1), "party": "Siv Öberg", "how": "brev", "reply": "instämmer"}],
        "extensions": [{"until_on": date(2027, 4, 20), "reason": "ett utlåtande väntas"}],
    },
    "court_paper": {
        **_LETTER,
        "recipient": Recipient(name="Förvaltningsrätten i Luleå"),
        "child": CHILD,
        "statutes": ["4 § LVU", "10 kap. 1 § SoF"],
        "sections": [
            {"title": "Hälsa", "text": "Alma är frisk."},
            {"title": "De konkreta omständigheterna", "text": _LONG},
        ],
        "decided_on": date(2026, 11, 18),
        "care_began_on": date(2026, 11, 19),
    },
    "case_paper": {
        **_RECORD,
        "statutes": ["9 kap. 12 § SoL", "10 kap. 2 § SoF"],
        "sections": [{"title": "Målet med vården", "text": "Alma ska kunna bo hos mamma igen."}],
        "care_began_on": date(2026, 11, 19),
    },
    "police_request": {
        **_LETTER,
        "recipient": Recipient(name="Polismyndigheten"),
        "child": CHILD,
        "section": "43 § LVU",
        "purpose": "Verkställa vård eller omhändertagande",
        "measure": "Lagen med särskilda bestämmelser om vård av unga (1990:52)",
        "in_force_from_on": date(2026, 11, 20),
        "circumstances": "Fadern har hotat med kniv och har hund.",
        "why_not_alone": "Två handläggare kan inte gå in mot en beväpnad man.",
        "childs_interests": "Alma ska komma därifrån i dag, och lugnt.",
        "risk_to_child": "Hon kan bli fasthållen.",
        "place": "Storgatan 1, Norrhamn",
        "planned_at": datetime(2026, 11, 21, 15, 0, tzinfo=UTC),
        "right": "Begäran görs av den som nämnden har förordnat. Förordnande SN § 12.",
    },
    "police_planning": {
        **_LETTER,
        "recipient": Recipient(name="Polismyndigheten"),
        "child": CHILD,
        "basis": "20 kap. 4 § lagen (2026:1600)",
        "is_duty": True,
        "purpose": "Verkställa vård eller omhändertagande",
        "body": "Lägenheten har två utgångar. Alma sover i rummet mot gården.",
        "place": "Storgatan 1, Norrhamn",
        "planned_at": datetime(2026, 11, 21, 15, 0, tzinfo=UTC),
    },
    "compulsory_decision": {
        **_RECORD,
        "decision": "Alma omhändertas omedelbart och får bo hos sin mormor.",
        "decided_on": date(2026, 11, 21),
        "meeting_on": date(2026, 11, 21),
        "outcome": "Ändrat",
        "statutes": ["6 § LVU", "2 § LVU", "30 kap. 7 § SoL"],
        "reasons": _LONG,
        "decided_by": Official(title="ordföranden", name="Olga Berg"),
        "presented_by": CASEWORKER,
        "delegation": "Förordnad ledamot, beslut SN 2026:41",
        "best_interests": "Alma behöver en trygg vuxen i natt.",
        "child_view": "Alma vill vara hos mormor.",
        "child_view_missing": "Alma sov när vi kom tillbaka.",
        "content": "Alma får bo hos mormor.",
        "grounds": ["Brister i omsorgen"],
        "proposal": "Alma omhändertas omedelbart och placeras i jourhem.",
        "change_reason": "Mormor kan ta emot henne i kväll.",
        "urgent_reason": "Ingen vuxen kan ta hand om Alma i natt.",
        "planned_since_on": date(2026, 11, 20),
        "handed": [
            {"handed_at": AT, "what": "Sökt utan svar", "who": "Kaj Ek"},
            {"handed_at": AT, "what": "Nådd", "who": "Olga Berg"},
        ],
    },
    "minutes_extract": {
        **_RECORD,
        "body": "Nämnden",
        "meeting_on": date(2026, 12, 3),
        "reported": "Ordföranden har beslutat i nämndens ställe.",
        "proposal": "Alma omhändertas omedelbart och placeras i jourhem.",
        "decision": "Alma omhändertas omedelbart och får bo hos sin mormor.",
        "decided_on": date(2026, 11, 21),
        "outcome": "Ändrat",
        "change_reason": "Mormor kan ta emot henne i kväll.",
        "statutes": ["6 § LVU", "30 kap. 7 § SoL"],
        "decided_by": Official(title="ordföranden", name="Olga Berg"),
        "presented_by": CASEWORKER,
    },
    "safety_board": {
        "sender": SENDER,
        "about": ["”Färre än 5” står i stället för 1, 2, 3 eller 4."],
        "tables": [
            {
                "title": "Vad som hände",
                "columns": ["Vad som hände", "Antal"],
                "rows": [["Hot", "17"], ["Våld", "färre än 5"]],
                "notes": ["Publicerat: 66 %."],
            },
            {"title": "Upprepning", "columns": ["Förut", "Avsändare", "Våg"], "rows": [["Ingen gång", "12", "–"]]},
        ],
        "left_out": "Det här visas inte alls: hur polisanmälningarna slutade.",
    },
    "survey_report": {
        "sender": SENDER,
        "whom": "Socialsekreterare i utsatta områden. Hösten 2023.",
        "tables": [
            {
                "title": "Har du utsatts för hot?",
                "columns": ["Svar", "Antal", "Andel", "Troligen mellan"],
                "rows": [["Nej", "154", "34 %", "30–38 %"], ["Ja", "299", "66 %", "62–70 %"]],
                "shares": [["Nej", 0.34, "34 %"], ["Ja", 0.66, "66 %"]],
                "told": ["Ja: två av tre."],
                "notes": ["21 svarade inte."],
            },
            {"title": "Vad gjorde du då?", "columns": [], "rows": [], "notes": ["Visas inte: för få har svarat."]},
        ],
        "frame": [
            {
                "title": "Vilka som svarade",
                "columns": ["Enhet", "Inbjudna", "Av alla inbjudna", "Har svarat", "Av alla svar"],
                "rows": [["Barn 1", "12", "40 %", "9", "45 %"], ["Övriga", "18", "60 %", "–", "–"]],
                "told": ["Skiljer sig andelarna åt är de som svarade inte som de som var inbjudna."],
                "notes": ["Enheter där få var inbjudna står tillsammans."],
            }
        ],
        "trends": [
            {
                "title": "Har du utsatts för hot?: Ja",
                "columns": ["Omgång", "Har svarat", "Andel", "Troligen mellan"],
                "rows": [
                    ["2021", "480", "61 %", "57–65 %"],
                    ["Frågan ändrades", "", "", ""],
                    ["2023", "453", "66 %", ""],
                ],
                "told": [],
            }
        ],
        "about_trends": "En skillnad kallas mer än slump bara om den håller.",
        "method": [["Har svarat", "474"], ["Felmarginal", "2,7 till 4,5 procentenheter"]],
        "notes": ["Svaren lagras skilt från vem som har svarat."],
    },
    "board_agenda": {
        "sender": SENDER,
        "body": "Utskottet",
        "meeting_on": date(2026, 12, 3),
        "items": [
            {
                "number": f"2026-00{number}",
                "unit": "Barn 1",
                "what": "Omedelbart omhändertagande",
                "section": "6 § LVU",
                "is_urgent": number == 101,
                "planned_since_on": date(2026, 11, 20),
                "outcome": "",
            }
            for number in range(101, 125)
        ],
        "reports": [
            {
                "number": "2026-000200",
                "unit": "Barn 2",
                "what": "Omedelbart omhändertagande",
                "section": "6 § LVU",
                "is_urgent": True,
                "planned_since_on": date(2026, 11, 20),
                "decided_on": date(2026, 11, 21),
                "outcome": "enligt förslaget",
            }
        ],
    },
}


@pytest.fixture
def at() -> datetime:
    """Saturday 21 November 2026, 14.32 in Sweden."""
    return AT


@pytest.fixture
def samples() -> dict[str, dict[str, Any]]:
    """The blocks of every template, by its name."""
    return deepcopy(SAMPLES)


@pytest.fixture
def text_of() -> Callable[[bytes], str]:
    """Reads the text layer of a PDF, with white space evened out."""
    return text_in
