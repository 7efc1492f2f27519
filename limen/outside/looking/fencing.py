"""The fence around the process that opens files: no network, little memory and time, nothing written.

On Linux a filter of system calls (seccomp) refuses sockets, to it and to whatever it starts. It needs no
right and no program. Elsewhere the limits hold alone, and the outcome says so.
"""

from __future__ import annotations

import ctypes
import platform
import resource
import struct
import sys

MEMORY = 3 * 1024**3
SECONDS = 600
_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1  # EPERM
_IO_URING_SETUP = 425
# Of each kind of machine: its mark, and the calls for sockets and for looking into other processes.
_MACHINES = {"x86_64": (0xC000003E, (41, 53, 101)), "aarch64": (0xC00000B7, (198, 199, 117))}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def fence() -> bool:
    """Put the fence around this process for good; whether it has no network any more."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
    }
    for which, most in limits.items():
        _soft, hard = resource.getrlimit(which)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (least, least))
    return _without_network()


def _without_network() -> bool:
    machine = _MACHINES.get(platform.machine())
    if machine is None or sys.platform != "linux":
        return False
    code = _filter(*machine)
    program = _Program(len(code) // 8, code)
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return not library.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)


def _filter(mark: int, refused: tuple[int, ...]) -> bytes:
    """The program of the filter: refuse these calls, and every call by another numbering."""
    calls = (*refused, _IO_URING_SETUP)
    steps: list[tuple[int, int, int, int]] = [(_LOAD, 0, 0, 4)]
    steps.append((_EQUAL, 0, len(calls) + 3, mark))
    steps.append((_LOAD, 0, 0, 0))
    steps.append((_AT_LEAST, len(calls) + 1, 0, 0x40000000))
    steps += [(_EQUAL, len(calls) - place, 0, call) for place, call in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
