"""An assessment as a file: saved whole, opened under the limits of an upload, the same as it was."""

from revops.saved.assessed import Saved
from revops.saved.opening import open_saved
from revops.saved.packing import ENDING, is_saved_name, pack

__all__ = ["ENDING", "Saved", "is_saved_name", "open_saved", "pack"]
