"""Words of the authorities that a child or a parent may not know, each with a plain explanation.

Keys are the beginnings of words, so that "vårdnadshavarens" is found too. No source: own explanations.
"""

from collections.abc import Mapping
from types import MappingProxyType

from skyddsnat.kernel.text import Text

HARD_WORDS: Mapping[str, Text] = MappingProxyType(
    {
        "avseende": Text("om", "about"),
        "avslå": Text("säga nej till", "say no to"),
        "avslag": Text("ett nej", "a no"),
        "avvisa": Text("inte ta upp", "not take up"),
        "beakta": Text("ta hänsyn till", "take into account"),
        "beslutsunderlag": Text("det som beslutet bygger på", "what the decision rests on"),
        "beträffande": Text("om", "about"),
        "bifall": Text("ett ja", "a yes"),
        "bistånd": Text("hjälp från socialtjänsten", "help from the social services"),
        "delge": Text("se till att någon får ett papper", "make sure that somebody gets a paper"),
        "delgivning": Text("att någon får ett papper", "that somebody gets a paper"),
        "densamma": Text("den", "it"),
        "emellertid": Text("men", "but"),
        "erforderlig": Text("som behövs", "needed"),
        "erhåll": Text("få", "get"),
        "familjehem": Text("en annan familj som man bor hos", "another family to live with"),
        "föranled": Text("orsaka", "cause"),
        "förehavande": Text("det någon gör", "what somebody does"),
        "föreligg": Text("finnas", "exist"),
        "förhandsbedömning": Text(
            "när socialtjänsten bestämmer om den ska utreda",
            "when the social services decide whether to investigate",
        ),
        "genomförandeplan": Text("plan för hur hjälpen ska gå till", "plan of how the help is to be given"),
        "handlägg": Text("arbeta med ett ärende", "work with a case"),
        "huruvida": Text("om", "whether"),
        "härvid": Text("då", "then"),
        "initiera": Text("börja", "begin"),
        "insats": Text("hjälp eller stöd", "help or support"),
        "jourhem": Text("en familj som man bor hos en kort tid", "a family to live with for a short time"),
        "jämlikt": Text("enligt", "according to"),
        "jävig": Text("som inte kan vara opartisk", "unable to be impartial"),
        "kommunicer": Text("låta någon läsa och svara", "let somebody read and answer"),
        "lagrum": Text("plats i lagen", "place in the law"),
        "medelst": Text("med", "with"),
        "medgivande": Text("ett ja", "a yes"),
        "omhänderta": Text("när socialtjänsten tar hand om ett barn", "when the social services take care of a child"),
        "omprövning": Text("att tänka igenom ett beslut igen", "thinking a decision through again"),
        "placering": Text("att bo någon annanstans än hemma", "living somewhere else than at home"),
        "påkalla": Text("kräva", "call for"),
        "sekretess": Text("regler om vad som är hemligt", "rules on what is secret"),
        "skyddsbedömning": Text(
            "att se om barnet behöver skydd genast", "looking whether the child needs protection at once"
        ),
        "skyndsam": Text("snabb", "quick"),
        "socialnämnd": Text(
            "de politiker som ansvarar för socialtjänsten", "the politicians who answer for the social services"
        ),
        "således": Text("alltså", "so"),
        "tillgodose": Text("ge det som behövs", "give what is needed"),
        "tillse": Text("se till", "make sure"),
        "tillstyrk": Text("tycka att det ska bli så", "think that it should be so"),
        "umgänge": Text("att träffas", "meeting each other"),
        "utred": Text("ta reda på", "find out"),
        "varvid": Text("och då", "and then"),
        "vederbörande": Text("personen", "the person"),
        "verkställ": Text("göra det som är beslutat", "do what was decided"),
        "vidta": Text("göra", "do"),
        "vistelseort": Text("platsen där någon är", "the place where somebody is"),
        "vård eller boende": Text("ett hem med personal som man bor i", "a home with staff to live in"),
        "vårdnadshavare": Text(
            "den som har ansvar för ett barn, oftast en förälder", "who answers for a child, most often a parent"
        ),
        "vårdplan": Text("plan för den hjälp man får", "plan of the help one gets"),
        "yttra": Text("säga vad man tycker", "say what one thinks"),
        "yttrande": Text("vad någon tycker", "what somebody thinks"),
        "åligg": Text("vara skyldig att", "be bound to"),
        "åtgärd": Text("något man gör", "something one does"),
        "överklag": Text("be en domstol ändra beslutet", "ask a court to change the decision"),
        "övervägande": Text("att se om hjälpen fortfarande behövs", "looking whether the help is still needed"),
    }
)
