"""The assessment document in QGIS: found, stored in the project, and its layers opened."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Iterable, NamedTuple, Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ...i18n import pick, translate
from ...indicators.roles import ROLES
from ...messages import QT_TRANSLATE_NOOP, Lines, UserMessage
from .lineage import records
from .snapshots import layer_origin

if TYPE_CHECKING:
    from ...assessment.document import Document, Layer

SCOPE, KEY = "samplan", "assessment"
"""Where a project keeps its assessment."""
_RASTER_PROVIDERS = ("gdal", "wcs", "wms", "postgresraster", "arcgismapserver", "virtualraster")
_OPENED = "samplan_document_layer"


class Found(NamedTuple):
    """An assessment document and where it stood.

    Attributes
    ----------
    document : Document
        Its paths are absolute.
    folder : str
        What relative paths in it are taken from.
    file : str
        Its file, '' for none.
    by_name : bool
        It was made of a result: a layer whose file is not there may be one of the project's with its name.
    notes : list of UserMessage
        What the result's lineage does not tell.
    """

    document: Document
    folder: str
    file: str = ""
    by_name: bool = False
    notes: tuple[UserMessage, ...] = ()


def project_folder(project: QgsProject) -> str:
    """Return the folder of a project's file; of one never saved, that of the process."""
    from ...assessment.sources import here  # late: QGIS starts faster

    return here(project.absolutePath() or os.getcwd())


def read_assessment(project: QgsProject) -> Optional[Document]:
    """Return the assessment stored in a project, with absolute paths; None when there is none.

    Raises
    ------
    AssessmentError
        It cannot be used.
    """
    from ...assessment.document import parse  # late: QGIS starts faster

    text, _stored = project.readEntry(SCOPE, KEY, "")
    return parse(text).placed(project_folder(project)) if text.strip() else None


def write_assessment(project: QgsProject, document: Optional[Document]) -> None:
    """Store an assessment in a project, in place of the one before; None removes that.

    Paths are relative to the project's file, absolute in a project that was never saved. The file changes when the project
    is saved; a project saved in another folder needs the assessment written again.
    """
    if document is None:
        project.removeEntry(SCOPE, KEY)
    else:
        folder = project_folder(project) if project.absolutePath() else ""
        project.writeEntry(SCOPE, KEY, document.beside(folder).text())


def find_assessment(text: str, context: QgsProcessingContext) -> Found:
    """Return the assessment that a parameter's value names.

    Parameters
    ----------
    text : str
        A document's file, its text, a result of Samplan (a layer or its file), or '' for the project's own.

    Raises
    ------
    AssessmentError
        There is none, or it cannot be used.
    """
    from ...assessment.document import from_lineage, load, parse  # late: QGIS starts faster
    from ...assessment.errors import AssessmentError
    from ...assessment.sources import file_of, here

    project, text = context.project() or QgsProject.instance(), text.strip()
    if not text:
        document = read_assessment(project)
        if document is None:
            raise AssessmentError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "The project holds no assessment. Give the file of one, or a result of Assess planning areas.",
                )
            )
        return Found(document, project_folder(project))
    if text.startswith("{"):
        folder = project_folder(project)
        return Found(parse(text).placed(folder), folder)
    file = file_of(text)
    if os.path.isfile(text) and _begins_with_brace(text) and not _is_geojson(text):
        return Found(load(text), os.path.dirname(here(text)), here(text))
    layer = QgsProcessingUtils.mapLayerFromString(text, context)
    if layer is None:
        if os.path.isfile(text):
            return Found(load(text), os.path.dirname(here(text)), here(text))  # tells what is wrong with it
        raise AssessmentError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'There is no assessment "{name}". Give the file of one (.json), or a result of Assess planning areas.',
            ),
            name=text,
        )
    document, notes = from_lineage(records(layer))
    path = file or file_of(layer.source(), layer.providerType())
    folder = os.path.dirname(here(path)) if path else project_folder(project)
    return Found(document.placed(folder), folder, "", True, tuple(notes))


def _begins_with_brace(path: str) -> bool:
    with open(path, "rb") as file:
        return file.read(100).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"


def _is_geojson(path: str) -> bool:
    """Return whether a JSON file is a layer."""
    with open(path, "rb") as file:
        return b'"FeatureCollection"' in file.read(1000)


def layer_entry(layer: QgsMapLayer) -> dict[str, Any]:
    """Return a layer of the project as a document's `Layer` takes it: source, provider, filter, crs and name."""
    return {**layer_origin(layer)._asdict(), "name": layer.name()}


def open_layers(found: Found, wanted: Iterable[str], context: QgsProcessingContext) -> dict[str, QgsMapLayer]:
    """Open an assessment's layers with their filters, in the thread of the caller; the context keeps them.

    Parameters
    ----------
    found : Found
    wanted : iterable of str
        Role ids, and ``areas``.

    Raises
    ------
    AssessmentError
        Naming every layer that cannot be opened, and why.
    """
    from ...assessment.errors import AssessmentError  # late: QGIS starts faster

    opened, faults = {}, []
    for name in wanted:
        entry = found.document.areas if name == "areas" else found.document.roles[name]
        title = translate("Samplan", "Planning areas") if name == "areas" else pick(ROLES[name].title)
        layer = _open(entry, name, context)
        if isinstance(layer, UserMessage) and (found.by_name or not entry.source):
            layer = _in_project(entry, context) or layer
        if isinstance(layer, UserMessage):
            faults.append(UserMessage("- {title}: {problem}", {"title": title, "problem": layer}))
        else:
            opened[name] = layer
    if faults:
        raise AssessmentError(
            QT_TRANSLATE_NOOP(
                "Samplan", "Layers of the assessment cannot be opened. Correct this and try again ({count}):\n{faults}"
            ),
            count=len(faults),
            faults=Lines(faults),
        )
    return opened


def _in_project(entry: Layer, context: QgsProcessingContext) -> Optional[QgsMapLayer]:
    """Return the project's layer of this name; None unless exactly one is called so."""
    named = (context.project() or QgsProject.instance()).mapLayersByName(entry.name) if entry.name else []
    return named[0] if len(named) == 1 else None


def _open(entry: Layer, name: str, context: QgsProcessingContext) -> QgsMapLayer | UserMessage:
    """Return the layer, or why there is none."""
    if not entry.source:
        return UserMessage(QT_TRANSLATE_NOOP("Samplan", "where the layer is, is not said. Name its source."), {})
    mark = repr((entry.source, entry.provider, entry.filter, entry.crs))
    store = context.temporaryLayerStore()
    for layer in store.mapLayers().values():  # opened when the parameters were checked
        if layer.customProperty(_OPENED) == mark:
            return layer
    problem = _absent(entry)
    if problem is not None:
        return problem
    layer = _fresh(entry, ROLES[name].geometry if name in ROLES else ("polygon",))
    if layer is None:
        return _unreadable(entry)
    if entry.crs:
        crs = QgsCoordinateReferenceSystem(entry.crs)
        if not crs.isValid():
            return UserMessage(
                QT_TRANSLATE_NOOP("Samplan", '"{crs}" is no coordinate reference system. Write it like EPSG:3006.'),
                {"crs": entry.crs},
            )
        layer.setCrs(crs)
    problem = _filtered(layer, entry.filter)
    if problem is not None:
        return problem
    layer.setCustomProperty(_OPENED, mark)
    return store.addMapLayer(layer)


def _absent(entry: Layer) -> Optional[UserMessage]:
    """Return that a layer's file or provider is not there; None when both are, or none is needed."""
    from ...assessment.sources import file_of  # late: QGIS starts faster

    providers = QgsProviderRegistry.instance().providerList()
    if entry.provider and entry.provider not in providers:
        return UserMessage(
            QT_TRANSLATE_NOOP("Samplan", 'QGIS has no provider "{name}" here. It has: {known}.'),
            {"name": entry.provider, "known": ", ".join(providers)},
        )
    if entry.provider == "memory":
        return UserMessage(
            QT_TRANSLATE_NOOP("Samplan", "it was a temporary layer, which is gone. Save such a layer to a file first."),
            {},
        )
    path = file_of(entry.source, entry.provider)
    if not path or os.path.exists(path) or _in_archive(path):
        return None
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        return UserMessage(
            QT_TRANSLATE_NOOP("Samplan", 'the folder "{folder}" is not there ("{file}" should be in it).'),
            {"folder": folder, "file": os.path.basename(path)},
        )
    return UserMessage(
        QT_TRANSLATE_NOOP("Samplan", 'the file "{file}" is not in the folder "{folder}".'),
        {"file": os.path.basename(path), "folder": folder},
    )


def _in_archive(path: str) -> bool:
    """Return whether a part of the path is a file, such as a zip."""
    while path and path != os.path.dirname(path):
        path = os.path.dirname(path)
        if os.path.isfile(path):
            return True
    return False


def _fresh(entry: Layer, geometry: Sequence[str]) -> Optional[QgsMapLayer]:
    """Open a layer; what neither QGIS's vector nor its raster providers open is None."""
    from ...assessment.sources import file_of  # late: QGIS starts faster

    path = file_of(entry.source, entry.provider)
    name = entry.name or os.path.splitext(os.path.basename(path))[0] or entry.source[:40]
    kinds: list[tuple[type, str]] = []
    if geometry != ("raster",) and entry.provider not in _RASTER_PROVIDERS:
        kinds.append((QgsVectorLayer, entry.provider or "ogr"))
    if "raster" in geometry and entry.provider in ("", *_RASTER_PROVIDERS):
        kinds.append((QgsRasterLayer, entry.provider or "gdal"))
    for kind, provider in kinds:
        if kind is QgsVectorLayer and len(_tables(entry)) > 1 and "|layer" not in entry.source:
            continue
        layer = kind(entry.source, name, provider)
        if layer.isValid():
            return layer
    return None


def _tables(entry: Layer) -> list[str]:
    """Return the names of the vector layers in a file."""
    from ...assessment.sources import file_of  # late: QGIS starts faster

    path = file_of(entry.source, entry.provider)
    if entry.provider not in ("", "ogr") or not path:
        return []
    found = QgsProviderRegistry.instance().querySublayers(path)
    return list(dict.fromkeys(item.name() for item in found if item.providerKey() == "ogr"))


def _unreadable(entry: Layer) -> UserMessage:
    tables = _tables(entry)
    if len(tables) > 1 or "|layername=" in entry.source:
        return UserMessage(
            QT_TRANSLATE_NOOP(
                "Samplan", '"{source}" names none of the layers in the file. Write {example}. It has: {known}.'
            ),
            {
                "source": os.path.basename(entry.source),
                "example": f"{os.path.basename(entry.source.partition('|')[0])}|layername={tables[0] if tables else 'name'}",
                "known": ", ".join(tables) or "-",
            },
        )
    return UserMessage(
        QT_TRANSLATE_NOOP(
            "Samplan", '"{source}" cannot be opened as a layer of this kind. Check the source and its provider.'
        ),
        {"source": entry.source},
    )


def _filtered(layer: QgsMapLayer, text: str) -> Optional[UserMessage]:
    """Put a filter on a layer; returns why it cannot be."""
    if not text:
        return None
    names = layer.fields().names() if isinstance(layer, QgsVectorLayer) else []
    # What stands in double quotes and is no field, SQLite takes for a text: the filter would let nothing through.
    unknown = [name for name in QgsExpression(text).referencedColumns() if name not in names and f'"{name}"' in text]
    if (
        unknown
        or not isinstance(layer, QgsVectorLayer)
        or not layer.setSubsetString(text)
        or layer.featureCount() == -1
    ):
        return UserMessage(
            QT_TRANSLATE_NOOP(
                "Samplan", "the filter {filter} cannot be applied. The layer has these fields: {fields}."
            ),
            {"filter": text, "fields": ", ".join(names) or "-"},
        )
    return None
