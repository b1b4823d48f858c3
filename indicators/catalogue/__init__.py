"""The indicators that ship: one file each with its declaration and its function, found by `registry`.

A file with an underscore is shared by several indicators. May import the rest of `indicators`, `messages` and numpy.
"""
