"""What is put before the board in compulsory care and what the child is told of it, by track and deed."""

from dataclasses import dataclass

from skyddsnat.law.compulsory_states import Act, Track


@dataclass(frozen=True, slots=True)
class Put:
    """What is to be decided, and the same to the child. `barnet` in braces is the child's name."""

    proposal: str
    to_child: str


PUT: dict[tuple[Track, Act], Put] = {
    (Track.CARE, Act.DECIDE_IMMEDIATE): Put(
        "{barnet} omhändertas omedelbart och placeras i jourhem.",
        "Du får inte bo hemma just nu. Det är bestämt för att du ska vara trygg. Vi berättar mer i morgon.",
    ),
    (Track.CARE, Act.END_IMMEDIATE): Put(
        "Omhändertagandet av {barnet} upphör.",
        "Du får flytta hem igen. Vi kommer att hälsa på och höra hur du har det.",
    ),
    (Track.CARE, Act.APPLY): Put(
        "Nämnden ansöker hos förvaltningsrätten om vård för {barnet}.",
        "Vi ber domstolen bestämma att du ska bo någon annanstans. Du får en egen jurist som är på din sida.",
    ),
    (Track.CARE, Act.ASK_EXTENSION): Put(
        "Nämnden begär att rätten förlänger tiden för ansökan om vård. Barnläkarens utlåtande dröjer.",
        "Vi ber domstolen om mer tid, för att kunna ta reda på hur du har det.",
    ),
    (Track.CARE, Act.WITHDRAW): Put(
        "Nämnden återkallar ansökan om vård för {barnet}. Samtycke till vården finns nu och går att lita på.",
        "Dina föräldrar har sagt ja till hjälpen. Därför behöver domstolen inte bestämma något.",
    ),
    (Track.CARE, Act.APPLY_CONTINUED): Put(
        "Nämnden ansöker om fortsatt omhändertagande av {barnet}. En domstol i ett annat land ska pröva vården.",
        "En domstol i ett annat land ska bestämma var du ska bo. Till dess får du vara kvar här.",
    ),
    (Track.CONTINUED, Act.APPLY): Put(
        "Omhändertagandet av {barnet} ska fortsätta i högst två månader.",
        "Vi ber domstolen om att du får vara kvar här i två månader till.",
    ),
    (Track.CARE, Act.CONSIDER): Put(
        "Vården av {barnet} behövs fortfarande och fortsätter.",
        "Vi har tänkt igenom om du kan flytta hem. Det går inte än. Du bor kvar där du bor.",
    ),
    (Track.CARE, Act.EXAMINE): Put(
        "Vården av {barnet} behövs fortfarande och fortsätter.",
        "Vi har prövat om du ska vara kvar. Du är kvar ett tag till, och vi gör en plan med dig för efteråt.",
    ),
    (Track.CARE, Act.CONSIDER_END): Put(
        "Nämnden prövar om vården av {barnet} ska upphöra.",
        "Vi undersöker om du kan flytta hem. Du får vara med och säga hur du vill ha det.",
    ),
    (Track.CARE, Act.END): Put(
        "Vården av {barnet} upphör.",
        "Du ska flytta hem. Vi fortsätter att träffa dig i ett halvår.",
    ),
    (Track.CONTACT, Act.DECIDE): Put(
        "{barnet} träffar sina föräldrar en gång i månaden, med stöd av en kontaktperson.",
        "Du träffar mamma och pappa en gång i månaden, och någon som du känner är med hela tiden.",
    ),
    (Track.REMOVAL, Act.DECIDE_IMMEDIATE): Put(
        "{barnet} får tills vidare inte flyttas från familjehemmet.",
        "Du får bo kvar hos din familj här så länge. Ingen får hämta dig.",
    ),
    (Track.REMOVAL, Act.APPLY): Put(
        "Nämnden ansöker hos förvaltningsrätten om flyttningsförbud för {barnet}.",
        "Vi ber domstolen bestämma att du får bo kvar där du bor.",
    ),
    (Track.EXIT, Act.DECIDE_IMMEDIATE): Put(
        "{barnet} får tills vidare inte lämna Sverige.",
        "Du får inte resa utomlands just nu. Vi är rädda att du inte får komma hem igen.",
    ),
    (Track.EXIT, Act.APPLY): Put(
        "Nämnden ansöker hos förvaltningsrätten om utreseförbud för {barnet}.",
        "Vi ber domstolen bestämma att du inte ska resa utomlands på ett tag.",
    ),
    (Track.SHELTER, Act.DECIDE_IMMEDIATE): Put(
        "{barnet} får omedelbart plats i skyddat boende tillsammans med sin mamma.",
        "Du och mamma får bo på ett hemligt ställe där ni är trygga. Du kan gå i skola därifrån.",
    ),
    (Track.INTERMEDIATE, Act.DECIDE): Put(
        "{barnet} ska ha regelbunden kontakt med en kontaktperson.",
        "Du ska träffa en kontaktperson varje vecka. Du är med och bestämmer vad ni gör.",
    ),
    (Track.WITHOUT_CONSENT, Act.DECIDE): Put(
        "{barnet} ska ha regelbunden kontakt med en kontaktperson.",
        "Du ska träffa en kontaktperson varje vecka. Du är med och bestämmer vad ni gör.",
    ),
    (Track.LVM, Act.APPLY): Put(
        "Nämnden ansöker hos förvaltningsrätten om vård enligt LVM för {barnet}s mamma.",
        "Vi ber domstolen att mamma ska få vård tills hon är frisk. Du bor hos någon som du känner under tiden.",
    ),
    (Track.LVM, Act.DECIDE_IMMEDIATE): Put(
        "{barnet}s mamma omhändertas omedelbart enligt LVM. Barnets ärende följer hennes.",
        "Mamma är sjuk och får vård. Hon har inte valt bort dig. Vi berättar hur det går för henne.",
    ),
}
