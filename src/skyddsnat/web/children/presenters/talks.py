"""A talk as one reads it, and the words that help before one holds it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from skyddsnat.domains.journal.types import TALK_STATE_NAMES, UNDERSTOOD_NAMES, TalkView
from skyddsnat.web import formats
from skyddsnat.web.children.presenters.now import talking_alone
from skyddsnat.web.children.scene import Scene
from skyddsnat.web.components import Fact, Link
from skyddsnat.web.presenters import said


@dataclass(frozen=True)
class Advice:
    """Words that help, and what the law says about talking without a guardian."""

    lines: list[str]
    law: str
    rule: Link | None


def advice(on: date) -> Advice:
    """What to think of before and during the talk. Own words, from what children say about such talks."""
    law = talking_alone(on)
    return Advice(
        lines=[
            _("Säg vem du är, varför ni träffas och vad som händer efteråt."),
            _("Säg vad du inte kan lova, till exempel att hålla allt hemligt."),
            _("Låt barnet berätta fritt. Fråga öppet: ”Berätta om …”, ”Vad hände sedan?”"),
            _("Fråga inte om det barnet redan har berättat."),
            _("Fråga vad barnet vill ska hända, och vad barnet är rädd för."),
            _("Fråga om barnet är tryggt med att gå hem i dag."),
            _("Säg när ni hörs igen, och hur barnet når dig innan dess."),
        ],
        law=law[0] if law else "",
        rule=law[1] if law else None,
    )


def talk_facts(talk: TalkView, scene: Scene) -> list[Fact]:
    """Everything that was written about the talk; what was left empty is left out."""
    alone = {True: _("Ja"), False: _("Nej. {reason}").format(reason=talk.not_alone_reason), None: ""}[talk.was_alone]
    found = (
        (_("Läge"), said(TALK_STATE_NAMES[talk.state(scene.at)])),
        (_("När"), formats.moment(talk.happens_at, today=scene.today)),
        (_("Var"), talk.place),
        (_("Syfte"), talk.purpose),
        (_("Inställt för att"), talk.cancel_reason),
        (_("I enrum"), alone),
        (_("Barnets egna ord"), talk.childs_words),
        (_("Vad barnet fick veta"), talk.told),
        (_("Förstod barnet"), said(UNDERSTOOD_NAMES[talk.understood]) if talk.understood else ""),
        (_("Hur det märktes"), talk.understood_how),
        (_("Fråga inte om igen"), talk.already_told),
        (_("Skrivet av"), f"{talk.author.name} ({talk.author.service_code})"),
    )
    return [Fact(label, text) for label, text in found if text]
