"""What a workshop needs on paper: agenda and script, invitation, words, question sheets, and their answers typed in."""

from revops.kit.ballots import MARKS, Ballots, ballot_book, votes_in, votes_of
from revops.kit.content import KIT, AgendaItem, Invitation, Kit, Preparation, Term
from revops.kit.pages import kit_page, question_sheet

__all__ = [
    "KIT",
    "MARKS",
    "AgendaItem",
    "Ballots",
    "Invitation",
    "Kit",
    "Preparation",
    "Term",
    "ballot_book",
    "kit_page",
    "question_sheet",
    "votes_in",
    "votes_of",
]
