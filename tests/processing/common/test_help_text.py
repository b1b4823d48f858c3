"""Help as HTML in the desktop and as plain text in qgis_process, with examples that a shell understands."""

from __future__ import annotations

import re
import shlex

from qgis.core import QgsApplication


def test_html_keeps_quotes():
    from samplan.processing.common.help_text import help_html

    text = help_html("A & B", ("Head: a <tag>",), "run 'x|y' --json '{\"a\": 1}'")
    assert text.startswith("<p>A &amp; B</p><p><strong>Head:</strong> a &lt;tag&gt;</p>")
    assert "<code>run 'x|y' --json '{\"a\": 1}'</code>" in text


def test_examples_can_be_pasted(provider, monkeypatch):
    monkeypatch.setattr(QgsApplication, "platform", staticmethod(lambda: "qgis_process"))
    for algorithm in provider.algorithms():
        text = algorithm.shortHelpString()
        assert not re.search(r"</?(p|strong)>|<code>|&(#x27|quot|lt|gt|amp);", text), algorithm.id()
        lines = [line for line in text.splitlines() if line.startswith("qgis_process run ")]
        assert lines, algorithm.id()
        for line in lines:
            words = shlex.split(line)
            assert words[2] == algorithm.id()
            for word in words[words.index("--") + 1 :] if "--" in words else ():
                name = word.partition("=")[0]
                assert algorithm.parameterDefinition(name) is not None, f"{algorithm.id()}: {name}"
