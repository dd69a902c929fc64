"""One module for each few parts of a report; each function makes one part, or None where there is nothing to say."""
