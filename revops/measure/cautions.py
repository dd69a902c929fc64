"""What a metric's own declaration warns of, counted on the company's data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revops.measure.source import Source


def said(source: Source, sentences: Mapping[str, str]) -> Iterator[str]:
    """Those sentences of a declaration that apply to the data, each with how many cases it is about.

    Args:
        source: What the metrics are read from.
        sentences: Sentences with `{n}` for how many, each with the SQL that counts.
    """
    for sentence, sql in sentences.items():
        n = source.count(sql)
        if n:
            yield sentence.format(n=f"{n:,}")
