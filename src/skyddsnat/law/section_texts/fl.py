"""The Administrative Procedure Act, SFS 2017:900."""

from datetime import date

from skyddsnat.kernel.text import Text
from skyddsnat.law.section_texts.entry import Entry

SFS_2025_582 = date(2025, 7, 2)

FL_TEXTS: tuple[Entry, ...] = (
    Entry(
        "10",
        Text("Partsinsyn", "A party's access"),
        Text(
            "Den som är part har rätt att ta del av allt som tillförts ärendet, med de gränser som sekretessen sätter.",
            "A party has access to everything added to the case, within the limits that secrecy sets.",
        ),
    ),
    Entry(
        "12",
        Text("Begära att ärendet avgörs", "Request that the case be decided"),
        Text(
            "Har partens ärende inte avgjorts inom sex månader kan parten en gång begära det. Myndigheten har då fyra "
            "veckor på sig att avgöra ärendet eller avslå begäran.",
            "If a party's case was not decided within six months the party may once ask for it. The authority then has "
            "four weeks to decide or to refuse.",
        ),
    ),
    Entry(
        "13",
        Text("Tolk", "Interpreter"),
        Text(
            "Tolk och översättning används när det behövs för att någon ska kunna ta till vara sin rätt.",
            "An interpreter and translation are used when needed for someone to protect their rights.",
        ),
    ),
    Entry(
        "16",
        Text("Jäv", "Conflict of interest"),
        Text(
            "Den är jävig som själv, eller vars närstående, berörs av ärendet, eller vars opartiskhet av annat skäl "
            "kan ifrågasättas.",
            "Whoever is, or has someone close who is, touched by the case, or whose impartiality can be questioned on "
            "other grounds, has a conflict of interest.",
        ),
    ),
    Entry(
        "25",
        Text("Kommunicering", "Communication"),
        Text(
            "Före beslutet ska parten få ta del av allt av betydelse och få en bestämd tid att yttra sig. Undantag: "
            "när det är uppenbart obehövligt, skulle göra beslutet mycket svårare att genomföra, eller beslutet inte "
            "kan vänta.",
            "Before the decision the party is to see everything that matters and have a set time to comment. Except "
            "when clearly needless, when it would make the decision much harder to carry out, or it cannot wait.",
        ),
    ),
    Entry(
        "27",
        Text("Muntliga uppgifter", "Oral information"),
        Text(
            "Det som lämnats muntligt och kan ha betydelse ska snarast skrivas ned, med när och av vem.",
            "What was given orally and may matter is to be written down as soon as possible, with when and by whom.",
        ),
    ),
    Entry(
        "31",
        Text("Vad beslutet ska visa", "What a decision shows"),
        Text(
            "Dagen, innehållet, vem som beslutat, vem som föredragit och vem som varit med utan att avgöra.",
            "The day, the content, who decided, who presented, and who took part without deciding.",
        ),
    ),
    Entry(
        "32",
        Text("Motivering", "Reasons"),
        Text(
            "Beslutet ska förklara vilka regler som tillämpats och vilka omständigheter som avgjort.",
            "The decision is to explain which rules were applied and which circumstances decided.",
        ),
    ),
    Entry(
        "33",
        Text("Underrättelse om beslutet", "Notice of the decision"),
        Text(
            "Parten ska så snart som möjligt få hela beslutet och hur man överklagar.",
            "The party is as soon as possible to have the whole decision and how to appeal.",
        ),
        until=SFS_2025_582,
    ),
    Entry(
        "33",
        Text("Underrättelse om beslutet", "Notice of the decision"),
        Text(
            "Parten ska så snart som möjligt få hela beslutet och hur man överklagar. I den skriftliga underrättelsen "
            "behöver den som beslutat inte namnges om det kan befaras leda till hot eller trakasserier.",
            "The party is as soon as possible to have the whole decision and how to appeal. The written notice need "
            "not name who decided if that can be feared to lead to threats or harassment.",
        ),
        since=SFS_2025_582,
    ),
    Entry(
        "43",
        Text("Hur man överklagar", "How to appeal"),
        Text(
            "Skriftligen till domstolen, men inlämnat till den myndighet som beslutat. Det ska framgå vilket beslut "
            "och vilken ändring man vill ha.",
            "In writing to the court, but handed in to the authority that decided. It states which decision and which "
            "change one wants.",
        ),
    ),
    Entry(
        "44",
        Text("Tid för överklagande", "Time of appeal"),
        Text(
            "Överklagandet ska ha kommit in inom tre veckor från den dag då den som överklagar fick del av beslutet.",
            "The appeal must have come in within three weeks from the day the appellant was served the decision.",
        ),
    ),
    Entry(
        "45",
        Text("Överklagande som kom för sent", "An appeal that came too late"),
        Text(
            "Den myndighet som beslutat prövar om överklagandet kom in i tid. Kom det för sent avvisas det, om inte "
            "myndigheten lämnat fel underrättelse eller överklagandet nått domstolen i tid.",
            "The authority that decided checks whether the appeal came in time. One that came too late is dismissed, "
            "unless the authority informed wrongly or it reached the court in time.",
        ),
    ),
    Entry(
        "46",
        Text("Överklagandet lämnas vidare", "The appeal is handed over"),
        Text(
            "Ett överklagande som inte avvisas lämnas skyndsamt till domstolen.",
            "An appeal that is not dismissed is promptly handed over to the court.",
        ),
    ),
)
