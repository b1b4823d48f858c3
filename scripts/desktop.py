"""Run a script in the real QGIS Desktop, on a virtual screen, in a fresh profile with Samplan, and take pictures.

Needs QGIS, Xvfb and xvfb-run. Used by ``tests/ui/test_desktop.py`` and ``scripts/screenshots.py``.
"""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from typing import Optional

from qgis_profile import environment, make_profile, program

_DRIVER = '''\
"""Runs inside QGIS Desktop; written by scripts/desktop.py."""
import os, sys, time, traceback
from pathlib import Path
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QEventLoop, Qt, QTimer
from qgis.PyQt.QtGui import QGuiApplication
from qgis.utils import iface

SHOTS = Path({shots!r})
taken = []

def wait(milliseconds):
    """Let QGIS work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(int(milliseconds), loop.quit)
    loop.exec()

def until(condition, seconds=30.0):
    """Let QGIS work until condition() holds; raises TimeoutError."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {{seconds}} s")
        wait(20)

def shoot(name, widget=None):
    """Save a picture of the screen, or of one widget, as <order>_<name>.png."""
    wait(250)
    picture = widget.grab() if widget is not None else QGuiApplication.primaryScreen().grabWindow(0)
    path = SHOTS / f"{{len(taken) + 1:02d}}_{{name}}.png"
    if not picture.save(str(path)):
        raise OSError(f"{{path}} could not be written")
    taken.append(path)
    return path

def canvas_ready():
    """Wait until the map is drawn."""
    iface.mapCanvas().refresh()
    wait(100)
    until(lambda: not iface.mapCanvas().isDrawing())

def go():
    try:
        window = iface.mainWindow()
        window.setGeometry(0, 0, {width}, {height})
        window.show()
        wait(500)
        source = Path({script!r})
        code = compile(source.read_text(encoding="utf-8"), str(source), "exec")
        exec(code, {{"iface": iface, "shoot": shoot, "wait": wait, "until": until, "canvas_ready": canvas_ready,
                    "__name__": "__desktop__"}})
        status = 0
    except BaseException:
        with open({failure!r}, "a", encoding="utf-8") as handle:
            handle.write(traceback.format_exc())
        try:
            shoot("failure")
        except Exception:
            pass
        status = 1
    sys.stdout.flush()
    os._exit(status)

QTimer.singleShot(0, go)
'''

_STARTUP = '''\
"""Runs in QGIS before the plugins: errors go to a file, because QGIS's own dialog would wait for a click for ever."""
import os, traceback
import qgis.utils

def show(kind, value, trace, message, *arguments, **named):
    with open({failure!r}, "a", encoding="utf-8") as handle:
        handle.write(f"{{message or ''}}\\n")
        handle.write("".join(traceback.format_exception(kind, value, trace)))

qgis.utils.showException = show
qgis.utils._showException = show
'''


class DesktopError(RuntimeError):
    """The script failed in QGIS, or QGIS did not end in time; holds the traceback or QGIS's last output."""


def run_desktop(
    script: str,
    folder: Path,
    size: tuple[int, int] = (1600, 1000),
    language: str = "en_GB",
    package: Optional[Path] = None,
    timeout: float = 180.0,
) -> list[Path]:
    """Run a Python script in QGIS Desktop and return the pictures it took.

    Parameters
    ----------
    script : str
        Python source. It finds ``iface``, ``shoot(name, widget=None)``, ``wait(milliseconds)``,
        ``until(condition, seconds=30)`` and ``canvas_ready()``; an exception in it fails the run.
    folder : Path
        Empty or missing folder; takes the profile and, in ``shots/``, the pictures.
    size : (int, int)
        Screen width and height in pixels.
    language : str
        User interface language, ``"en_GB"`` or ``"sv"``.
    package : Path or None
        Built zip to install; None links this checkout.
    timeout : float
        Seconds until QGIS is ended.

    Returns
    -------
    list of Path
        PNG files in the order taken.

    Raises
    ------
    DesktopError
        The script or the plugin raised, at start or while the script ran, or QGIS crashed or took too long.
    """
    make_profile(folder, package, language)
    names = ("shots", "failure.txt", "script.py", "driver.py", "startup.py")
    shots, failure, source, driver, startup = (folder / name for name in names)
    shots.mkdir()
    source.write_text(script, encoding="utf-8")
    places = {"shots": str(shots), "script": str(source), "failure": str(failure)}
    driver.write_text(_DRIVER.format(width=size[0], height=size[1], **places), encoding="utf-8")
    startup.write_text(_STARTUP.format(**places), encoding="utf-8")
    command = ["xvfb-run", "-a", "-s", f"-screen 0 {size[0]}x{size[1]}x24", program("qgis"), "--nologo"]
    command += ["--noversioncheck", "--profiles-path", str(folder), "--profile", "default", "--lang", language]
    command += ["--code", str(driver)]
    log = folder / "qgis.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env={**environment(folder, "xcb"), "PYQGIS_STARTUP": str(startup)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            status = None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    if failure.exists():
        raise DesktopError(failure.read_text(encoding="utf-8"))
    if status != 0:
        ending = f"ended with {status}" if status is not None else f"was not done after {timeout:.0f} s"
        raise DesktopError(f"QGIS {ending}.\n{log.read_text(encoding='utf-8', errors='replace')[-4000:]}")
    return sorted(shots.glob("*.png"))
