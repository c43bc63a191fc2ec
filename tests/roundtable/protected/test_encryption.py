"""What is encrypted comes back equal under its passphrase, and nothing comes back of what was changed in any byte."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roundtable.errors import InputError, PassphraseError, RoundtableError
from roundtable.protected import encryption

PASSPHRASE = "wells and clubs of Ayacucho"
CHUNK = 16
NAME = "w.protected"
MANY = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the least costs and the shortest chunks, so that hundreds of streams can be tried."""
    monkeypatch.setattr(encryption, "_COSTS", (64, 1, 1, CHUNK))


def encrypted(content: bytes, passphrase: str = PASSPHRASE) -> bytes:
    made = io.BytesIO()
    encryption.encrypt(io.BytesIO(content), made, passphrase)
    return made.getvalue()


def decrypted(content: bytes, passphrase: str = PASSPHRASE) -> bytes:
    made = io.BytesIO()
    encryption.decrypt(io.BytesIO(content), made, passphrase, NAME)
    return made.getvalue()


@MANY
@given(content=st.binary(max_size=5 * CHUNK), passphrase=st.text(min_size=1))
def test_any_content_comes_back_equal_under_any_passphrase(cheap: None, content: bytes, passphrase: str) -> None:
    assert decrypted(encrypted(content, passphrase), passphrase) == content


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_every_flipped_bit_and_every_cut_is_refused(cheap: None, length: int) -> None:
    whole = encrypted(bytes(range(length)))
    for at in range(len(whole)):
        for bit in (0, 7):
            flipped = bytearray(whole)
            flipped[at] ^= 1 << bit
            with pytest.raises(InputError):  # told as damage, not as a wrong passphrase
                decrypted(bytes(flipped))
        with pytest.raises(InputError):
            decrypted(whole[:at])
    with pytest.raises(InputError):
        decrypted(whole + b"\x00")


def test_chunks_cannot_be_swapped_repeated_or_left_out(cheap: None) -> None:
    whole = encrypted(b"a" * CHUNK + b"b" * CHUNK + b"c" * CHUNK)
    sealed = CHUNK + 16
    head, body = whole[: -3 * sealed], whole[-3 * sealed :]
    one, two, three = body[:sealed], body[sealed : 2 * sealed], body[2 * sealed :]
    for order in ((two, one, three), (one, three), (one, two), (one, one, two, three), (three,)):
        with pytest.raises(InputError, match=f"{NAME}” is damaged or cut short"):
            decrypted(head + b"".join(order))


def test_a_wrong_passphrase_is_told_as_such(cheap: None) -> None:
    whole = encrypted(b"content")
    for wrong in ("", PASSPHRASE.upper(), PASSPHRASE + " "):
        with pytest.raises(PassphraseError, match=NAME):
            decrypted(whole, wrong)


def test_letters_typed_on_another_system_are_the_same_passphrase(cheap: None) -> None:
    assert (
        decrypted(encrypted(b"content", "E\u0301te\u0301 a\u0300 Gene\u0300ve"), "\u00c9t\u00e9 \u00e0 Gen\u00e8ve")
        == b"content"
    )


def test_the_same_content_is_never_encrypted_the_same(cheap: None) -> None:
    assert encrypted(b"content") != encrypted(b"content")


def test_no_text_of_what_is_encrypted_can_be_read_in_it() -> None:
    whole = encrypted(b"Wells for Ayacucho" * 1000)
    assert b"Wells" not in whole
    assert decrypted(whole) == b"Wells for Ayacucho" * 1000


@pytest.mark.parametrize(
    "costs", [(1 << 30, 3, 4, 1 << 20), (1 << 16, 1 << 20, 4, 1 << 20), (64, 1, 200, 16), (64, 1, 1, 0)]
)
def test_a_stream_that_asks_for_too_much_is_refused_before_it_costs_anything(
    costs: tuple[int, int, int, int], cheap: None
) -> None:
    whole = encrypted(b"content")
    asking = encryption._read_parameters(whole[: encryption._HEADER_LENGTH], NAME)._replace(
        memory_kib=costs[0], iterations=costs[1], lanes=costs[2], chunk_length=costs[3]
    )
    header = encryption._LAYOUT.pack(*asking) + bytes(16)
    with pytest.raises(InputError, match=f"{NAME}” was made by a newer version"):
        decrypted(header + encryption._digest(header) + whole[len(header) + 16 :])


def test_other_files_are_no_protected_copies() -> None:
    for content in (b"", b"SQLite format 3\x00", b"PK\x03\x04" * 100):
        with pytest.raises(RoundtableError, match=f"{NAME}” is not a protected copy"):
            decrypted(content)
