"""Reasons of proposals and decisions."""

SENTENCES: dict[str, tuple[str, ...]] = {
    "reasons.service": (
        "{barnet} behöver mer stöd än hemmet kan ge just nu, och föräldrarna vill ta emot det.",
        "Utan stöd finns risk att det som har vänt vänder tillbaka.", "Insatsen svarar mot det {barnet} själv har bett om.",
        "Våldet har satt spår som kräver behandling. Stödet ges medan tryggheten hemma byggs upp.",
        "Rutinerna brister på ett sätt som skadar {barnet}s hälsa och skolgång. Stödet riktas dit.",
        "En vuxen utanför familjen ger {barnet} andrum och föräldrarna tid.", "Det som prövats tidigare har inte räckt.",
        "Behovet är tydligt beskrivet av skola, hem och {barnet}. Insatsen är frivillig och kan ändras.",
        "Insatsen är den minst ingripande som kan antas räcka.", "{barnet} har väntat länge. Insatsen bör börja utan dröjsmål.",
        "Föräldrarna behöver lära sig att stå emot konflikten när {barnet} är med.",
        "Nätverket är svagt och en kontakt utanför det kan bli bestående.",
    ),
    "reasons.no_service": (
        "Utredningen visar att {barnet} har det {hen} behöver med den hjälp som redan ges.",
        "De behov som finns tillgodoses på annat sätt.", "Vårdnadshavarna samtycker inte, och förutsättningar för vård utan samtycke saknas.",
        "Situationen har ändrats så att någon insats inte längre behövs.", "Det har inte kommit fram att {barnet} far illa.",
        "Familjen har valt stöd utan behovsprövning.", "Föräldrarna har själva skapat de rutiner som saknades.",
        "Behovet gäller skolan och hör till elevhälsan.",
    ),
    "reasons.follow_up": (
        "{barnet}s situation är skör och det är oklart om förändringen håller. Uppföljning beslutas.",
        "Familjen tackar nej till insats. Det finns ändå skäl att se hur det går för {barnet}.",
        "Det finns ett särskilt behov av att följa {barnet} under hösten.",
    ),
    "reasons.refusal": (
        "Behovet kan tillgodoses genom det stöd som skolan har beslutat.", "Den sökta insatsen är mer ingripande än vad som behövs nu.",
        "Insatsen svarar inte mot det som utredningen har visat.",
    ),
    "own_words": (
        "Teamet är fullt och köpta platser är stoppade till nyår.", "Det finns bara en familj och den är upptagen till sommaren.",
        "Budgeten för externa köp är slut.", "Två tjänster är vakanta och de som är kvar tar inga nya.",
        "Mamman säger nej till någon i hemmet men ja till det här.", "Chefen bedömer att det billigare ska prövas först.",
        "Hembesök går inte att göra säkert på adressen.", "Kön är fem månader och {barnet} kan inte vänta så länge.",
        "Upphandlingen är överklagad.", "Lagen når inte dit behovet finns.", "Utföraren lämnade återbud.",
        "Vi tar det som finns, och prövar om i mars.", "Platsen som passade gick till någon annan på samma möte.",
        "Pengarna räcker till en av två syskon. Det är inte rätt, men det är så det är.",
    ),
    "consent": (
        "Vill inte ha någon hemma.", "Vill tänka över jul.", "Säger att det räcker med skolan.", "Har inte svarat på tre sms och ett brev.",
        "Vill först veta vad den andra föräldern säger.", "Litar inte på oss efter förra gången.",
    ),
    "return": (
        "Samtycke saknas från den ena vårdnadshavaren. Pröva vad som går att göra utan.",
        "Beskriv tydligare varför det lindrigare inte räcker.", "{barnet}s egen inställning behöver framgå bättre.",
        "Startdatumet håller inte enligt utföraren. Stäm av och återkom.", "Skälen svarar inte mot analysen på en punkt.",
    ),
    "change": (
        "Det som föreslås finns inte inom rimlig tid. Annat stöd ges nu.", "Behovet bedöms vara mindre än vad förslaget utgår från.",
        "Ett mindre ingripande stöd prövas först.", "Nya uppgifter från skolan ändrar bedömningen.", "Medel saknas för den föreslagna platsen.",
    ),
}  # fmt: skip
