"""The employer's duty to notify of what happens to those who work here: the Work Environment Act, SFS 1977:1160."""

from datetime import date

from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import AML
from skyddsnat.law.types import AT_ONCE, Rule, days

# Wordings of before that day were not read.
READ_FROM = date(2025, 7, 1)

_NOTIFY_SERIOUS = Rule(
    id="aml.notify_serious",
    title=Text("Underrätta Arbetsmiljöverket om allvarlig händelse", "Notify the Work Environment Authority"),
    statute=AML.sfs,
    citation=AML.cite("3:3 a"),
    valid_from=READ_FROM,
    source="SFS 1977:1160, 3 kap. 3 a §; within a day: SKR and Suntarbetsliv, second-hand",
    trigger=Text(
        "Dödsfall, svår skada, flera skadade samtidigt, eller ett tillbud med allvarlig fara för liv eller hälsa.",
        "A death, a serious injury, several injured at once, or a near miss with serious danger to life or health.",
    ),
    length=AT_ONCE,
    counting=Text("Utan dröjsmål, alltså samma dag.", "Without delay, that is, the same day."),
    who_acts=Text("Arbetsgivaren.", "The employer."),
    if_missed=Text(
        "Arbetsmiljöverket kan ingripa. Skyddsnät visar tiden som förfluten för chef och skyddsombud.",
        "The authority may step in. Skyddsnät shows the time as passed to manager and safety representative.",
    ),
    latest=days(1),
    note=Text(
        "Lagen säger utan dröjsmål. I praktiken inom 24 timmar; den tiden står inte i någon paragraf.",
        "The Act says without delay. In practice within 24 hours; no paragraph gives that time.",
    ),
    moved_by_holidays=False,
)

RULES = (_NOTIFY_SERIOUS,)
