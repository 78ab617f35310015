"""Sentences of the demo, by kind: our own, about nobody. What stands in braces is a fact of the case (`writer`)."""

from skyddsnat.demo.texts import analyses, children, court, inquiries, intake, papers

SENTENCES: dict[str, tuple[str, ...]] = {
    **intake.SENTENCES,
    **children.SENTENCES,
    **inquiries.SENTENCES,
    **analyses.SENTENCES,
    **papers.SENTENCES,
    **court.SENTENCES,
}
