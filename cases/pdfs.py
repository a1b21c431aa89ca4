"""Opening PDFs, one at a time: PDFium is not made for two threads at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import IO

import pypdfium2  # type: ignore[import-untyped]

from cases.models import TextProblem

_one_at_a_time = RLock()


class PdfProblem(Exception):
    """The file is no PDF that can be read; ``kind`` says why."""

    def __init__(self, kind: TextProblem) -> None:
        super().__init__(kind)
        self.kind = kind


@contextmanager
def opened_pdf(file: IO[bytes]) -> Iterator[pypdfium2.PdfDocument]:
    """The document, closed afterwards. Raises PdfProblem for one that is locked or broken."""
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(file.read())
        except pypdfium2.PdfiumError as error:
            locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
            raise PdfProblem(TextProblem.ENCRYPTED if locked else TextProblem.BROKEN) from None
        try:
            yield document
        except pypdfium2.PdfiumError:
            raise PdfProblem(TextProblem.BROKEN) from None
        finally:
            document.close()
