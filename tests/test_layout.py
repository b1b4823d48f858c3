"""The rooms keep their promises: arrows point one way, nobody needs what is optional, modules stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("network", "scoring", "indicators", "participation", "processing", "ui")
LEAVES = {"messages"}
SERVICES = {"messages", "i18n", "compat"}
OPTIONAL = {"shapely", "scipy", "pandas"}
STANDARD = set(sys.stdlib_module_names)

ENGINE = {"network", "indicators", "participation", "scoring"}

#: room -> (own top-level names it may import, foreign packages it may import)
MAY_IMPORT = {
    "network": ({"network", *LEAVES}, {"requests", "urllib3"}),
    "scoring": ({"scoring", *LEAVES}, {"numpy"}),
    "indicators": ({"indicators", *LEAVES}, {"numpy", "osgeo"}),
    "indicators/spatial": ({"indicators", *LEAVES}, {"numpy", "osgeo", "qgis", *OPTIONAL}),
    "participation": ({"participation", "network", *LEAVES}, {"numpy", "osgeo"}),
    "processing": ({"processing", *ENGINE, *SERVICES}, {"numpy", "osgeo", "qgis", "pandas"}),
    "ui": ({"ui", "processing", *ENGINE, *SERVICES}, {"numpy", "osgeo", "qgis"}),
    ".": ({"ui", "processing", "plugin", *SERVICES}, {"qgis", "numpy"}),
}
#: Single modules that may import more than their room, and why.
EXCEPTIONS = {
    "network/transport_qgis.py": {"qgis"},  # sends requests through QGIS's own network stack
    "ui/choice_widget.py": {"processing"},  # the widgets of QGIS's own Processing plugin
}
PURE = ("network", "scoring", "participation", "messages")


def _modules() -> list[Path]:
    found = list(ROOT.glob("*.py"))
    for room in ROOMS:
        found += (ROOT / room).rglob("*.py")
    return sorted(found)


def _ids(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


MODULES = _modules()
every_module = pytest.mark.parametrize("path", MODULES, ids=_ids(MODULES))


def _room(path: Path) -> str:
    """Return the deepest room of `MAY_IMPORT` that a module stands in."""
    parts = path.relative_to(ROOT).parts
    if parts[:2] == ("indicators", "spatial"):
        return "indicators/spatial"
    return parts[0] if len(parts) > 1 else "."


def _imports(path: Path) -> tuple[set[str], set[str]]:
    """Return (own top-level modules, foreign packages) that a module imports anywhere."""
    own, foreign = set(), set()
    depth = len(path.relative_to(ROOT).parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            foreign.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            foreign.add(node.module.partition(".")[0])
        elif isinstance(node, ast.ImportFrom):
            base = path.relative_to(ROOT).parts[: depth - node.level]
            names = [(node.module or "")] if node.module else [alias.name for alias in node.names]
            own.update((*base, *name.split("."))[0] for name in names)
    return own, foreign


@every_module
def test_imports_follow_the_arrows(path):
    own, foreign = _imports(path)
    may_own, may_foreign = MAY_IMPORT[_room(path)]
    extra = EXCEPTIONS.get(path.relative_to(ROOT).as_posix(), set())
    assert own <= may_own, f"imports {sorted(own - may_own)}"
    assert foreign - STANDARD <= may_foreign | extra, f"imports {sorted(foreign - STANDARD - may_foreign - extra)}"


@every_module
def test_module_is_documented_small_and_quiet(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= 500
    if tree.body:
        assert ast.get_docstring(tree)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = {node.func.id for node in calls if isinstance(node.func, ast.Name)}
    assert not names & {"print", "eval", "exec", "breakpoint"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.type is None]


@every_module
def test_annotations_are_postponed(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    annotated = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) or (isinstance(node, ast.FunctionDef) and (node.returns or node.args.args))
    ]
    futures = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    assert futures or not annotated or path == ROOT / "__init__.py"


@every_module
def test_optional_packages_are_imported_late(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module]
        found = {name.partition(".")[0] for name in names} & OPTIONAL
        assert not found or path.name == "backend_shapely.py", f"{sorted(found)} at the top of the module"


def test_root_init_only_offers_the_class_factory():
    body = ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8")).body
    assert [node.name for node in body if isinstance(node, ast.FunctionDef)] == ["classFactory"]
    assert not [node for node in body if isinstance(node, ast.ImportFrom) and node.level]


_WITHOUT = """
import importlib, importlib.util, pkgutil, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Blocked())
spec = importlib.util.spec_from_file_location("samplan", {init!r}, submodule_search_locations=[{root!r}])
module = importlib.util.module_from_spec(spec)
sys.modules["samplan"] = module
spec.loader.exec_module(module)
count = 0
for room in {rooms!r}:
    package = importlib.import_module(f"samplan.{{room}}")
    for info in pkgutil.walk_packages(getattr(package, "__path__", []), package.__name__ + "."):
        if info.name.rpartition(".")[2] in {skipped!r}:
            continue
        importlib.import_module(info.name)
        count += 1
sys.stdout.write(str(count))
"""


def _import_rooms(rooms: tuple[str, ...], blocked: set[str], skipped: set[str]) -> int:
    code = _WITHOUT.format(
        blocked=blocked, init=str(ROOT / "__init__.py"), root=str(ROOT), rooms=rooms, skipped=skipped
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd="/")
    assert answer.returncode == 0, answer.stderr
    return int(answer.stdout)


def test_pure_rooms_load_without_qgis_and_optional_packages():
    blocked = {"qgis", "PyQt5", "PyQt6", *OPTIONAL}
    assert _import_rooms(PURE, blocked, {"transport_qgis"}) > 10


def test_the_whole_plugin_loads_without_optional_packages():
    assert _import_rooms(ROOMS, set(OPTIONAL), {"backend_shapely", "choice_widget"}) > 40


def test_forms_connect_nothing_and_name_their_class():
    from xml.etree import ElementTree

    for path in ROOT.glob("ui/**/*.ui"):
        form = ElementTree.parse(path).getroot()
        connections = form.find("connections")
        assert connections is None or len(connections) == 0, path.name
        for header in form.iter("header"):
            assert header.text.startswith("qgis."), (path.name, header.text)
