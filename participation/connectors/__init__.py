"""One module per participation API; `registry` finds them by themselves."""
