"""One file per participation service, found by `registry` through its `id`; a file with an underscore helps them.

May import `network`, `messages` and the rest of `participation` but neither its `keeping` nor its `analysis`.
"""
