"""Names, places and schools of people who do not exist."""

GIRLS = (
    "Tuva", "Edith", "Amina", "Freja", "Lovisa", "Iris", "Selma", "Hilma", "Nora", "Yasmin", "Elvira", "Siri", "Vera",
    "Juni", "Leah", "Maryam", "Ronja", "Ellen", "Ingrid", "Stina", "Moa", "Hanna", "Zeinab", "Klara", "Signe", "Agnes",
    "Thea", "Majken", "Aisha", "Lykke", "Emilia", "Cornelia", "Ebba", "Linnea", "Sara", "Felicia", "Dunja", "Rut",
    "Nellie", "Märta", "Svea", "Fatima", "Astrid", "Bianca", "Olivia", "Ester", "Ida", "Joline", "Wilma", "Lova",
)  # fmt: skip
BOYS = (
    "Love", "Sixten", "Omar", "Hugo", "Vidar", "Noel", "Adam", "Loke", "Viggo", "Yusuf", "Melker", "Frans", "Theo",
    "Ivar", "Samir", "Axel", "Ture", "Nils", "Charlie", "Ebbe", "Valter", "Sam", "Isak", "Algot", "Mohammed", "Otto",
    "Kasper", "Olle", "Tage", "Jonah", "Malte", "Elton", "Ruben", "Arvid", "Hassan", "Folke", "Ludvig", "Sigge",
    "Benjamin", "Kian", "Vincent", "Gustav", "Levi", "Alfred", "Hampus", "Edvin", "Wille", "Ali", "Tor", "Emanuel",
)  # fmt: skip
WOMEN = (
    "Jenny", "Sandra", "Malin", "Fadumo", "Linda", "Therese", "Camilla", "Rania", "Ulrika", "Josefin", "Emma",
    "Veronica", "Samira", "Pernilla", "Elin", "Carina", "Natalia", "Hanin", "Rebecka", "Lotta", "Ida-Marie", "Azadeh",
    "Cecilia", "Mirjam", "Anneli", "Sofia", "Frida", "Jessica", "Nadja", "Helena",
)  # fmt: skip
MEN = (
    "Daniel", "Magnus", "Ahmed", "Jonas", "Fredrik", "Robin", "Tomas", "Karim", "Niklas", "Patrik", "Mikael", "Joakim",
    "Abdi", "Stefan", "Andreas", "Christian", "Reza", "Marcus", "Henrik", "Tobias", "Bilal", "Erik", "Pontus",
    "Rickard", "Jimmy", "Goran", "Kristoffer", "Ola", "Simon", "Mattias",
)  # fmt: skip
# Two halves make a surname, so that whole names seldom coincide with those of people who live.
FAMILY_STARTS = (
    "Norr", "Älv", "Hav", "Tall", "Is", "Fjäll", "Myr", "Ask", "Hägg", "Strand", "Vind", "Rim", "Kvarn", "Sten",
    "Björn", "Lark", "Rönn", "Ljung", "Varg", "Snö",
)  # fmt: skip
FAMILY_ENDS = ("vret", "brinkas", "torpsson", "hallen", "fjordén", "lidman", "rotter", "bladh", "skärs", "mosson")
SCHOOLS = (
    "Norrhamnsskolan",
    "Älvbrinkens skola",
    "Rönnskolan",
    "Kvarnbackens skola",
    "Havreskolan",
    "Skogsglimtens skola",
)
PRESCHOOLS = ("förskolan Fyrtornet", "förskolan Kotten", "förskolan Ärtan", "förskolan Måsen", "förskolan Linnéan")
UPPER_SCHOOLS = ("Norrhams gymnasium", "Sjöfartsgymnasiet", "Fyrgymnasiet")
STREETS = (
    "Sillgatan",
    "Fyrvägen",
    "Tranbärsstigen",
    "Loggatan",
    "Kajplan",
    "Ishyveln",
    "Harpunvägen",
    "Strömmingsgränd",
    "Nätbodsvägen",
    "Lotsbacken",
    "Repslagarvägen",
    "Tångstigen",
)
LANGUAGES = ("arabiska", "somaliska", "dari", "tigrinja", "ukrainska", "nordkurdiska")
REPORTERS = (
    "Ann-Britt Säll",
    "Kent Orre",
    "Lina Tjäder",
    "Peter Lake",
    "Marie Vinge",
    "Hamid Sol",
    "Eva Skarv",
    "Ulf Gädda",
    "Karin Lom",
    "Jens Abborre",
    "Sirpa Siik",
    "Nina Tärna",
    "Roger Braxen",
    "Leila Mås",
    "Åke Mört",
    "Doris Id",
    "Torun Alka",
    "Yngve Harr",
    "Monika Stare",
    "Lena Spov",
)
