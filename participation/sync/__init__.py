"""Keeping a feedback database (GeoPackage) equal to its sources: `sync` reads into `staging` and writes into `store`.

`scopes` says what a run may remove, `sync_warnings` what looks wrong, `filter_diagnostics` what filters let through,
`duplicate_detection` what repeats; `search` finds items by words. May import the rest of `participation`, but not `analysis`.
"""
