"""The encoding in which a text was written."""

from dataclasses import dataclass

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LAST_RESORT = "latin-1"


@dataclass(frozen=True)
class Decoded:
    """A text with the encoding in which its bytes could be read."""

    text: str
    encoding: str


def as_text(data: bytes) -> Decoded:
    r"""Decode by the byte order mark, else UTF-8, else cp1252 (as Dutch Excel writes).

    Example:
        >>> as_text("Café €".encode("cp1252"))
        Decoded(text='Café €', encoding='cp1252')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, errors="replace"), encoding)
    whole = _without_cut_character(data)
    for encoding in ("utf-8", "cp1252"):
        try:
            return Decoded(whole.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return Decoded(data.decode(_LAST_RESORT), _LAST_RESORT)


def _without_cut_character(data: bytes) -> bytes:
    """Drop the start of a UTF-8 character that the end of the data cut in two."""
    for back in range(1, min(4, len(data)) + 1):
        byte = data[-back]
        if byte < 0x80:
            break
        if byte >= 0xC0:
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return data[:-back] if length > back else data
    return data
