"""What a shell with job control is to a program: it takes the terminal back when the program stops, and gives it again.

    python tests/reliability/shell.py PID-FILE COMMAND...

Each time that the command stops it tells, on the terminal, whether that echoes and edits lines as a shell needs it, and
continues the command at once. At the end it tells the command's exit status.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import termios
from pathlib import Path

USABLE = termios.ECHO | termios.ICANON | termios.ISIG


def main() -> None:
    """Run the command as the foreground job."""
    note, command = Path(sys.argv[1]), sys.argv[2:]
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    before = termios.tcgetattr(0)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.execvp(command[0], command)
    with contextlib.suppress(PermissionError):  # it is the command already, and has done so itself
        os.setpgid(child, child)
    note.with_suffix(".part").write_text(str(child), encoding="ascii")
    note.with_suffix(".part").rename(note)
    while True:
        status = os.waitpid(child, os.WUNTRACED)[1]
        os.tcsetpgrp(0, os.getpgrp())
        job = termios.tcgetattr(0)
        usable = "usable" if job[3] & USABLE == USABLE else "unusable"
        if not os.WIFSTOPPED(status):
            break
        os.write(1, f"[stopped, {usable}]".encode())
        termios.tcsetattr(0, termios.TCSANOW, before)
        os.tcsetpgrp(0, child)
        termios.tcsetattr(0, termios.TCSANOW, job)
        os.kill(-child, signal.SIGCONT)
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
    os.write(1, f"[ended {code}, {usable}]".encode())


if __name__ == "__main__":
    main()
