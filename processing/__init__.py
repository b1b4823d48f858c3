"""The Processing provider `samplan`: read parameters, call the rooms that compute, write sinks, styles and lineage.

`common/` is the ground that `measure/`, `listen/` and `share/` stand on; `score/` may also use `measure/`. In a group's
folder a file without an underscore holds one algorithm (or a few of one kind), a file with one helps them.
"""
