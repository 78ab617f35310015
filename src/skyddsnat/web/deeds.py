"""Deeds of the log in words: the one place where "intake.report.received" becomes a sentence a person reads."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from skyddsnat.foundation.access.types import GROUND_NAMES
from skyddsnat.foundation.audit.types import EventView
from skyddsnat.web.presenters import said

# The longest beginning that fits is used, so that a new deed always has words, if only its subject's.
WORDS = {
    "access.file.read": lazy("Öppnade akten"),
    "access.file.opened": lazy("Lade upp akten"),
    "access.file.assigned": lazy("Fördelade ärendet"),
    "access.file.unassigned": lazy("Avslutade ett uppdrag i ärendet"),
    "access.file.handed_over": lazy("Lämnade över ärendet"),
    "access.file.received": lazy("Tog emot ärendet"),
    "access.file.closed": lazy("Avslutade akten"),
    "access.file.reopened": lazy("Öppnade en avslutad akt igen"),
    "access.file.protection": lazy("Ändrade skyddet av akten"),
    "access.grant.emergency": lazy("Tog nödåtkomst"),
    "access.grant.missed": lazy("Sökte nödåtkomst till en akt som inte finns"),
    "access.grant.received": lazy("Fick se akten som mottagare av en anmälan"),
    "access.grant.decision": lazy("Fick se akten för att besluta"),
    "access.grant.reviewed": lazy("Granskade en tillfällig åtkomst"),
    "access.grant": lazy("Tillfällig åtkomst"),
    "access.conflict": lazy("Anmälde jäv"),
    "access.integration": lazy("Ändrade ett anslutet system"),
    "audit.sample": lazy("Skrev under ett stickprov av loggen"),
    "deadlines": lazy("Frist"),
    "decisions.decision": lazy("Beslut"),
    "decisions.proposal": lazy("Förslag till beslut"),
    "decisions.consent": lazy("Samtycke"),
    "decisions.delivery": lazy("Utskick av beslut"),
    "decisions.appeal": lazy("Överklagande"),
    "decisions.delegation": lazy("Ändrade delegationsordningen"),
    "decisions": lazy("Beslut"),
    "documents.document.made": lazy("Skapade en handling"),
    "documents.document.signed": lazy("Skrev under en handling"),
    "documents.document.passed": lazy("Godkände ett försättsblad"),
    "documents.document.sent": lazy("Skickade en handling"),
    "documents.release.asked": lazy("Skrev in en begäran om en handling"),
    "documents.release.decided": lazy("Prövade om en handling får lämnas ut"),
    "documents": lazy("Handling"),
    "intake.report": lazy("Orosanmälan"),
    "intake.protection": lazy("Skyddsbedömning"),
    "intake.preliminary": lazy("Förhandsbedömning"),
    "intake.feedback": lazy("Återkoppling till anmälaren"),
    "intake.reporter.revealed": lazy("Visade en skyddad anmälare"),
    "intake.channel": lazy("Provade en inkanal"),
    "intake": lazy("Mottagning"),
    "investigations.overview": lazy("Läste överblicken över enheterna"),
    "investigations": lazy("Utredning"),
    "journal.note": lazy("Anteckning"),
    "journal.talk": lazy("Samtal med barnet"),
    "journal": lazy("Journal"),
    "oncall.extract.made": lazy("Gjorde ett jourutdrag"),
    "oncall.extract.fetched": lazy("Hämtade jourutdraget"),
    "oncall.extract.opened": lazy("Ett jourutdrag öppnades"),
    "oncall.recipient": lazy("Ändrade en mottagare av jourutdraget"),
    "oncall": lazy("Jourutdrag"),
    "people.look_alikes": lazy("Frågade efter liknande barn"),
    "people.number": lazy("Frågade efter en akt på nummer"),
    "people.protected.revealed": lazy("Visade skyddade uppgifter"),
    "people": lazy("Personuppgifter"),
    "row.update": lazy("Ändrade en uppgift"),
    "row.delete": lazy("Tog bort en uppgift"),
    "staff.protection": lazy("Skydd av en medarbetares namn"),
    "staff.employee.signed_in": lazy("Någon loggade in"),
    "staff": lazy("Personal"),
}


# Runs of the system whose name is no word of the trade.
RUNS = {"sign-in": lazy("inloggningen")}


def deed_words(deed: str) -> str:
    """«Öppnade akten» for "access.file.read"; the deed itself when nothing fits."""
    parts = deed.split(".")
    for length in range(len(parts), 0, -1):
        words = WORDS.get(".".join(parts[:length]))
        if words is not None:
            return str(words)
    return deed


def ground_words(event: EventView) -> str:
    """On what ground: the named one in words, or the reason that was written."""
    named = {ground.value: words for ground, words in GROUND_NAMES.items()}
    return said(named[event.ground]) if event.ground in named else event.ground


def who_words(event: EventView) -> str:
    """The employee with her code, or the system run."""
    if event.employee_id is None:
        return _("Systemet: %(run)s") % {"run": RUNS.get(event.name, event.name)}
    return f"{event.name} ({event.service_code})"
