"""What investigations come to."""

SENTENCES: dict[str, tuple[str, ...]] = {
    "analysis.risks": (
        "Våldet har upprepats och den som slår bor kvar.", "{barnet} bär ett ansvar som hör till de vuxna.",
        "Frånvaron gör att {barnet} tappar både kunskap och kamrater.", "Föräldern återfaller när stödet upphör.",
        "Konflikten upptar all kraft. Det blir inget över till {barnet}.", "{barnet} hamnar allt oftare hos äldre som utnyttjar {henne}.",
        "Ingen i hemmet orkar hålla fast vid en rutin mer än några dagar.", "Bostaden är osäker, och en flytt till vore en för mycket.",
        "{barnet} söker inte längre tröst.", "Den psykiska ohälsan hos mamman är obehandlad.",
        "Det saknas någon som märker när {barnet} mår dåligt.", "Skulderna gör att mat och skor blir det man sparar in på.",
        "Det finns risk att {barnet} tystnar om vi inte håller det vi har sagt.", "Nätterna ute är farliga på ett sätt {barnet} inte själv ser.",
        "Hemmet förminskar det som har hänt.", "Samma oro har nu framförts av fyra olika verksamheter.",
    ),
    "analysis.protective": (
        "Mormor är frisk, nära och vill.", "{barnet} har lätt för att få vänner.", "Föräldrarna kan prata om det som är svårt.",
        "Skolan ser {barnet} och har ordnat en egen vuxen.", "Mamman sökte hjälp själv, och i tid.", "{barnet} är duktig på att säga vad {hen} vill.",
        "Det finns ett fritidsintresse som håller.", "Pappan har varit nykter i sju månader.",
        "Syskonen håller ihop.", "Båda föräldrarna vill {barnet}s bästa, även om de inte är överens om vad det är.",
        "En granne har blivit en extra mormor.", "Familjen kommer till alla möten.", "Bostaden är trygg och nära skolan.",
        "Barnhälsovården har tät kontakt.",
    ),
    "analysis.best": (
        "Det bästa för {barnet} är att bo kvar och att någon kommer hem till familjen.",
        "{barnet} behöver lugn mer än något annat, och lugnet finns hos mormor på helgerna.",
        "Att slippa ännu ett byte av skola väger tungt, och det vill {barnet} själv.",
        "Tryggheten måste gå före de vuxnas önskan om att lösa det själva.",
        "{barnet} ska inte behöva välja mellan sina föräldrar. Beslutet fattas så att {hen} slipper.",
        "Det är bäst att göra lite nu och följa upp än att göra mycket som {barnet} inte vill ha.",
        "{barnet}s vilja och behov pekar åt samma håll.",
        "{barnet} vill inget av det som föreslås. Skälen att ändå göra det är starka och har förklarats för {henne}.",
        "Relationen till syskonen är det som bär, och får inte brytas.",
        "En vuxen utanför familjen skulle göra skillnad, säger både {barnet} och skolan.",
        "Det viktigaste är att det som lovas också blir av.",
        "Barnets bästa är här att vi lämnar familjen i fred.",
    ),
    "analysis.needs": (
        "Sömn, mat på fasta tider och någon som frågar.", "Skydd mot den som slår, och någon att prata med om det.",
        "Vuxna som säger samma sak.", "Stöd i skolan och en förälder som orkar stiga upp.", "En fritid som inte kostar.",
        "Att någon tar över ansvaret för lillebror.", "Trygga nätter.", "Hjälp att bryta med dem som drar.",
        "Kontinuitet: samma handläggare, samma skola, samma säng.", "Egen tid med var och en av föräldrarna.",
        "Behandling för det som har hänt.", "Ingenting som inte redan är på gång.",
    ),
    "result.service": (
        "Insats föreslås.", "Familjen bör få stöd hemma.", "{barnet} föreslås få en vuxen utanför hemmet.",
        "En insats som börjar snart, hellre än en som är perfekt.", "Stöd till {barnet} och till föräldrarna var för sig.",
    ),
    "result.no_service": (
        "Avslutas utan insats.", "Behoven tillgodoses av skolan och familjen själv.", "Familjen tackar nej och grund att gå vidare saknas.",
        "Läget är ett annat än när utredningen inleddes.", "Inget ytterligare behövs från nämnden.",
    ),
    "result.follow_up": (
        "Avslutas, och följs upp under sex månader.", "Familjen vill klara det själv. Vi följer upp hur det går.",
        "Ingen insats, men {barnet}s situation bör följas.",
    ),
    "result.moved": (
        "Ärendet överflyttas till den kommun där {barnet} nu bor.", "Familjen har flyttat; den nya kommunen har tagit över.",
    ),
}  # fmt: skip
