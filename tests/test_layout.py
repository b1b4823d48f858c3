"""The rooms keep their promises: arrows point one way, nobody needs what is optional, functions stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Iterator

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("web", "tables", "scoring", "indicators", "assessment", "participation", "processing", "ui")
LEAVES = {"messages", "redaction", "discovery"}
SERVICES = {*LEAVES, "i18n", "compat"}
OPTIONAL = {"openpyxl", "shapely", "scipy", "pandas", "jinja2"}
STANDARD = set(sys.stdlib_module_names)

ENGINE = {"web", "tables", "indicators", "participation", "scoring", "assessment"}
CONNECTING = {
    "participation/" + name
    for name in ("dates", "errors", "pairs", "position", "position_texts", "query", "record", "registry", "values")
}
COMMON = {"processing/common", "processing/styles", *ENGINE, *SERVICES}
QGIS = {"numpy", "osgeo", "qgis"}

#: room -> (own rooms and modules it may import beside itself, foreign packages it may import); the deepest room counts
MAY_IMPORT = {
    "web": (LEAVES, set()),
    "tables": (LEAVES, {"numpy", "openpyxl", "osgeo"}),
    "scoring": (LEAVES, {"numpy"}),
    "indicators": ({"tables", *LEAVES}, {"numpy", "osgeo"}),
    "indicators/classes": ({"indicators", "tables", *LEAVES}, {"numpy", "osgeo"}),
    "indicators/spatial": ({"indicators", "tables", *LEAVES}, {"numpy", "osgeo", "qgis", "shapely", "scipy"}),
    "assessment": ({"indicators", "scoring", "web", *LEAVES}, set()),
    "participation": ({"web", *LEAVES}, {"numpy", "osgeo"}),
    "participation/connectors": ({"web", "tables", *CONNECTING, *LEAVES}, {"osgeo"}),
    "participation/privacy": ({*CONNECTING, *LEAVES}, {"numpy"}),
    "participation/sync": (
        {"web", "participation/connectors", "participation/privacy", *CONNECTING, *LEAVES},
        {"numpy", "osgeo"},
    ),
    "participation/analysis": ({"participation/privacy", *CONNECTING, *LEAVES}, {"numpy"}),
    "processing": ({*COMMON, "processing"}, QGIS),
    "processing/styles": (SERVICES, QGIS),
    "processing/common": ({"processing/styles", *ENGINE, *SERVICES}, QGIS),
    "processing/measure": (COMMON, QGIS),
    "processing/score": ({"processing/measure", *COMMON}, QGIS),
    "processing/listen": (COMMON, QGIS),
    "processing/share": (COMMON, {*QGIS, "jinja2"}),
    "ui": ({"processing", *ENGINE, *SERVICES}, QGIS),
    "ui/widgets": (SERVICES | ENGINE, QGIS),
    "ui/feedback": ({"ui/widgets", "ui/tasks", "processing", *ENGINE, *SERVICES}, QGIS),
    ".": ({"ui", "processing", "plugin", *SERVICES}, {"qgis", "numpy"}),
}
#: Single modules that may import more than their room, and why.
EXCEPTIONS = {
    "web/plain_sender.py": {"requests", "urllib3"},  # the network stack outside QGIS, imported late
    "web/transport_qgis.py": {"qgis"},  # sends requests through QGIS's own network stack
}

#: No function is longer (without its docstring), takes more arguments (without self) or has more branches.
MAX_LINES, MAX_ARGUMENTS, MAX_BRANCHES = 80, 8, 30
#: Functions above the limits today. This list only shrinks: nothing is added, and what has come down is removed.
ABOVE_LIMITS = {
    "participation/sync/sync:sync",
    "participation/record:make_record",
    "processing/common/row_output:write_rows",
    "processing/listen/feedback_hotspots:FeedbackHotspots.perform",
    "processing/measure/habitat_connectivity:HabitatConnectivity.perform",
    "processing/measure/habitat_connectivity:_measured",
    "processing/measure/nearest_facility:NearestFacility.initAlgorithm",
    "processing/measure/nearest_facility:NearestFacility.perform",
    "processing/measure/transfer_population:TransferPopulation._points",
    "processing/score/compare_scenarios:CompareScenarios.perform",
    "processing/score/score_areas:scored_output",
    "ui/feedback/jobs:synchronise",
}
#: Modules with an underscore that other rooms use today. This list only shrinks, too.
UNDERSCORES = {
    "participation/connectors/_columns",
    "processing/listen/_access",
    "processing/listen/_database",
    "processing/measure/_measuring",
}
PURE = ("web", "tables", "scoring", "assessment", "participation", "messages", "redaction")


def _modules() -> list[Path]:
    found = list(ROOT.glob("*.py"))
    for room in ROOMS:
        found += (ROOT / room).rglob("*.py")
    return sorted(found)


def _ids(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


MODULES = _modules()
MODULE_PATHS = [path.relative_to(ROOT).with_suffix("").as_posix() for path in MODULES]
MODULE_NAMES = set(MODULE_PATHS)
every_module = pytest.mark.parametrize("path", MODULES, ids=_ids(MODULES))


def _room(path: Path) -> str:
    """Return the deepest room of `MAY_IMPORT` that a module stands in."""
    place = path.relative_to(ROOT).parent.as_posix()
    while place not in MAY_IMPORT:
        place = place.rpartition("/")[0] or "."
    return place


def _imports(path: Path) -> tuple[set[str], set[str]]:
    """Return (own modules, foreign packages) that a module imports anywhere."""
    own, foreign = set(), set()
    parts = path.relative_to(ROOT).parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            foreign.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            foreign.add(node.module.partition(".")[0])
        elif isinstance(node, ast.ImportFrom):
            base = [*parts[: len(parts) - node.level], *(node.module.split(".") if node.module else [])]
            found = {"/".join([*base, alias.name]) for alias in node.names}
            own.update(found & MODULE_NAMES or {"/".join(base)})
    return own, foreign


def _within(module: str, rooms: set[str]) -> bool:
    return any(module == room or module.startswith(f"{room}/") for room in rooms)


@every_module
def test_imports_follow_the_arrows(path):
    own, foreign = _imports(path)
    room = _room(path)
    may_own, may_foreign = MAY_IMPORT[room]
    extra = EXCEPTIONS.get(path.relative_to(ROOT).as_posix(), set())
    wrong = {name for name in own if not _within(name, {room, *may_own})}
    assert not wrong, f"imports {sorted(wrong)}"
    assert foreign - STANDARD <= may_foreign | extra, f"imports {sorted(foreign - STANDARD - may_foreign - extra)}"


@every_module
def test_what_begins_with_an_underscore_is_used_beside_it_only(path):
    """A file with an underscore helps those in its own folder; what other rooms need has a public name."""
    place = path.relative_to(ROOT).parent.as_posix()
    private = {name for name in _imports(path)[0] if name.rpartition("/")[2].startswith("_")}
    foreign = {name for name in private if name.rpartition("/")[0] != place and not name.endswith("/__init__")}
    assert not foreign - UNDERSCORES


def test_no_circle_of_modules():
    arrows = {name: _imports(path)[0] & MODULE_NAMES for name, path in zip(MODULE_PATHS, MODULES)}
    loose = {""}
    while loose:  # what imports nothing that is left, or is imported by nothing that is left, stands in no circle
        imported = set().union(*arrows.values())
        loose = {name for name, targets in arrows.items() if name not in imported or not targets & arrows.keys()}
        arrows = {name: targets - loose for name, targets in arrows.items() if name not in loose}
    assert not arrows, f"circles among {sorted(arrows)}"


@every_module
def test_module_is_documented_and_quiet(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body:
        assert ast.get_docstring(tree)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = {node.func.id for node in calls if isinstance(node.func, ast.Name)}
    assert not names & {"print", "eval", "exec", "breakpoint"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.type is None]


def _functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield every function with its dotted name, also methods and functions inside functions."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if not isinstance(node, ast.ClassDef):
                yield prefix + node.name, node
            yield from _functions(node, f"{prefix}{node.name}.")
        else:
            yield from _functions(node, prefix)


def _lines(function: ast.FunctionDef) -> int:
    """Return the lines of a function without its docstring: explaining more must not count against anyone."""
    first = function.body[0]
    docstring = first.end_lineno - first.lineno + 1 if ast.get_docstring(function) is not None else 0
    return function.end_lineno - function.lineno + 1 - docstring


def _arguments(function: ast.FunctionDef) -> int:
    names = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    names += [more for more in (function.args.vararg, function.args.kwarg) if more is not None]
    return sum(name.arg not in ("self", "cls") for name in names)


_BRANCHES = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.With,
    ast.AsyncWith,
    ast.Assert,
    ast.IfExp,
)


def _branches(function: ast.FunctionDef) -> int:
    """Return the cyclomatic complexity, functions inside included (30 is the end of radon's grade D)."""
    count = 1
    for node in ast.walk(function):
        if isinstance(node, _BRANCHES) or type(node).__name__ == "match_case":
            count += 1
        elif isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            count += 1 + len(node.ifs)
    return count


def test_functions_stay_small():
    found = {}
    for name, path in zip(MODULE_PATHS, MODULES):
        for function, node in _functions(ast.parse(path.read_text(encoding="utf-8"))):
            sizes = _lines(node), _arguments(node), _branches(node)
            if any(size > limit for size, limit in zip(sizes, (MAX_LINES, MAX_ARGUMENTS, MAX_BRANCHES))):
                found[f"{name}:{function}"] = "{} lines, {} arguments, {} branches".format(*sizes)
    new = {key: sizes for key, sizes in found.items() if key not in ABOVE_LIMITS}
    assert not new, f"above the limits of {MAX_LINES} lines, {MAX_ARGUMENTS} arguments, {MAX_BRANCHES} branches: {new}"
    assert not ABOVE_LIMITS - found.keys(), f"take off the list: {sorted(ABOVE_LIMITS - found.keys())}"


@pytest.mark.parametrize(
    ("source", "sizes"),
    [
        ("def f(self, a, *, b=1, **c):\n    'Two\\\n    lines.'\n    return a", (2, 3, 1)),
        ("def f():\n    if a and b or c:\n        return [x for x in y if x]\n    return 1 if d else 2", (4, 0, 7)),
        ("def f():\n  with a:\n    try:\n      while b:\n        pass\n    except C:\n      pass", (7, 0, 4)),
    ],
)
def test_sizes_are_counted_right(source, sizes):
    ((_, node),) = _functions(ast.parse(source))
    assert (_lines(node), _arguments(node), _branches(node)) == sizes


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
    assert _import_rooms(ROOMS, set(OPTIONAL), {"backend_shapely"}) > 40


def test_forms_connect_nothing_and_name_their_class():
    from xml.etree import ElementTree

    for path in ROOT.glob("ui/**/*.ui"):
        form = ElementTree.parse(path).getroot()
        connections = form.find("connections")
        assert connections is None or len(connections) == 0, path.name
        for header in form.iter("header"):
            assert header.text.startswith("qgis."), (path.name, header.text)


def _table(document: str, heading: str) -> list[list[str]]:
    """Return the cells of the tables under a heading of the architecture document, without their heads."""
    part = document.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line[:1] == "|"]
    return [row for row in rows if row[0] not in ("Room", "Job") and set(row[0]) != {"-"}]


def test_the_document_names_every_room_and_where_jobs_go():
    document = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [row[0].strip("`/") for row in _table(document, "The rooms")]
    planned = {room for room in rooms if not (ROOT / room).is_dir()}
    assert set(MAY_IMPORT) - {"."} <= set(rooms)
    assert planned <= {"statistics", "ui/assess", "ui/decide", "ui/charts"}
    jobs = _table(document, "Where does it go?")
    assert len(jobs) == 10
    for job, answer in jobs:
        room = answer.split("`")[1].strip("/")
        assert room in planned or (ROOT / room).is_dir(), job
