"""The package's source as the house tests read it: text and syntax trees, never imported modules."""

from __future__ import annotations

import ast
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "journeykit"


def variables(**own: str) -> dict[str, str]:
    """The environment for a program that runs in another folder, and finds this checkout's package all the same."""
    paths = [str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths)} | own


@dataclass(frozen=True)
class Import:
    """One imported name, and whether the statement waits inside a function."""

    name: str
    line: int
    deferred: bool


@dataclass(frozen=True)
class Source:
    """One file of the package: `path` below its folder, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def module(self) -> str:
        """The dotted name below `journeykit`; empty for the package itself."""
        parts = Path(self.path).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def layer(self) -> str:
        return self.module.partition(".")[0]

    @property
    def package(self) -> list[str]:
        """The parts of the package that relative imports start from."""
        return ["journeykit", *Path(self.path).parent.parts]

    def imports(self) -> Iterator[Import]:
        """All imports, relative ones resolved; `from a import b` gives `a.b`, since b may be a module."""
        deferred = {
            id(inner)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            for inner in ast.walk(node)
        }
        for node in ast.walk(self.tree):
            for name in self._names(node):
                yield Import(name, node.lineno, id(node) in deferred)

    def _names(self, node: ast.AST) -> list[str]:
        match node:
            case ast.Import():
                return [alias.name for alias in node.names]
            case ast.ImportFrom():
                base = self.package[: len(self.package) - node.level + 1] if node.level else []
                return [".".join(filter(None, [*base, node.module, alias.name])) for alias in node.names]
            case ast.Call(func=function, args=[ast.Constant(value=str(name)), *_]):
                return [name] if ast.unparse(function).endswith(("import_module", "__import__")) else []
        return []


def package_sources() -> list[Source]:
    """Every file of the package."""
    found = sorted(PACKAGE.rglob("*.py"))
    return [Source(path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")) for path in found]
