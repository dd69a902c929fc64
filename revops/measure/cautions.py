"""What a metric's own declaration warns of, counted on the company's data."""

from __future__ import annotations

from collections.abc import Iterator

from revops.fold import reads
from revops.measure.source import Source
from revops.metric import Metric


def cautions(source: Source, metric: Metric) -> Iterator[str]:
    """Sentences to put beside a metric's number, each with how many cases it is about."""
    for sentence, sql in metric.cautions.items():
        source.make(reads(sql).views)
        found = source.session.rows(sql)
        if found and found[0][0]:
            yield sentence.format(n=f"{found[0][0]:,}")
