"""Sentences of the demo, by kind. Our own, about nobody. `{barnet}`, `{hen}`, `{henne}`, `{hennes}`, `{skolan}` are facts."""

from skyddsnat.demo.texts import analyses, children, inquiries, intake, papers

SENTENCES: dict[str, tuple[str, ...]] = {
    **intake.SENTENCES,
    **children.SENTENCES,
    **inquiries.SENTENCES,
    **analyses.SENTENCES,
    **papers.SENTENCES,
}
