"""Everything of the register that deeds are on, by its name in addresses."""

from collections.abc import Mapping

from skyddsnat.web.safety import campaigns_deeds, deeds, facts_deeds, visits_deeds, warnings_deeds

PLACES: Mapping[str, deeds.On] = {
    **deeds.PLACES,
    "campaign": campaigns_deeds.CAMPAIGN,
    "facts": facts_deeds.FACTS,
    "visit": visits_deeds.VISIT,
    "warning": warnings_deeds.WARNING,
}
