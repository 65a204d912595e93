"""The pages made from the registers say what the registers say, and links lead somewhere."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.fixture
def make_docs(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tools")
    return runpy.run_path(str(ROOT / "tools" / "make_docs.py"))


@pytest.mark.parametrize("name", ["tables.md", "assumptions.md", "terms.md"])
def test_that_a_page_is_what_the_registers_give(make_docs, name):
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert page == make_docs["PAGES"][name](), "run: .venv/bin/python tools/make_docs.py"


def test_that_every_link_between_pages_leads_to_a_file():
    broken = [
        f"{page.name}: {target}"
        for page in PAGES
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []
