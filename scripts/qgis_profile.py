"""A fresh QGIS profile with Samplan in it: for the demo, the desktop harness and the tests of the built zip."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path
from typing import Optional

ROOT = Path(__file__).resolve().parents[1]
_SETTINGS = """[General]
locale/overrideFlag=true
locale/userLocale={locale}

[PythonPlugins]
samplan=true
processing=true

[app]
showWelcomePage=false

[locale]
overrideFlag=true
userLocale={locale}

[qgis]
checkVersion=false
showTips=false
iconSize=24
newsFeed\\disabled=true
"""


def make_profile(folder: Path, package: Optional[Path] = None, locale: str = "en_GB") -> Path:
    """Make a profile with Samplan enabled.

    Parameters
    ----------
    folder : Path
        QGIS's configuration folder; the profile becomes ``profiles/default`` in it.
    package : Path or None
        Built zip to install; None links this checkout.
    locale : str
        Language of the user interface.

    Returns
    -------
    Path
        The plugin's folder in the profile.
    """
    profile = folder / "profiles" / "default"
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True)
    (profile / "QGIS").mkdir()
    for name in ("QGIS3.ini", "QGIS4.ini"):  # each QGIS reads its own
        (profile / "QGIS" / name).write_text(_SETTINGS.format(locale=locale), encoding="utf-8")
    plugin = plugins / "samplan"
    if package is None:
        plugin.symlink_to(ROOT, target_is_directory=True)
    else:
        with zipfile.ZipFile(package) as archive:
            archive.extractall(plugins)
    return plugin


def environment(folder: Path, platform: str = "offscreen") -> dict[str, str]:
    """Return the environment in which QGIS uses only that profile and no other file of the user.

    Parameters
    ----------
    folder : Path
        As given to `make_profile`.
    platform : str
        Qt platform: ``"offscreen"`` or ``"xcb"``.
    """
    runtime = folder / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    home = folder / "home"
    home.mkdir(exist_ok=True)
    return {
        **os.environ,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "QGIS_CUSTOM_CONFIG_PATH": str(folder),
        "QT_QPA_PLATFORM": platform,
        "LANG": "C.UTF-8",
        "PYTHONWARNINGS": "ignore",
    }


def program(name: str) -> str:
    """Return the path of ``qgis`` or ``qgis_process``.

    Debian's wrapper hands qgis_process an option that only the desktop knows, so the program behind it is preferred.

    Raises
    ------
    SystemExit
        If QGIS is not installed.
    """
    found = shutil.which(f"{name}.bin") or shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is missing: run make setup, or install QGIS.")
    return found
