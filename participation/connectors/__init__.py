"""One file per participation service, found by `registry` through its `id`; a file with an underscore helps them.

May import `web`, `messages` and the rest of `participation` but neither its `sync` nor its `analysis`.
"""
