"""Which mail an invited person is due, and what it says: nothing about anybody, and one link."""

from collections.abc import Mapping
from datetime import date

from skyddsnat.domains.survey.types.definition import Definition
from skyddsnat.domains.survey.types.waves import MailStep, WaveFields
from skyddsnat.kernel.text import Text

REMINDERS = (MailStep.FIRST_REMINDER, MailStep.SECOND_REMINDER)


def step_due(fields: WaveFields, sent: Mapping[MailStep, date], today: date) -> MailStep | None:
    """The mail that somebody who has not answered is due on the day; `sent`: what has left, and when.

    The invitation comes first, however late. A reminder comes on a later day than the mail before it; where two are due
    the later one alone.
    """
    if not fields.opens_on <= today <= fields.closes_on:
        return None
    if MailStep.INVITATION not in sent:
        return MailStep.INVITATION
    due = [step for step, day in zip(REMINDERS, fields.reminders_on, strict=False) if day <= today]
    if not due or due[-1] in sent or max(sent.values()) >= today:
        return None
    return due[-1]


def subject(definition: Definition, step: MailStep) -> Text:
    """The subject of the mail, on one line as it must be."""
    title = Text(" ".join(definition.title.sv.split()), " ".join(definition.title.en.split()))
    if step is MailStep.INVITATION:
        return Text(f"Enkät: {title.sv}", f"Survey: {title.en}")
    return Text(f"Påminnelse om enkäten: {title.sv}", f"Reminder of the survey: {title.en}")


def body(definition: Definition, step: MailStep, *, closes_on: date, link: str) -> Text:
    """The mail, in both languages; `link` is the personal one."""
    intro = definition.intro
    again = step is not MailStep.INVITATION
    return Text(
        "\n".join(
            [
                *(["Vi har inte fått något svar med din länk än. Har du redan svarat: tack.", ""] if again else []),
                *([intro.sv, ""] if intro else []),
                f"Svara senast {closes_on:%Y-%m-%d}. Du kan pausa och fortsätta med samma länk:",
                "",
                link,
                "",
                "Länken är din egen: skicka den inte vidare. Ditt svar lagras utan namn, adress och tid, skilt från",
                "vem som har svarat, och går inte att koppla till dig. Det är frivilligt att svara.",
            ]
        ),
        "\n".join(
            [
                *(["We have had no answer with your link yet. If you have answered: thank you.", ""] if again else []),
                *([intro.en, ""] if intro else []),
                f"Answer by {closes_on:%Y-%m-%d}. You can pause and go on with the same link:",
                "",
                link,
                "",
                "The link is your own: do not pass it on. Your answer is kept without name, address and time, apart",
                "from who has answered, and cannot be connected to you. It is for you to choose whether to answer.",
            ]
        ),
    )
