"""Encryption of a stream under a passphrase: AES-256-GCM in chunks, the key derived by Argon2id.

The chunks follow the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): each nonce holds the number of the
chunk and whether it is the last, so that none can be changed, moved, left out or cut off. The header is authenticated
with every chunk.
"""

import hashlib
import hmac
import secrets
import struct
import unicodedata
from typing import IO, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from roundtable.errors import InputError, PassphraseError
from roundtable.progress import Progress, silent

_MAGIC = b"RNDT protected\x00"
_VERSION = 1
_LAYOUT = struct.Struct(f">{len(_MAGIC)}sB16sIIBI7s")
_CHECK_LENGTH = _DIGEST_LENGTH = _TAG_LENGTH = 16
_HEADER_LENGTH = _LAYOUT.size + _CHECK_LENGTH + _DIGEST_LENGTH
_KEY_LENGTH = 32
_COSTS = (1 << 16, 3, 4, 1 << 20)
"""Memory in KiB, iterations and lanes of the key derivation, and the length of a chunk in bytes, of what is written."""
_MOST_MEMORY_KIB, _MOST_ITERATIONS, _MOST_LANES, _LONGEST_CHUNK = 1 << 18, 16, 16, 1 << 24


class _Parameters(NamedTuple):
    """Hold salt and costs of the key derivation, the length of a chunk in bytes, and the prefix of every nonce."""

    magic: bytes
    version: int
    salt: bytes
    memory_kib: int
    iterations: int
    lanes: int
    chunk_length: int
    nonce_prefix: bytes

    @property
    def is_usable(self) -> bool:
        """Whether the costs are within what a file may ask of this computer."""
        return (
            self.version == _VERSION
            and 1 <= self.lanes <= _MOST_LANES
            and 8 * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
            and 1 <= self.iterations <= _MOST_ITERATIONS
            and 1 <= self.chunk_length <= _LONGEST_CHUNK
        )


def encrypt(source: IO[bytes], target: IO[bytes], passphrase: str, *, progress: Progress = silent) -> None:
    """Write the rest of a seekable stream, encrypted, to another, in memory of some chunks; raise OSError."""
    parameters = _Parameters(_MAGIC, _VERSION, secrets.token_bytes(16), *_COSTS, secrets.token_bytes(7))
    key, check = _derived(passphrase, parameters)
    header = _LAYOUT.pack(*parameters) + check
    header += _digest(header)
    target.write(header)
    cipher = AESGCM(key)
    total = _remaining(source) // parameters.chunk_length + 1
    chunk, number, is_last = source.read(parameters.chunk_length), 0, False
    while not is_last:
        following = source.read(parameters.chunk_length)
        is_last = not following
        target.write(cipher.encrypt(_nonce(parameters, number, is_last=is_last), chunk, header))
        chunk, number = following, number + 1
        progress(min(number, total), total)


def decrypt(source: IO[bytes], target: IO[bytes], passphrase: str, name: str, *, progress: Progress = silent) -> None:
    """Write what ``encrypt`` wrote, decrypted, to another stream; what was written is worth nothing after an error.

    ``name`` is what errors call the stream. Raises PassphraseError for another passphrase, InputError for what is no
    such stream, damaged, cut short or made by a newer version, and OSError.
    """
    header = source.read(_HEADER_LENGTH)
    parameters = _read_parameters(header, name)
    key, check = _derived(passphrase, parameters)
    if not hmac.compare_digest(check, header[_LAYOUT.size : -_DIGEST_LENGTH]):
        raise PassphraseError(f"The passphrase is wrong for “{name}”.", "Try again; upper and lower case differ.")
    cipher = AESGCM(key)
    length = parameters.chunk_length + _TAG_LENGTH
    total = _remaining(source) // length + 1
    chunk, number, is_last = source.read(length), 0, False
    while not is_last:
        following = source.read(length)
        is_last = not following
        try:
            target.write(cipher.decrypt(_nonce(parameters, number, is_last=is_last), chunk, header))
        except InvalidTag as error:
            raise _damaged(name) from error
        chunk, number = following, number + 1
        progress(min(number, total), total)


def check(source: IO[bytes], name: str) -> None:
    """Raise InputError unless a stream begins as ``encrypt`` begins it, called by its name; raise OSError."""
    _read_parameters(source.read(_HEADER_LENGTH), name)


def _read_parameters(header: bytes, name: str) -> _Parameters:
    if not header.startswith(_MAGIC):
        raise InputError(f"“{name}” is not a protected copy.", "Choose a file that ends in .protected.")
    if len(header) < _HEADER_LENGTH or _digest(header[:-_DIGEST_LENGTH]) != header[-_DIGEST_LENGTH:]:
        raise _damaged(name)
    parameters = _Parameters(*_LAYOUT.unpack_from(header))
    if not parameters.is_usable:
        raise InputError(f"“{name}” was made by a newer version of Roundtable.", "Open it with that version.")
    return parameters


def _damaged(name: str) -> InputError:
    return InputError(f"“{name}” is damaged or cut short.", "Copy it again from its source.")


def _digest(header: bytes) -> bytes:
    """Return what tells a header that is damaged from a wrong passphrase; it guards against no attacker."""
    return hashlib.sha256(header).digest()[:_DIGEST_LENGTH]


def _derived(passphrase: str, parameters: _Parameters) -> tuple[bytes, bytes]:
    """Return the key of a passphrase, and what tells whether it is the right one."""
    function = Argon2id(
        salt=parameters.salt,
        length=_KEY_LENGTH + _CHECK_LENGTH,
        iterations=parameters.iterations,
        lanes=parameters.lanes,
        memory_cost=parameters.memory_kib,
    )
    # One form of Unicode: keyboards of different systems type the same letter in different ones.
    derived = function.derive(unicodedata.normalize("NFC", passphrase).encode(errors="surrogatepass"))
    return derived[:_KEY_LENGTH], derived[_KEY_LENGTH:]


def _nonce(parameters: _Parameters, number: int, *, is_last: bool) -> bytes:
    return parameters.nonce_prefix + number.to_bytes(4, "big") + bytes([is_last])


def _remaining(source: IO[bytes]) -> int:
    """Return how many bytes are left to read."""
    here = source.tell()
    end = source.seek(0, 2)
    source.seek(here)
    return end - here
