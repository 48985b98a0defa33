"""Set limits on this process, then become the program named behind them.

Run as a script: memory in MiB (0 for none), seconds, program, arguments. It imports nothing of this project.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Limit memory, processor time and core files; then replace this process."""
    try:
        import resource  # noqa: PLC0415  not on Windows

        memory, seconds = int(sys.argv[1]) * 1024 * 1024, int(sys.argv[2])
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass
    os.execvp(sys.argv[3], sys.argv[3:])  # noqa: S606  the caller's fixed command


if __name__ == "__main__":
    main()
