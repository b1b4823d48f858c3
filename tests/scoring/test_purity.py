from __future__ import annotations

import ast
from pathlib import Path

ROOM = Path(__file__).resolve().parents[2] / "scoring"
STANDARD = {
    "__future__", "copy", "dataclasses", "difflib", "functools", "hashlib", "json", "math", "pathlib", "re", "typing",
}  # fmt: skip


def test_scoring_imports_only_numpy_and_the_standard_library():
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = {node.module.split(".")[0]}
            elif isinstance(node, ast.ImportFrom) and node.level == 2:
                assert node.module == "messages", path.name
                continue
            else:
                continue
            assert names <= STANDARD | {"numpy"}, path.name
