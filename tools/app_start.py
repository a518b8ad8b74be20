"""What a double click starts: the desk, or the command that stands behind the program's name."""

import multiprocessing
import sys

from piadiff.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if len(sys.argv) == 1:
        sys.argv.append("desk")
    main()
