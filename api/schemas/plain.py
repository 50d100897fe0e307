"""What many answers are made of."""

from pydantic import BaseModel


class Bilingual(BaseModel):
    en: str
    zh: str


class OriginOut(BaseModel):
    """A row of a source file. `record` is the record or fact that it became."""

    record: str
    source: str
    file: str
    sheet: str | None
    line: int


class StepOut(BaseModel):
    id: str
    name: str
