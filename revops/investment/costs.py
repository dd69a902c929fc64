"""What a team costs a year, from the user's own figures."""

from __future__ import annotations

from revops.investment.figures import Figures, RoleCost
from revops.investment.result import Cost, CostPart
from revops.investment.roles import roles_of
from revops.investment.terms import assumed
from revops.vocabulary import Team


def cost_of(team: Team, figures: Figures) -> Cost:
    """Pay of each role times loading, and tools; unknown where neither was given."""
    loading = assumed(figures, "loading") or 1.0
    roles = [(role.title, figures.roles[role.key]) for role in roles_of(team) if role.key in figures.roles]
    parts = [_person(title, role, loading) for title, role in roles]
    if team in figures.tools:
        parts.append(CostPart(title="Tools", a_year=figures.tools[team], says="As you gave it, a year."))
    if not parts:
        return Cost(team=team, reason=f"Give what a role of {team.label} would be paid a year, or what its tools cost.")
    return Cost(team=team, a_year=sum(part.a_year for part in parts), parts=tuple(parts))


def _person(title: str, role: RoleCost, loading: float) -> CostPart:
    says = f"{role.pay:,.0f} a year x {role.people:g} full-time x {loading:g}"
    return CostPart(title=title, a_year=role.pay * role.people * loading, says=says)
