"""How results are told, as people edit it in `revops/content/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revops.content import load
from revops.diagnostic.content import SOURCES, entries
from revops.errors import ContentError
from revops.metrics import METRICS


@dataclass(frozen=True, kw_only=True)
class Suppose:
    """How a sentence supposes that a metric stood elsewhere.

    Attributes:
        says: A half sentence behind "If", with `{to}` and `{now}`.
        nothing: The same where the sign would hardly be there; "" for no words of its own.
    """

    says: str
    nothing: str = ""
    key: str = ""


def _of_metrics(found: Mapping[str, Suppose]) -> Mapping[str, Suppose]:
    for key in found:
        if key not in METRICS:
            raise ContentError("suppose.toml", key, "names no metric.")
    return found


SUPPOSE = _of_metrics(entries(Suppose, "suppose.toml", load("suppose.toml")))


@dataclass(frozen=True, kw_only=True)
class Likelihood:
    """A word for how sure something is, from a share of simulated readings on."""

    word: str
    least: float
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Form:
    """In what form to invest in a team.

    Attributes:
        label: As it stands behind "as".
        means: What that is, a sentence.
        least_sellers: From so many people who sell, or will this year, on.
        least_need: From this need for the team on.
    """

    label: str
    means: str
    least_sellers: int
    least_need: float
    source: str
    key: str = ""


def down_to_zero(found: Mapping[str, Likelihood]) -> Mapping[str, Likelihood]:
    """The scale itself, where each word holds for smaller shares than the one before and the last for all.

    Raises:
        ContentError: If it does not.
    """
    ends = [entry.least for entry in found.values()]
    if ends != sorted(set(ends), reverse=True) or ends[-1:] != [0]:
        raise ContentError("likelihood.toml", "least", "falls from word to word, down to 0.")
    return found


def last_fits_all(found: Mapping[str, Form]) -> Mapping[str, Form]:
    """The forms themselves, where the last fits a company of any size and every source is known.

    Raises:
        ContentError: If they do not.
    """
    *_, last = found.values()
    if last.least_sellers or last.least_need:
        raise ContentError("forms.toml", last.key, "is the last form and must fit every company: both ends are 0.")
    for form in found.values():
        if form.source not in SOURCES:
            raise ContentError("forms.toml", form.key, f"'source' is not in sources.toml: {form.source}.")
    return found


LIKELIHOODS = down_to_zero(entries(Likelihood, "likelihood.toml", load("likelihood.toml")))
FORMS = last_fits_all(entries(Form, "forms.toml", load("forms.toml")))


def likelihood(share: float) -> str:
    """The word for a share of simulated readings: "very probably"."""
    return next(entry.word for entry in LIKELIHOODS.values() if share >= entry.least)


def scale() -> str:
    """All words with their shares, a sentence."""
    words = list(LIKELIHOODS.values())
    told = [f"{entry.word} from {100 * entry.least:.0f} of 100 on" for entry in words[:-1]]
    return f"{', '.join(told)}, {words[-1].word} below that.".capitalize()
