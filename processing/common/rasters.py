"""Raster layers opened for measuring; which band is read, and why, is told and written into the lineage."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingException, QgsProcessingFeedback

from ...i18n import pick, translate
from ...indicators.spatial.band import FILE_ONLY, is_picture, value_bands
from ...indicators.spatial.crs import check_crs
from ...indicators.spatial.data import RasterData
from .role_parameters import RoleInput


def read_raster(item: RoleInput, feedback: QgsProcessingFeedback) -> RasterData:
    """Open a raster role layer and say which of its bands is read; see `open_raster`."""
    data = open_raster(item)
    for warns, text in band_messages(item, data):
        text = f"{pick(item.role.title)}: {text}"
        feedback.pushWarning(text) if warns else feedback.pushInfo(text)
    return data


def open_raster(item: RoleInput) -> RasterData:
    """Open a raster role layer.

    The band is the one chosen, else the one that the layer's style draws alone, else the first. What counts as no data is
    what the file and the layer's properties say.

    Raises
    ------
    QgsProcessingException
        The layer is no file.
    IndicatorError
        It has no CRS, cannot be opened or has no such band.
    """
    source = item.source
    if source.uri is None:
        raise QgsProcessingException(
            translate(
                "Samplan",
                'The raster "{name}" comes from a service, whose cells cannot be read. Save it as a GeoTIFF (Export › Save '
                "As…) and give that.",
            ).format(name=source.title)
        )
    check_crs(source.crs, source.title)

    def opened(band: int) -> RasterData:
        choice = source.no_data.get(band, FILE_ONLY)
        data = RasterData(source.uri, source.crs.toWkt(), source.name, band, choice, source.options)
        data.classes = item.classes if item.role.classed else None
        return data

    if item.band is not None:
        return opened(item.band)
    data = opened(1)
    drawn = source.drawn or 1
    # QGIS counts the mask of a file as one band more.
    return opened(drawn) if 1 < drawn <= data.dataset.RasterCount else data


def band_messages(item: RoleInput, data: RasterData) -> list[tuple[bool, str]]:
    """Return what is to be said of the band read, each with whether it is a warning; nothing where there is but one."""
    titles = value_bands(data.dataset)
    if len(titles) < 2 and item.band is None:
        return []
    words = {"name": data.name, "band": band_title(data), "count": len(titles), "example": item.band_choice}
    if item.band is not None:
        return [(False, translate("Samplan", 'Of "{name}" band {band} is read, as chosen.').format(**words))]
    if item.source.drawn == data.band:
        text = translate(
            "Samplan",
            'Of the {count} bands of "{name}" band {band} is read, which the layer\'s style draws. Another one is chosen like '
            "this: {example}.",
        )
        return [(False, text.format(**words))]
    text = translate(
        "Samplan",
        '"{name}" has {count} bands and none was chosen: band {band} is read. Choose another one like this: {example}, or let '
        "the layer's style draw it alone.",
    )
    messages = [(True, text.format(**words))]
    if is_picture(data.dataset):
        text = translate(
            "Samplan",
            '"{name}" is a picture in red, green and blue: its numbers are colours, not measured values. Give the raster that '
            "the picture was made of, or choose the band that holds the values.",
        )
        messages.append((True, text.format(**words)))
    return messages


def band_title(data: RasterData) -> str:
    """Return a band's number, with its name where it has one."""
    name = data.dataset.GetRasterBand(data.band).GetDescription()
    return f"{data.band} ({name})" if name else str(data.band)


def raster_facts(data: RasterData, feedback: QgsProcessingFeedback) -> dict[str, Any]:
    """Return what the lineage says of a raster; infinite cells, which its fingerprint finds, are told."""
    facts: dict[str, Any] = {"name": data.name, "fingerprint": data.fingerprint, "band": data.band}
    reader = data.reader
    if reader.scaled:
        facts.update(scale=reader.scale, offset=reader.offset)
    if reader.masks:
        facts["mask"] = True
    if reader.ranges:
        facts["no_data"] = [[repr(end) for end in ends] for ends in reader.ranges]
    if data.infinite:
        feedback.pushWarning(
            translate("Samplan", '{count} cells of "{name}" are infinite and count as no data.').format(
                count=data.infinite, name=data.name
            )
        )
    return facts
