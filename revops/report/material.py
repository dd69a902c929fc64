"""What all parts of a report are made from, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from revops.assessment import Assessment
from revops.charts.figures import Figures
from revops.handing_over import Options
from revops.investing import investment_of
from revops.investment.result import InvestmentCase
from revops.metric import Metric
from revops.metrics import METRICS
from revops.plan import plan_of
from revops.plan.result import Plan
from revops.reading import Reading
from revops.reconciliation import reconcile
from revops.reconciliation.result import Comparison


@dataclass(frozen=True)
class Material:
    """An assessment with what is asked of its report."""

    found: Assessment
    options: Options

    @cached_property
    def figures(self) -> Figures:
        """Writes numbers within sentences."""
        return Figures.of(self.options.language)

    @cached_property
    def case(self) -> InvestmentCase | None:
        """The investment case; None where no cost was given."""
        return investment_of(self.found)

    @cached_property
    def plan(self) -> Plan:
        """The next ninety days."""
        return plan_of(self.found)

    @cached_property
    def compared(self) -> tuple[Comparison, ...]:
        """Files held against each other."""
        return reconcile(self.found.dataset, window=self.found.window, today=self.found.window.as_of)

    @cached_property
    def has_files(self) -> bool:
        """Whether there are tables besides the answers."""
        return not self.found.dataset.is_empty

    @cached_property
    def known(self) -> Sequence[Reading]:
        """Metrics that have a value, headline first, then as the scorecard has them."""
        readings = [reading for reading in self.found.readings.values() if reading.is_known]
        return sorted(readings, key=lambda reading: not METRICS[reading.key].is_headline)

    @cached_property
    def headline(self) -> Sequence[Reading]:
        """Those of the first row of the scorecard."""
        return [reading for reading in self.known if METRICS[reading.key].is_headline]

    @cached_property
    def unknown(self) -> Sequence[Reading]:
        """Metrics that have no value."""
        return [reading for reading in self.found.readings.values() if not reading.is_known]


def metric_of(reading: Reading) -> Metric:
    """What was read."""
    return METRICS[reading.key]
