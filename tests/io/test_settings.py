"""Settings: what is unknown is kept, what is damaged is set aside and told."""

import pytest

from werklocaties.io.settings import Settings, load, save, settings_path


def test_that_there_are_settings_without_a_file():
    assert load().settings == Settings()
    assert load().findings == ()


def test_that_what_is_saved_is_read_again(home):
    path = save(Settings(author="Jan", language="en", largest_file_mb=50))
    assert path.is_relative_to(home)
    assert load().settings == Settings(author="Jan", language="en", largest_file_mb=50)


def test_that_the_file_is_dutch_and_legible():
    path = save(Settings(author="Jan"))
    assert path.read_text(encoding="utf-8").startswith('auteur = "Jan"\ntaal = "nl"\n')


def test_that_keys_of_another_version_are_kept():
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text('auteur = "Jan"\nkleur = "blauw"\n[venster]\nbreed = 3\n', encoding="utf-8")
    save(load().settings.model_copy(update={"author": "Els"}))
    text = path.read_text(encoding="utf-8")
    assert 'auteur = "Els"' in text
    assert 'kleur = "blauw"' in text
    assert "[venster]\nbreed = 3" in text


@pytest.mark.parametrize(
    "data",
    [
        b"auteur = ",
        b'taal = "fr"\n',
        b"auteur = 3\n",
        b"\xff\xfe\x00",
        b"grootste_bestand_mb = -1\n",
    ],
    ids=["no toml", "unknown language", "no text", "no utf-8", "below zero"],
)
def test_that_a_damaged_file_is_set_aside_and_told(data):
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    found = load()
    assert found.settings == Settings()
    (finding,) = found.findings
    assert finding.code == "settings_damaged"
    kept = path.with_name(str(finding.values["kept"]))
    assert kept.read_bytes() == data
    assert not path.exists()


def test_that_a_file_that_may_not_be_read_is_told(monkeypatch):
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text("", encoding="utf-8")

    def refused(*args, **given):
        raise PermissionError

    monkeypatch.setattr(type(path), "read_text", refused)
    assert [finding.code for finding in load().findings] == ["settings_damaged"]
