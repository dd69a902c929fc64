"""Files packed by gzip, such as `deals.csv.gz`, unpacked under limits; runs in the child process."""

from __future__ import annotations

import gzip
import io

from revops.errors import UploadError
from revops.intake.archive import UNPACK_ERRORS
from revops.intake.preflight import HARMLESS_BYTES, HIGHEST_RATIO
from revops.intake.upload import MEGABYTE, Limits


def unpack_gzip(content: bytes, file: str, limits: Limits) -> bytes:
    """The file within a gzip file.

    Raises:
        UploadError: If it is damaged, or would be larger than an archive of its size may be.
    """
    most = min(limits.unpacked_bytes, max(HARMLESS_BYTES, HIGHEST_RATIO * len(content)))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as source:
            plain = source.read(most + 1)
    except UNPACK_ERRORS:
        raise UploadError.damaged(file, "it cannot be unpacked") from None
    if len(plain) > most:
        limit = f"{most // MEGABYTE:,} MB"
        raise UploadError.too_large(file, f"more than {limit} when unpacked", limit)
    return plain
