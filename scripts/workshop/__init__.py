"""Parts of the workshop data builder; run it through ``scripts/build_workshop_data.py``."""
