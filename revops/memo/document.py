"""The plan, the argument against and the memo as plain values, for JSON."""

from __future__ import annotations

from typing import Any

from revops.assessment import Assessment
from revops.investment.result import InvestmentCase
from revops.memo.making import memo_of
from revops.plan.against import speaks_against
from revops.plan.making import plan_of
from revops.plan.result import OwnedMetric, Plan


def plan_documents(assessment: Assessment, case: InvestmentCase | None) -> dict[str, Any]:
    """Fields `against`, `plan` and `memo` of an assessment's document.

    Args:
        assessment: What was found.
        case: Its investment case; None without costs.
    """
    against = speaks_against(assessment.diagnosis)
    memo = memo_of(assessment, case)
    return {
        "against": [] if against is None else [against.strongest, *against.also],
        "plan": _plan(plan_of(assessment)),
        "memo": [{"title": part.title, "sentences": list(part.sentences)} for part in memo.parts],
    }


def _plan(plan: Plan) -> dict[str, Any]:
    again = plan.look_again
    return {
        "edited": plan.is_edited,
        "steps": [{"by": one.by, "what": one.what, "owner": one.owner, "sign": one.sign} for one in plan.steps],
        "roles": [
            {
                "team": role.team.value,
                "title": role.title,
                "reports_to": role.reports_to,
                "from_sellers": role.from_sellers,
            }
            for role in plan.roles
        ],
        "metrics": [_owned(owned) for owned in plan.metrics],
        "tools": {tool.key: tool.is_in_use for tool in plan.tools},
        "look_again": None if again.on is None else again.on.isoformat(),
    }


def _owned(owned: OwnedMetric) -> dict[str, Any]:
    return {
        "metric": owned.metric,
        "sign": owned.sign,
        "target": owned.target,
        "lower": owned.is_lower,
        "reached": owned.is_reached,
    }
