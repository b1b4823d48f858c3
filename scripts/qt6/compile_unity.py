#!/usr/bin/env python3
"""Compiler launcher for QGIS 3.40, whose unity builds were not upstream's yet.

A joined file that does not compile is compiled source by source, and the objects are joined with ``ld -r``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

command = sys.argv[1:]
joined = next((word for word in command if "/Unity/unity_" in word and word.endswith((".cxx", ".cpp"))), None)
if joined is None:
    os.execvp(command[0], command)  # noqa: S606 - the compiler that CMake names
if subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0:
    sys.exit(0)
target = command[command.index("-o") + 1]
depends = command[command.index("-MF") + 1] if "-MF" in command else ""
objects = []
for number, source in enumerate(re.findall(r'#include "([^"]+)"', Path(joined).read_text(encoding="utf-8"))):
    objects.append(f"{target}.{number}.o")
    instead = {target: objects[-1], joined: source, **({depends: f"{depends}.{number}"} if depends else {})}
    status = subprocess.run([instead.get(word, word) for word in command], check=False).returncode
    if status:
        sys.exit(status)
if depends:
    Path(depends).write_text(f"{target}: {joined}\n", encoding="utf-8")
sys.exit(subprocess.run(["ld", "-r", "-o", target, *objects], check=False).returncode)
