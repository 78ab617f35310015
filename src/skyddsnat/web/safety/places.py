"""Everything of the register that deeds are on, by its name in addresses."""

from collections.abc import Mapping

from skyddsnat.web.safety import deeds

PLACES: Mapping[str, deeds.On] = {**deeds.PLACES}
