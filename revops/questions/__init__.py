"""What the data leave open, as questions whose answers can be compared before one is given.

The effect of an answer is read from tables made by the same intake with that answer.
"""

from revops.questions.effects import covered, effect
from revops.questions.kinds import questions
from revops.questions.question import Facts, Question
from revops.questions.spellings import together

__all__ = ["Facts", "Question", "covered", "effect", "questions", "together"]
