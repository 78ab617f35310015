"""The Public Access to Information and Secrecy Act, SFS 2009:400."""

from skyddsnat.kernel.text import Text
from skyddsnat.law.section_texts.entry import Entry

OSL_TEXTS: tuple[Entry, ...] = (
    Entry(
        "10:3",
        Text("Sekretess mot part", "Secrecy towards a party"),
        Text(
            "Sekretess hindrar inte partens insyn annat än när det är av synnerlig vikt att uppgiften inte röjs.",
            "Secrecy does not bar a party's access except where it is of extreme importance that it is kept.",
        ),
    ),
    Entry(
        "12:3",
        Text("Sekretess mot vårdnadshavare", "Secrecy towards a guardian"),
        Text(
            "En uppgift om barnet kan hållas hemlig även för vårdnadshavaren om barnet annars kan antas lida "
            "betydande men.",
            "A detail on the child may be kept also from the guardian if the child can otherwise be assumed to suffer "
            "considerable harm.",
        ),
    ),
    Entry(
        "26:1",
        Text("Sekretess i socialtjänsten", "Secrecy in the social services"),
        Text(
            "Uppgifter om enskildas personliga förhållanden är hemliga om det inte står klart att de kan lämnas ut "
            "utan men.",
            "Personal circumstances are secret unless it is clear that they can be given out without harm.",
        ),
    ),
    Entry(
        "26:2",
        Text("Barnets vistelseort", "The child's whereabouts"),
        Text(
            "I vissa ärenden kan barnets bostad hållas hemlig för en förälder eller vårdnadshavare.",
            "In certain cases the child's residence may be kept from a parent or guardian.",
        ),
    ),
    Entry(
        "26:5",
        Text("Anmälarens identitet", "The reporter's identity"),
        Text(
            "Vem som anmält är hemligt om det kan antas att någon annars utsätts för våld eller annat allvarligt men.",
            "Who reported is secret if it can be assumed that someone would otherwise be exposed to violence or other "
            "serious harm.",
        ),
    ),
)
