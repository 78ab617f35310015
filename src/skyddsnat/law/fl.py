"""Time limits of the Administrative Procedure Act, SFS 2017:900, and of SFS 1986:223 before it."""

from dataclasses import replace
from datetime import date

from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import FL, OLD_FL
from skyddsnat.law.types import AT_ONCE, Rule, weeks

READ = "SFS 2017:900, wording through SFS 2025:582"
OLD_READ = "SFS 1986:223, last wording (through SFS 2017:734)"
# 23 § got the wording that was read by SFS 2009:798; earlier wordings were not read.
SFS_2009_798 = date(2010, 2, 15)

SAME_WEEKDAY = Text(
    "Samma veckodag som den dag då tiden började.", "The same weekday as the one on which the time began."
)

_APPEAL = Rule(
    id="fl.appeal",
    title=Text("Överklagande av ett beslut", "Appeal against a decision"),
    statute=FL.sfs,
    citation=FL.cite("44"),
    valid_from=FL.valid_from,
    source=READ,
    trigger=Text(
        "Den som överklagar fick del av beslutet genom nämnden.", "The appellant was served the decision by the board."
    ),
    length=weeks(3),
    counting=SAME_WEEKDAY,
    who_acts=Text("Den som beslutet gäller.", "The person whom the decision concerns."),
    if_missed=Text(
        "Överklagandet avvisas, om inte nämnden lämnat fel underrättelse eller överklagandet nått domstolen i tid.",
        "The appeal is dismissed, unless the board informed wrongly or it reached the court in time.",
    ),
    note=Text(
        "Överklagandet ska ha kommit in till nämnden. För en part som företräder det allmänna räknas tiden från den "
        "dag då beslutet meddelades.",
        "The appeal must have reached the board. For a public party the time runs from the day of the decision.",
    ),
    is_of_others=True,
)
_OLD_APPEAL = replace(
    _APPEAL,
    statute=OLD_FL.sfs,
    citation=OLD_FL.cite("23"),
    valid_from=SFS_2009_798,
    valid_to=FL.valid_from,
    source=OLD_READ,
)

_FORWARD_APPEAL = Rule(
    id="fl.forward_appeal",
    title=Text("Lämna överklagandet till domstolen", "Hand the appeal over to the court"),
    statute=FL.sfs,
    citation=FL.cite("46"),
    valid_from=FL.valid_from,
    source=READ,
    trigger=Text("Överklagandet kom in till nämnden.", "The appeal came in to the board."),
    length=AT_ONCE,
    counting=Text("Skyndsamt. Lagen ger inget antal dagar.", "Promptly. The Act gives no number of days."),
    who_acts=Text("Socialnämnden.", "The board."),
    if_missed=Text("Lagen nämner ingen följd.", "The Act names no consequence."),
    note=Text(
        "Först prövar nämnden om överklagandet kom in i tid. Ett som kom för sent avvisas, om inte nämnden lämnat fel "
        "underrättelse eller överklagandet nått domstolen i tid (45 §).",
        "First the board checks whether the appeal came in time. One that came too late is dismissed, unless the board "
        "informed wrongly or it reached the court in time (section 45).",
    ),
)

_REQUEST_DECISION = Rule(
    id="fl.request_decision",
    title=Text("Begäran om att ärendet ska avgöras", "Request that the case be decided"),
    statute=FL.sfs,
    citation=FL.cite("12"),
    valid_from=FL.valid_from,
    source=READ,
    trigger=Text("Partens skriftliga begäran kom in.", "The party's written request came in."),
    length=weeks(4),
    counting=SAME_WEEKDAY,
    who_acts=Text(
        "Socialnämnden, genom den som har rätt att besluta enligt delegationsordningen.",
        "The board, through whoever may decide under the delegation order.",
    ),
    if_missed=Text(
        "Ingen rättsverkan av sig själv. IVO och JO kan kritisera nämnden.",
        "No legal effect by itself. The Inspectorate and the Parliamentary Ombudsmen may criticise the board.",
    ),
    note=Text(
        "Gäller ärenden som parten själv har inlett och som inte avgjorts inom sex månader. Nämnden avgör ärendet "
        "eller avslår begäran i ett beslut som får överklagas. Kan begäras en gång.",
        "For cases begun by the party and not decided within six months. The board decides the case or refuses in a "
        "decision that may be appealed. May be requested once.",
    ),
)

RULES: tuple[Rule, ...] = (_APPEAL, _OLD_APPEAL, _FORWARD_APPEAL, _REQUEST_DECISION)
