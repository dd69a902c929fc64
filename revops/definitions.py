"""What every metric, benchmark, sign, threshold and assumption means, taken from the declarations themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

from revops.benchmarks import BENCHMARKS, HOW_FIRM, MOST_YEARS, Benchmark, benchmarks_of
from revops.diagnostic.content import GATES, NUMBERS, SIGNS, SOURCES, EvidenceRule, Gate, Setting, Sign
from revops.diagnostic.phrases import FORMS, LIKELIHOODS, Form, Likelihood
from revops.errors import ChoiceError
from revops.investment.content import ASSUMPTIONS, LEVER_TEXTS, Assumption
from revops.measure.derived import counted_in
from revops.metric import Ingredient, Metric
from revops.metrics import METRICS
from revops.vocabulary import Kind, Team, Unit

INTERVAL: Mapping[Kind, str] = {
    Kind.SHARE: "Wilson's interval on the counts; on Kish's effective number where amounts are weighed.",
    Kind.RATIO: "Linearised over the units, with Student's t for small numbers.",
    Kind.ODDS: "The odds at both ends of Wilson's interval.",
    Kind.TOTAL: "None: everything is counted.",
    Kind.MEAN: "Hall's interval, corrected for skewness.",
    Kind.MIDDLE: "Order statistics of the median.",
    Kind.TIME_TO_EVENT: "Aalen-Johansen from the counts by day and outcome, on the complementary log-log scale.",
    Kind.DISTRIBUTION: "Goodman's simultaneous intervals of the shares.",
    Kind.SERIES: "None: everything is counted.",
    Kind.DERIVED: "Simulated from the ranges of its parts.",
}

OWN_INTERVAL: Mapping[str, str] = {
    "slope": "Sen's range of the median slope between all pairs of months.",
    "steadiness": "Chi-square range of a variance, on as many months as are left after what neighbours share.",
}
"""Where a metric asks for an estimate of its own."""

UNIT: Mapping[Unit, str] = {
    Unit.SHARE: "a share of 1, shown in per cent",
    Unit.POINTS: "a distance between shares of 1, shown in points of 100",
    Unit.MONEY: "money",
    Unit.MONEY_PER_MONTH: "money a month",
    Unit.MONEY_PER_DAY: "money a day",
    Unit.HOURS: "hours",
    Unit.DAYS: "days",
    Unit.MONTHS: "months",
    Unit.COUNT: "a count",
    Unit.RATIO: "a ratio",
}

KINDS: Mapping[str, str] = {
    "metric": "Metrics",
    "benchmark": "Benchmarks",
    "sign": "Signs",
    "gate": "Rules that overrule the scores",
    "threshold": "Thresholds and weights",
    "assumption": "Assumptions of the investment case",
}
"""Kinds of entries in the order they are shown, with their titles."""


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One entry of the method, ready to be shown.

    Attributes:
        key: The one key: of the JSON field, the web address, the case file.
        kind: "metric", "benchmark", "sign", "gate", "threshold" or "assumption".
        title: The field's term.
        says: What it is about, one sentence.
        facts: Name and text of everything else, in reading order.
        source: Where it comes from and how far to trust that.
        sql: The rows a metric counts; None for all others.
    """

    key: str
    kind: str
    title: str
    says: str
    facts: tuple[tuple[str, str], ...]
    source: str
    sql: str | None = None


def definitions(keys: Iterable[str] = ()) -> tuple[Definition, ...]:
    """Every metric, benchmark, sign, gate, threshold and assumption, or those with the given keys in the given order.

    Raises:
        ChoiceError: If a key is not known.
    """
    known = {entry.key: entry for entry in _all()}
    wanted = tuple(keys)
    missing = [key for key in wanted if key not in known]
    if missing:
        raise ChoiceError(
            f"no metric, benchmark, sign, gate, threshold or assumption has the key {', '.join(missing)}."
        )
    return tuple(known[key] for key in wanted) or tuple(known.values())


def document(entries: Iterable[Definition]) -> dict[str, Any]:
    """The same as plain values for JSON, by kind and key."""
    found: dict[str, Any] = {"version": 1, **{f"{kind}s": {} for kind in KINDS}}
    for entry in entries:
        found[f"{entry.kind}s"][entry.key] = {
            "title": entry.title,
            "says": entry.says,
            **{name.replace(" ", "_"): text for name, text in entry.facts},
            "source": entry.source,
            "sql": entry.sql,
        }
    return found


def source(key: str) -> str:
    """Title of a source and how far to trust it."""
    found = SOURCES[key]
    return f"{found.title}. {found.provenance}"


def _all() -> Iterator[Definition]:
    yield from (_metric(metric) for metric in METRICS.values())
    yield from (_benchmark(entry) for entry in BENCHMARKS.values())
    yield from (_sign(sign) for sign in SIGNS.values())
    yield from (_gate(gate) for gate in GATES.values())
    yield from (_threshold(number) for number in NUMBERS.values())
    yield from (_form(form) for form in FORMS.values())
    yield from (_likelihood(entry) for entry in LIKELIHOODS.values())
    yield from (_assumption(item) for item in ASSUMPTIONS.values())


def _metric(metric: Metric) -> Definition:
    return Definition(
        key=metric.key,
        kind="metric",
        title=metric.label,
        says=metric.says,
        facts=(
            ("formula", metric.formula),
            ("counts", metric.counts),
            ("leaves out", metric.leaves_out),
            ("belongs to", metric.belongs_to),
            ("unknown when", metric.unknown_when),
            *_made_of(metric),
            *_counted(metric),
            ("measured in", UNIT[metric.unit]),
            ("interval", OWN_INTERVAL.get(metric.estimate, INTERVAL[metric.kind])),
            ("firm from", f"{metric.minimum:,} counted"),
            ("read by", " and ".join(team.label for team in Team if team in metric.models)),
            *_rivals(metric),
            *_benchmarks(metric),
            *_lever(metric),
        ),
        source=source(metric.source),
        sql="\n\n".join(dedent(sql).strip() for _, sql in counted_in(metric)),
    )


def _made_of(metric: Metric) -> Iterator[tuple[str, str]]:
    """The numbers that go into a formula, those counted for it alone marked as such."""
    if metric.made_of:
        own = [
            f"{part.label} (counted for this alone)"
            for part in metric.made_of.of.values()
            if isinstance(part, Ingredient)
        ]
        others = [METRICS[part.partition(":")[0]].label for part in metric.made_of.of.values() if isinstance(part, str)]
        yield "made of", "; ".join([*others, *own, *(f"your {fact.label}" for fact in metric.made_of.facts)])


def _counted(metric: Metric) -> Iterator[tuple[str, str]]:
    """What the declaration says about its one number, and what it warns of where the company's own data call for it."""
    if metric.stands_for:
        yield "as one number", metric.stands_for.format(category="its name")
    if metric.undivided:
        yield "not broken down", metric.undivided
    for name, sentences in (("says instead of a number", metric.unless), ("says beside it", metric.cautions)):
        if sentences:
            yield name, " ".join(sentence.format(n="n") for sentence in sentences)


def _rivals(metric: Metric) -> list[tuple[str, str]]:
    names = [f"{metric.rival_labels.get(key, key)} ({key})" for key in metric.rivals]
    return [("rivals", "; ".join(names))] if names else []


def _benchmarks(metric: Metric) -> list[tuple[str, str]]:
    found = [
        f"{_figure(entry)} ({entry.segment}; {entry.firmness}, {entry.year})" for entry in benchmarks_of(metric.key)
    ]
    return [("benchmarks", "; ".join(found))] if found else []


def _lever(metric: Metric) -> Iterator[tuple[str, str]]:
    """How moving it would bring money, where the investment case asks how far it would have to move."""
    if metric.key in LEVER_TEXTS:
        text = LEVER_TEXTS[metric.key]
        yield "earns when it moves", f"{text.earns} {text.formula}"


def _benchmark(entry: Benchmark) -> Definition:
    metric = METRICS[entry.metric]
    return Definition(
        key=entry.key,
        kind="benchmark",
        title=f"{metric.label}: {entry.segment}",
        says=f"{_figure(entry)}, published {entry.year} by {entry.publisher}.",
        facts=(
            ("metric", entry.metric),
            ("how measured", entry.measured),
            ("n", f"{entry.n:,} {entry.counted}" if entry.n else "not stated in the text we read"),
            ("firmness", f"{entry.firmness}: {HOW_FIRM[entry.firmness]}"),
            ("colours a verdict", f"until {entry.year + MOST_YEARS}" if entry.firmness != "C" else "never"),
        ),
        source=f"{entry.publisher}; read at {entry.address}.",
    )


def _figure(entry: Benchmark) -> str:
    """The figure with its quartiles, as far as they are published."""
    ends = [f"{name} {_written(value, entry)}" for name, value in (("from", entry.low), ("to", entry.high)) if value]
    return " ".join([_written(entry.middle, entry), *([f"({' '.join(ends)})"] if ends else [])])


def _written(value: float, entry: Benchmark) -> str:
    return f"{value * 100:g}%" if entry.unit == Unit.SHARE.value else f"{value:g} {entry.unit}"


def _sign(sign: Sign) -> Definition:
    evidence = [(f"evidence from {rule.metric}", _evidence(rule)) for rule in sign.evidence]
    return Definition(
        key=sign.key,
        kind="sign",
        title=sign.title,
        says=sign.question,
        facts=(
            ("argues for", f"{sign.team.label}, as {sign.group}"),
            *((f"answer {step}", text) for step, text in enumerate(sign.steps)),
            *((f"answer {step} where nothing recurs", text) for step, text in enumerate(sign.steps_other)),
            ("weight", f"{sign.weight:g} within its group"),
            ("evidence", sign.evidence_class.value),
            *evidence,
            ("files cannot show", sign.cannot_show),
            ("first action", sign.first_action),
        ),
        source=source(sign.source),
    )


def _evidence(rule: EvidenceRule) -> str:
    """Anchors, and under what conditions the number counts."""
    only_if = rule.only_if.otherwise.replace("{value}", "n") if rule.only_if else ""
    more = (
        "of new business alone" if rule.new_business else "",
        f"trusted up to {rule.trust:g}" if rule.trust is not None else "",
        f"“{rule.never}” speaks against the sign" if rule.never else "",
        f"in {', '.join(rule.currencies)}" if rule.currencies else "",
        f"unless so: {only_if}" if only_if else "",
        f"anchors: {SOURCES[rule.source].title}",
    )
    return "; ".join([_anchors(rule.anchors), *filter(None, more)])


def _anchors(anchors: tuple[float, float, float]) -> str:
    none, half, full = (f"{anchor:,g}" if anchor < 1e6 else f"{anchor:,.0f}" for anchor in anchors)
    return f"absent at {none}, half at {half}, full at {full}"


def _gate(gate: Gate) -> Definition:
    facts = (("looks at", ", ".join(gate.facts)), ("when lifted", gate.lifted))
    return Definition(
        key=gate.key, kind="gate", title=gate.title, says=gate.because, facts=facts, source=source(gate.source)
    )


def _threshold(number: Setting) -> Definition:
    title = number.key.replace("_", " ").capitalize()
    value = (("value", f"{number.value:g}"),)
    return Definition(key=number.key, kind="threshold", title=title, says=number.why, facts=value, source=source("own"))


def _form(form: Form) -> Definition:
    """When to invest in a team in which form."""
    facts = (
        ("from", f"{form.least_sellers} people who sell or are planned to"),
        ("and from", f"a need of {100 * form.least_need:g} of 100"),
    )
    title = f"Form: {form.label}"
    return Definition(
        key=form.key, kind="threshold", title=title, says=form.means, facts=facts, source=source(form.source)
    )


def _likelihood(entry: Likelihood) -> Definition:
    """From which share of simulated readings on a word holds."""
    says = "How sure something is, in words, from the share of simulated readings in which it came out."
    facts = (("from", f"{100 * entry.least:g} of 100 simulated readings"),)
    return Definition(
        key=entry.key, kind="threshold", title=f"“{entry.word}”", says=says, facts=facts, source=source("own")
    )


def _assumption(item: Assumption) -> Definition:
    value = "from your files" if item.value is None else f"{item.value:g}"
    return Definition(
        key=item.key,
        kind="assumption",
        title=item.title,
        says=item.says,
        facts=(("value", value), ("can be", f"{item.least:g} to {item.most:g}"), ("why", item.why)),
        source=source(item.source),
    )
