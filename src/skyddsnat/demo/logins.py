"""One login for each role of the demo, its password shown. In no other installation do these people exist."""

from dataclasses import dataclass

from skyddsnat.kernel.text import Text

# Guards invented people on the machine of whoever tries the product, and is printed when it starts.
PASSWORD = "Norrham-finns-inte"  # nosec B105 - made to be known


@dataclass(frozen=True, slots=True)
class Login:
    """Who one can be: a role in words, the name one logs in with, and the password."""

    role: Text
    username: str
    password: str = PASSWORD


LOGINS: tuple[Login, ...] = (
    Login(Text("Handläggare", "Caseworker"), "anja"),
    Login(Text("Handläggare på hembesök", "Caseworker on home visits"), "maria"),
    Login(Text("Mottagning", "Intake worker"), "ines"),
    Login(Text("Förste socialsekreterare", "Senior caseworker"), "johan"),
    Login(Text("Enhetschef", "Unit manager"), "katarina"),
    Login(Text("Enhetschef, mottagning", "Unit manager, intake"), "mats"),
    Login(Text("Ledamot i utskottet", "Committee member"), "gun"),
    Login(Text("Ordförande i jour", "Chair on call"), "olof"),
    Login(Text("Registrator", "Registrar"), "rut"),
    Login(Text("Logggranskare", "Log reviewer"), "leif"),
    Login(Text("Utredare statistik", "Data analyst"), "signe"),
    Login(Text("Systemadministratör", "Administrator"), "ali"),
    Login(Text("Säkerhetssamordnare", "Safety administrator"), "siv"),
    Login(Text("Skyddsombud", "Safety representative"), "peder"),
    Login(Text("Säkerhetskommissionen", "Safety commission"), "greta"),
)
