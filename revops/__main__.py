"""`python -m revops`."""

import sys

from revops.cli import main

if __name__ == "__main__":
    sys.exit(main())
