"""Why a row is rejected: stable codes, each with a sentence in English and in Chinese."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    MISSING_VALUE = "missing_value"
    NOT_A_NUMBER = "not_a_number"
    NOT_FINITE = "not_finite"
    NUMBER_TOO_LARGE = "number_too_large"
    NOT_WHOLE = "not_a_whole_number"
    NEGATIVE = "negative"
    NOT_A_DATE = "not_a_date"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    SHARE_OUT_OF_RANGE = "share_out_of_range"
    NOT_YES_OR_NO = "not_yes_or_no"
    UNKNOWN_WORD = "unknown_word"
    UNKNOWN_CURRENCY = "unknown_currency"
    ENDS_BEFORE_START = "ends_before_start"
    SELF_TIE = "self_tie"
    DUPLICATE_KEY = "duplicate_key"
    AMBIGUOUS_END = "ambiguous_end"
    CELL_TOO_LARGE = "cell_too_large"
    WRONG_CELL_COUNT = "wrong_cell_count"
    CONTROL_CHARACTER = "control_character"
    BROKEN_TEXT = "broken_text"
    BROKEN_QUOTES = "broken_quotes"
    BROKEN_JSON = "broken_json"
    REPEATED_HEADER = "repeated_header"
    DIGITS_LOST = "digits_lost"
    FAILED_FORMULA = "failed_formula"
    OTHER_CURRENCY = "other_currency"


class Warned(StrEnum):
    """What is told about rows that do load."""

    MENTION = "end_became_a_mention"
    KEY_NOT_FOUND = "end_key_not_found"
    REPEATED = "row_repeated"
    CURRENCY_ASSUMED = "currency_assumed"
    FAILED_CHECK = "identifier_failed_its_check"


SENTENCES: dict[Reason, tuple[str, str]] = {
    Reason.MISSING_VALUE: (
        "{column} is empty and is needed; fill it in.",
        "“{column}”不能为空，请补填。",
    ),
    Reason.NOT_A_NUMBER: (
        "{column} holds {value}, which is no number; write digits such as 1,234.50 or 12.5万.",
        "“{column}”的值 {value} 不是数字；请写成 1,234.50 或 12.5万 的形式。",
    ),
    Reason.NOT_FINITE: (
        "{column} holds {value}, which is no finite number; leave it empty when it is unknown.",
        "“{column}”的值 {value} 不是有限的数；未知时请留空。",
    ),
    Reason.NUMBER_TOO_LARGE: (
        "{column} holds {value}, more than can be stored; check the unit.",
        "“{column}”的值 {value} 过大，无法存储；请检查单位。",
    ),
    Reason.NOT_WHOLE: (
        "{column} holds {value}, where a whole number is meant; correct it.",
        "“{column}”的值 {value} 应为整数；请更正。",
    ),
    Reason.NEGATIVE: (
        "{column} holds {value}, and cannot be below zero; correct it.",
        "“{column}”的值 {value} 不能为负数；请更正。",
    ),
    Reason.NOT_A_DATE: (
        "{column} holds {value}, which is no date; write 2024-03-05, or give the format in a mapping.",
        "“{column}”的值 {value} 不是日期；请写成 2024-03-05，或在映射文件中给出格式。",
    ),
    Reason.DATE_OUT_OF_RANGE: (
        "{column} holds {value}, a day that cannot be; check the year.",
        "“{column}”的日期 {value} 不可能成立；请检查年份。",
    ),
    Reason.SHARE_OUT_OF_RANGE: (
        "{column} holds {value}; a share lies between 0 and 1, or 0 % and 100 %.",
        "“{column}”的值 {value} 超出范围；比例应在 0 到 1 或 0% 到 100% 之间。",
    ),
    Reason.NOT_YES_OR_NO: (
        "{column} holds {value}; write yes or no.",
        "“{column}”的值 {value} 无法识别；请写“是”或“否”。",
    ),
    Reason.UNKNOWN_WORD: (
        "{column} holds {value}, which is none of its words; docs/tables.md lists them.",
        "“{column}”的值 {value} 不是可用的词；可用的词见 docs/tables.md。",
    ),
    Reason.UNKNOWN_CURRENCY: (
        "{column} holds {value}, a currency without a rate; add its rate or correct the code.",
        "“{column}”的币种 {value} 没有汇率；请补充汇率或更正代码。",
    ),
    Reason.ENDS_BEFORE_START: (
        "{column} holds {value}, which is before it starts; correct one of the days.",
        "“{column}”的日期 {value} 早于开始日期；请更正其中之一。",
    ),
    Reason.SELF_TIE: (
        "{column} holds {value}, the same party as the other end; correct one of them.",
        "“{column}”的值 {value} 与另一端是同一方；请更正其中之一。",
    ),
    Reason.DUPLICATE_KEY: (
        "{column} holds {value}, which another row of this load has with other content; keep one of them.",
        "“{column}”的值 {value} 与本次导入的另一行重复且内容不同；请只保留一行。",
    ),
    Reason.AMBIGUOUS_END: (
        "{column} holds {value}, the key of more than one record; give the identifier in {column}_id.",
        "“{column}”的值 {value} 对应多条记录；请在 {column}_id 中给出证件号。",
    ),
    Reason.CELL_TOO_LARGE: (
        "{column} holds more than one megabyte; shorten it.",
        "“{column}”的内容超过 1 MB；请缩短。",
    ),
    Reason.WRONG_CELL_COUNT: (
        "The row has {value}; check its quotes and separators.",
        "该行单元格数不符（{value}）；请检查引号和分隔符。",
    ),
    Reason.CONTROL_CHARACTER: (
        "{column} holds control characters; remove them.",
        "“{column}”含有控制字符；请删除。",
    ),
    Reason.BROKEN_TEXT: (
        "{column} holds bytes that are no characters of its file's encoding: {value}; correct it.",
        "“{column}”含有不属于文件编码的字节：{value}；请更正。",
    ),
    Reason.BROKEN_QUOTES: (
        "The row has a quote that is not closed or stands inside a cell: {value}; double it or remove it.",
        "该行的引号未闭合或位于单元格中间：{value}；请写成两个引号或删除。",
    ),
    Reason.BROKEN_JSON: (
        "The row is no JSON object: {value}; correct it.",
        "该行不是 JSON 对象：{value}；请更正。",
    ),
    Reason.REPEATED_HEADER: (
        "The row repeats the header; remove it.",
        "该行重复了表头；请删除。",
    ),
    Reason.DIGITS_LOST: (
        "{column} holds {value}, a number whose last digits are lost; export the column as text.",
        "“{column}”的值 {value} 已丢失末尾数字；请将该列按文本格式重新导出。",
    ),
    Reason.FAILED_FORMULA: (
        "{column} holds {value}, a formula without a result; correct it, calculate and save again.",
        "“{column}”的值 {value} 是没有结果的公式；请更正、重新计算并保存。",
    ),
    Reason.OTHER_CURRENCY: (
        "{column} holds {value}, another currency than the row has; give it in the currency column.",
        "“{column}”的值 {value} 与该行币种不一致；请在币种列中注明。",
    ),
}
_SHOWN = 60


class BadValue(Exception):
    """A cell's text is not what its column needs. Caught where rows are typed, never further out."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell of a row, or with the row (then `column` is empty)."""

    reason: Reason
    column: str
    value: str

    def sentences(self) -> tuple[str, str]:
        """Return the sentence in English and in Chinese; long values are cut."""
        shown = self.value if len(self.value) <= _SHOWN else self.value[:_SHOWN] + "…"
        if self.reason is not Reason.WRONG_CELL_COUNT:
            shown = f"“{shown}”"
        english, chinese = SENTENCES[self.reason]
        return english.format(column=self.column, value=shown), chinese.format(
            column=self.column, value=shown
        )


class RowRefused(Exception):
    """A typed row contradicts itself or the rest of the load."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault
