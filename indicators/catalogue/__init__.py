"""The indicators, one module each: a declaration and a pure function. The registry finds every module here."""
