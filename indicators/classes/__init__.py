"""What the classes of layers mean: words people use, codes and names of land-cover schemes, legends of rasters."""
