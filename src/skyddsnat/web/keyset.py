"""Where a list goes on: the moment and the id of the last row that was shown, as they stand in an address."""

from datetime import datetime

from django.http import HttpRequest

Place = tuple[datetime, int]


def place_in(request: HttpRequest) -> Place | None:
    """Where the page before ended, by `?before=`; None on the first page, and where what stands there is no place."""
    moment, _sign, number = request.GET.get("before", "").partition("~")
    try:
        at, row_id = datetime.fromisoformat(moment), int(number)
    except ValueError:
        return None
    return (at, row_id) if at.tzinfo else None


def written(place: Place) -> str:
    """The place as it stands in an address."""
    at, row_id = place
    return f"{at.isoformat()}~{row_id}"
