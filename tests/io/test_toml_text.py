import tomllib

from hypothesis import given
from hypothesis import strategies as st

from werklocaties.io.toml_text import to_toml

# Surrogates stand in no file.
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.one_of(
    st.booleans(), st.integers(-(2**60), 2**60), st.floats(allow_nan=False), TEXT, st.dates()
)
TABLES = st.recursive(
    st.dictionaries(TEXT, st.one_of(PLAIN, st.lists(PLAIN, max_size=3)), max_size=4),
    lambda inner: st.dictionaries(TEXT, st.one_of(PLAIN, inner), max_size=3),
    max_leaves=6,
)


def test_that_keys_and_tables_read_as_people_write_them():
    assert to_toml({"a b": 1, "t": {"x": {"y": "é\n"}}}) == '"a b" = 1\n\n[t.x]\ny = "é\\u000A"\n'


def test_that_what_is_none_is_left_out():
    assert tomllib.loads(to_toml({"a": None, "b": 1})) == {"b": 1}


@given(TABLES)
def test_that_what_is_written_is_read_back_as_it_was(data):
    assert tomllib.loads(to_toml(data)) == data
