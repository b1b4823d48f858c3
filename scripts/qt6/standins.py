"""Modules that stand for parts of QGIS that are not there: their classes are plain Qt 6 widgets that answer to every name.

Enough to import the plugin, to load its forms and for pytest-qgis to start; nothing shown is tested with them.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from typing import Any, Collection, Iterator, Optional

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QWidget

_WIDGETS = ("Widget", "Button", "Box", "Dialog", "Edit", "Canvas", "Panel", "Bar", "Area", "Select")
_PROVIDERS = ("QgsNativeAlgorithms", "Qgs3DAlgorithms")


class _Value:
    """Whatever is asked of a class that is not there."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> _Value:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Value(f"{self._name}.{name}")

    def __call__(self, *_args: Any, **_named: Any) -> Any:
        if self._name.endswith("mapSettings"):
            from qgis.core import QgsMapSettings

            return QgsMapSettings()
        return _Value(f"{self._name}()")

    def __or__(self, other: Any) -> _Value:
        return self

    __ror__ = __and__ = __or__

    def __ge__(self, other: Any) -> bool:
        return True  # the version of QGIS is a new one

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __bool__(self) -> bool:
        return False

    def __hash__(self) -> int:
        return hash(self._name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Value) and other._name == self._name


def _empty_provider(provider_id: str) -> type:
    from qgis.core import QgsProcessingProvider

    class Provider(QgsProcessingProvider):
        def loadAlgorithms(self) -> None:
            pass

        def id(self) -> str:
            return provider_id

        def name(self) -> str:
            return provider_id

    return Provider


def _widget_class(name: str) -> type:
    base: Any = QWidget if name.endswith(_WIDGETS) else QObject

    class Meta(type(base)):
        def __getattr__(cls, attribute: str) -> _Value:
            if attribute.startswith("__"):
                raise AttributeError(attribute)
            return _Value(f"{name}.{attribute}")

    def init(self: Any, *_args: Any, **_named: Any) -> None:
        base.__init__(self)

    def attribute_of(self: Any, attribute: str) -> _Value:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return _Value(attribute)

    return Meta(name, (base,), {"__init__": init, "__getattr__": attribute_of})


class _Module(types.ModuleType):
    STAND_IN = True

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        if name in _PROVIDERS:
            made = _empty_provider("native" if name == _PROVIDERS[0] else "3d")
        else:
            made = _widget_class(name)
        setattr(self, name, made)
        return made


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, names: Collection[str]) -> None:
        self.names = names

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Optional[importlib.machinery.ModuleSpec]:
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if name in self.names else None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        pass


def install(*names: str) -> None:
    """Let modules of these names be stand-ins from now on."""
    sys.meta_path.insert(0, _Finder(names))
