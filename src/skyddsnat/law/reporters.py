"""Who reports a worry for a child, and whether it is a duty: SoL ch. 19, before 1 July 2025 SFS 2001:453 14:1.

The list of 19:1 is that of SFS 2025:1501, in force from 15 January 2026. Its wording between 1 July 2025 and then was
not read; the kinds of the old Act are used for those months, which named fewer.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from skyddsnat.kernel.periods import Period
from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import OLD_SOL, SOL

SFS_2012_776 = date(2013, 1, 1)
SFS_2025_1501 = date(2026, 1, 15)


class Duty(StrEnum):
    """How the law binds the reporter."""

    MUST = "must"  # 19:1: knowledge or suspicion
    MUST_ON_ABUSE = "must_on_abuse"  # 19:2: knowledge of sexual exploitation or abuse at home
    OTHER_ACT = "other_act"  # 19:3: the Act on the Ombudsman for Children
    SHOULD = "should"  # 19:4: anyone


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterKind:
    """A kind of reporter as the Act lists it. `code` is stored and never changes its meaning."""

    code: str
    text: Text
    duty: Duty
    citation: str
    valid_from: date
    valid_to: date | None = None

    @property
    def validity(self) -> Period:
        return Period(self.valid_from, self.valid_to)

    @property
    def is_mandatory(self) -> bool:
        return self.duty is not Duty.SHOULD

    @property
    def may_get_feedback(self) -> bool:
        """SoL 19:6: feedback goes to those who report under 19:1-3 only."""
        return self.is_mandatory


class UnknownReporterKind(LookupError):
    """No such kind of reporter on that day."""


def reporter_kinds(on: date) -> tuple[ReporterKind, ...]:
    """The kinds of reporter on that day, in the order of the Act, the private person last."""
    return tuple(kind for kind in REPORTER_KINDS if kind.validity.contains(on))


@lru_cache(maxsize=4096)
def reporter_kind(code: str, on: date) -> ReporterKind:
    """The kind with that code on that day; raises `UnknownReporterKind`."""
    for kind in reporter_kinds(on):
        if kind.code == code:
            return kind
    raise UnknownReporterKind(f"no kind of reporter {code} on {on}")


def _kind(code: str, sv: str, en: str, citation: str, validity: Period, duty: Duty = Duty.MUST) -> ReporterKind:
    return ReporterKind(
        code=code,
        text=Text(sv, en),
        duty=duty,
        citation=citation,
        valid_from=validity.start,
        valid_to=validity.end,
    )


_NOW = Period(SFS_2025_1501)
_BEFORE = Period(SOL.valid_from, SFS_2025_1501)
_OLD_ACT = Period(SFS_2012_776, SOL.valid_from)
_NEW_ACT = Period(SOL.valid_from)

# (code, Swedish, English) of the 22 points, in their order; the point is the place in the list.
_POINTS = (
    ("health_and_dental_care", "Hälso- och sjukvård eller tandvård", "Health or dental care"),
    ("social_services", "Socialtjänst", "Social services"),
    ("disability_services", "Verksamhet enligt LSS", "Services under the disability services Act (LSS)"),
    ("school", "Skola, förskola eller annan verksamhet enligt skollagen", "School, preschool or other school activity"),
    ("mediator", "Medlare i mål om vårdnad, boende eller umgänge", "Mediator in a custody case"),
    ("public_order_guard", "Ordningsvakt", "Public-order guard"),
    ("employment_service", "Arbetsförmedlingen", "Employment Service"),
    ("economic_crime_authority", "Ekobrottsmyndigheten", "Economic Crime Authority"),
    ("social_insurance", "Försäkringskassan", "Social Insurance Agency"),
    ("prison_and_probation", "Kriminalvården", "Prison and Probation Service"),
    ("enforcement_authority", "Kronofogdemyndigheten", "Enforcement Authority"),
    ("coast_guard", "Kustbevakningen", "Coast Guard"),
    ("county_board", "Länsstyrelse", "County administrative board"),
    ("migration_agency", "Migrationsverket", "Migration Agency"),
    ("police", "Polisen", "Police"),
    ("forensic_psychiatry", "Rättspsykiatrisk undersökningsverksamhet", "Forensic psychiatric examination"),
    ("tax_agency", "Skatteverket", "Tax Agency"),
    ("security_service", "Säkerhetspolisen", "Security Service"),
    ("customs", "Tullverket", "Customs"),
    ("prosecutor", "Åklagarmyndigheten", "Prosecution Authority"),
    ("other_authority", "Annan myndighet vars verksamhet berör barn", "Other authority whose work touches children"),
    ("private_professional", "Yrkesverksam i enskild verksamhet", "Professional in a private activity"),
)
_OLD_POINTS = (
    ("other_authority", "Myndighet vars verksamhet berör barn, även skola", "Authority touching children, also school"),
    ("health_care", "Hälso- och sjukvård", "Health care"),
    ("forensic_psychiatry", "Rättspsykiatrisk undersökningsverksamhet", "Forensic psychiatric examination"),
    ("social_services", "Socialtjänst", "Social services"),
    ("prison_and_probation", "Kriminalvården", "Prison and Probation Service"),
    ("police", "Polisen", "Police"),
    ("security_service", "Säkerhetspolisen", "Security Service"),
    ("private_professional", "Yrkesverksam i enskild verksamhet", "Professional in a private activity"),
)
_OTHERS = (
    ("family_counselling", "Familjerådgivning", "Family counselling", "19:2", "14:1", Duty.MUST_ON_ABUSE),
    ("childrens_ombudsman", "Barnombudsmannen", "Ombudsman for Children", "19:3", "14:1", Duty.OTHER_ACT),
    ("private_person", "Privatperson", "Private person", "19:4", "14:1 c", Duty.SHOULD),
)

REPORTER_KINDS: tuple[ReporterKind, ...] = (
    *(_kind(code, sv, en, f"19 kap. 1 § {point} SoL", _NOW) for point, (code, sv, en) in enumerate(_POINTS, start=1)),
    *(_kind(code, sv, en, SOL.cite("19:1"), _BEFORE) for code, sv, en in _OLD_POINTS),
    *(_kind(code, sv, en, OLD_SOL.cite("14:1"), _OLD_ACT) for code, sv, en in _OLD_POINTS),
    *(_kind(code, sv, en, SOL.cite(new), _NEW_ACT, duty) for code, sv, en, new, _, duty in _OTHERS),
    *(_kind(code, sv, en, OLD_SOL.cite(old), _OLD_ACT, duty) for code, sv, en, _, old, duty in _OTHERS),
)
