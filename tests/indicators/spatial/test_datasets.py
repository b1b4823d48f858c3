"""GDAL's exceptions are the user's choice: files open, and fail to, in the same words with them and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal, ogr
from samplan.indicators.errors import IndicatorError
from samplan.indicators.spatial.datasets import memory_source, open_dataset
from samplan.processing.common.register import Entry, read_register, write_entry


@pytest.fixture(params=[False, True], ids=["codes", "exceptions"])
def exceptions(request):
    if request.param:
        gdal.UseExceptions()
        ogr.UseExceptions()
    yield request.param
    for module in (ogr, gdal):  # GDAL 3.6 wants them off in the opposite order
        module.DontUseExceptions()


def test_a_file_that_cannot_be_opened_is_none(exceptions, tmp_path):
    broken = tmp_path / "broken.gpkg"
    broken.write_text("no database", encoding="utf-8")
    assert open_dataset(str(broken), gdal.OF_VECTOR) is None
    assert open_dataset(str(tmp_path / "missing.tif"), gdal.OF_RASTER) is None


def test_layers_in_memory(exceptions):
    source = memory_source()  # a layer does not keep its source alive
    assert source.CreateLayer("it", None, ogr.wkbPoint).GetFeatureCount() == 0


def test_a_register_that_cannot_be_written_is_a_sentence(exceptions, tmp_path):
    path = tmp_path / "register.gpkg"
    write_entry(str(path), Entry(role="green", layer="parks"))
    assert read_register(str(path))["green"].layer == "parks"
    with pytest.raises(IndicatorError, match="cannot be written"):
        write_entry(str(Path(tmp_path, "no", "folder.gpkg")), Entry(role="green", layer="parks"))
    with pytest.raises(IndicatorError, match="holds no data register"):
        read_register(str(tmp_path / "missing.gpkg"))
