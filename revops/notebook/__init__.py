"""What notebooks get: files read, assessed, and a result that shows itself."""

from revops.notebook.asking import assess, read
from revops.notebook.result import Result

__all__ = ["Result", "assess", "read"]
