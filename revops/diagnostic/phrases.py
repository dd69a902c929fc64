"""How results are told, as people edit it in `revops/content/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revops.content import load
from revops.diagnostic.content import entries
from revops.errors import ContentError
from revops.metrics import METRICS


@dataclass(frozen=True, kw_only=True)
class Suppose:
    """How a sentence supposes that a metric stood elsewhere.

    Attributes:
        says: A half sentence behind "If", with `{to}` and `{now}`.
        nothing: The same where the sign would hardly be there; "" for no words of its own.
        in_points: Whether the metric is a difference of shares, told in points.
    """

    says: str
    nothing: str = ""
    in_points: bool = False
    key: str = ""


def _of_metrics(found: Mapping[str, Suppose]) -> Mapping[str, Suppose]:
    for key in found:
        if key not in METRICS:
            raise ContentError("suppose.toml", key, "names no metric.")
    return found


SUPPOSE = _of_metrics(entries(Suppose, "suppose.toml", load("suppose.toml")))
