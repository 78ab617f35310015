"""The page of docs/reference that lists the indicators as their files define them."""

from collections.abc import Sequence
from datetime import date

from skyddsnat.insight.types import Indicator, Kind

_PAGE = """# Indicators

Made from the files of `src/skyddsnat/insight/indicators/` with `python3 run.py docs`. How figures are made of them, and
what is not shown, stands in [how figures are made](../explanation/figures.md).

| To be looked at again | Indicator | Author | Checked by |
|---|---|---|---|
{reviews}

{indicators}
"""
_KINDS = {
    Kind.SHARE: "a share",
    Kind.CLASSES: "a share, and classes of how often",
    Kind.MEAN: "a mean",
    Kind.DAYS: "a median of days",
    Kind.WEEKLY: "a number a week",
}


def indicators_page(indicators: Sequence[Indicator]) -> str:
    """The page as Markdown. No day of today is on it, so that it is the same tomorrow."""
    by_day = sorted(indicators, key=lambda each: (each.next_review, each.id))
    return _PAGE.format(
        reviews="\n".join(f"| {each.next_review} | `{each.id}` | {each.author} | {each.checker} |" for each in by_day),
        indicators="\n".join(map(_indicator, indicators)).rstrip(),
    )


def due_for_review(indicators: Sequence[Indicator], *, on: date) -> tuple[Indicator, ...]:
    """Those whose day to be looked at again has passed."""
    return tuple(each for each in indicators if each.next_review < on)


def _indicator(each: Indicator) -> str:
    beside = f"\n**Beside the survey's `{each.counterpart}`.** {each.differs.en}\n" if each.differs else ""
    public = "May be published." if each.is_public else "Not for publishing."
    return f"""## {each.title.en} (`{each.id}`)

*{each.title.sv}.* {each.why.en}

- **What**: {_KINDS[each.kind]}. {public}
- **Numerator**: {each.numerator.en}
- **Denominator**: {each.denominator.en}
- **Rows**: {", ".join(f"`{name}`" for name in each.sources)}
{beside}
```sql
{each.rows}
```
"""
