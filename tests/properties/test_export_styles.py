"""Any of these tables, written in any of these styles of export, comes back identical."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from revops.intake import OpenedFile, interpret
from revops.intake.blocks import blocks_of
from revops.intake.jalali import gregorian
from revops.intake.text import read_text
from revops.intake.upload import Limits

TODAY = date(2026, 1, 15)
ARABIC = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")
PERSIAN = str.maketrans("0123456789.,", "۰۱۲۳۴۵۶۷۸۹٫٬")
WIDE = str.maketrans("0123456789.,/", "０１２３４５６７８９．，／")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True)
class Style:
    """How one kind of export writes a table."""

    language: str
    delimiter: str
    encoding: str
    day: Callable[[date], str]
    number: Callable[[float], str]
    preamble: int = 0
    total: str = ""


def _swapped(amount: float, thousands: str, decimal: str) -> str:
    return f"{amount:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", thousands)


def _indian(amount: float) -> str:
    whole, cents = f"{amount:.2f}".split(".")
    head, tail = whole[:-3], whole[-3:]
    groups = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return ",".join([*groups, tail]) + "." + cents


JALALI = {
    gregorian(year, month, day): f"{year}/{month:02}/{day:02}".translate(PERSIAN)
    for year in range(1398, 1406)
    for month in range(1, 13)
    for day in range(1, 32)
}


STYLES = {
    "American": Style("en", ",", "utf-8", "{0:%m/%d/%Y}".format, "{:,.2f}".format, total="Grand Total"),
    "British": Style("en", "\t", "utf-16", "{0:%d/%m/%Y}".format, "{:.2f}".format, preamble=2),
    "German": Style(
        "de", ";", "cp1252", "{0:%d.%m.%Y}".format, lambda n: _swapped(n, ".", ","), preamble=1, total="Gesamt"
    ),
    "Swiss": Style("de", ";", "utf-8", "{0:%d.%m.%y}".format, lambda n: _swapped(n, "'", "."), preamble=3),
    "French": Style("fr", ";", "utf-8-sig", "{0:%d/%m/%Y}".format, lambda n: _swapped(n, "\u202f", ","), total="Total"),
    "Italian": Style("it", ";", "cp1252", "{0:%d-%m-%Y}".format, lambda n: _swapped(n, ".", ",")),
    "Indian": Style("en", "|", "utf-8", lambda d: f"{d.day}-{MONTHS[d.month - 1]}-{d.year}", _indian, preamble=1),
    "Greek": Style("el", ";", "utf-8-sig", "{0:%d/%m/%Y}".format, lambda n: _swapped(n, ".", ","), total="Σύνολο"),
    "Arabic": Style(
        "ar", ",", "utf-8-sig", lambda d: d.isoformat().translate(ARABIC), lambda n: f"{n:,.2f}".translate(ARABIC)
    ),
    "Persian": Style("fa", ",", "utf-8", JALALI.__getitem__, lambda n: f"{n:,.2f}".translate(PERSIAN), total="جمع کل"),
    "Chinese": Style("zh", ",", "utf-8-sig", lambda d: f"{d.year}/{d.month}/{d.day}", "{:.2f}".format, total="合计"),
    "Japanese": Style(
        "ja",
        "\t",
        "utf-16",
        lambda d: f"{d.year}年{d.month}月{d.day}日",
        lambda n: f"{n:,.2f}".translate(WIDE),
        preamble=1,
        total="合計",
    ),
}
HEADERS = {
    "deals": {
        "columns": ("deal_id", "account", "stage", "amount", "opened_on", "closed_on", "owner"),
        "en": "Deal ID|Account|Stage|Amount|Created Date|Close Date|Owner",
        "de": "Vorgangsnummer|Firma|Phase|Betrag|Erstelldatum|Abschlussdatum|Inhaber",
        "fr": "Identifiant de l'opportunité|Compte|Étape|Montant|Date de création|Date de clôture|Propriétaire",
        "it": "ID trattativa|Azienda|Fase|Importo|Data di creazione|Data di chiusura|Responsabile",
        "el": "Κωδικός ευκαιρίας|Πελάτης|Στάδιο|Ποσό|Ημερομηνία δημιουργίας|Ημερομηνία κλεισίματος|Υπεύθυνος",
        "ar": "معرف الفرصة|اسم العميل|المرحلة|المبلغ|تاريخ الإنشاء|تاريخ الإغلاق|مندوب المبيعات",
        "fa": "شناسه فرصت|نام مشتری|مرحله|مبلغ|تاریخ ایجاد|تاریخ بسته شدن|کارشناس فروش",
        "zh": "商机编号|客户名称|销售阶段|金额|创建日期|成交日期|负责人",
        "ja": "商談ID|取引先名|フェーズ|金額|作成日|完了予定日|所有者",
    },
    "subscriptions": {
        "columns": ("subscription_id", "customer", "mrr", "started_on", "ended_on"),
        "en": "Subscription ID|Customer|MRR|Start date|End date",
        "de": "Vertragsnummer|Kunde|Monatsbetrag|Vertragsbeginn|Vertragsende",
        "fr": "Abonnement ID|Client|Montant mensuel|Date de début|Date de fin",
        "it": "ID abbonamento|Cliente|Importo mensile|Data di inizio|Data di fine",
        "el": "Κωδικός συνδρομής|Πελάτης|Μηνιαίο ποσό|Ημερομηνία έναρξης|Ημερομηνία λήξης",
        "ar": "معرف الاشتراك|العميل|المبلغ الشهري|تاريخ البدء|تاريخ الانتهاء",
        "fa": "شناسه اشتراک|مشتری|مبلغ ماهانه|تاریخ شروع|تاریخ پایان",
        "zh": "订阅编号|客户|月费|开始日期|结束日期",
        "ja": "契約番号|顧客名|月額料金|開始日|終了日",
    },
    "spend": {
        "columns": ("spent_on", "channel", "campaign", "amount"),
        "en": "Date|Channel|Campaign|Cost",
        "de": "Datum|Kanal|Kampagne|Kosten",
        "fr": "Date|Canal|Campagne|Dépense",
        "it": "Data|Canale|Campagna|Costo",
        "el": "Ημερομηνία|Κανάλι|Καμπάνια|Δαπάνη",
        "ar": "التاريخ|القناة|الحملة|التكلفة",
        "fa": "تاریخ|کانال|کمپین|هزینه",
        "zh": "日期|渠道|活动|花费",
        "ja": "日付|媒体|キャンペーン|広告費",
    },
    "leads": {
        "columns": ("lead_id", "created_on", "source", "status", "owner"),
        "en": "Lead ID|Created Date|Lead Source|Lead Status|Lead Owner",
        "de": "Lead-ID|Erstelldatum|Leadquelle|Leadstatus|Leadinhaber",
        "fr": "ID du lead|Date de création|Source du lead|Statut du lead|Propriétaire du lead",
        "it": "ID lead|Data di creazione|Fonte lead|Stato lead|Proprietario lead",
        "el": "Κωδικός lead|Ημερομηνία δημιουργίας|Πηγή lead|Κατάσταση lead|Υπεύθυνος",
        "ar": "معرف العميل المحتمل|تاريخ الإنشاء|مصدر العميل المحتمل|حالة العميل المحتمل|المسؤول",
        "fa": "شناسه سرنخ|تاریخ ایجاد|منبع سرنخ|وضعیت سرنخ|مالک سرنخ",
        "zh": "线索编号|创建日期|线索来源|线索状态|线索负责人",
        "ja": "リードID|作成日|リードソース|リードステータス|リード所有者",
    },
    "stage_changes": {
        "columns": ("deal_id", "stage", "entered_on"),
        "en": "Deal ID|Stage|Entered On",
        "de": "Deal Nr|Neue Phase|Geändert am",
        "fr": "Identifiant de l'opportunité|Nouvelle étape|Date du changement",
        "it": "ID trattativa|Nuova fase|Data cambio",
        "el": "Κωδικός ευκαιρίας|Νέο στάδιο|Ημερομηνία αλλαγής",
        "ar": "معرف الصفقة|المرحلة الجديدة|تاريخ التغيير",
        "fa": "شناسه معامله|مرحله جدید|تاریخ تغییر",
        "zh": "商机编号|新阶段|变更日期",
        "ja": "商談ID|新ステージ|変更日",
    },
}
STAGES = {
    "en": ("Closed Won", "Closed Lost", "Proposal"),
    "de": ("Gewonnen", "Verloren", "Angebot"),
    "fr": ("Fermée gagnée", "Fermée perdue", "Proposition"),
    "it": ("Chiusa vinta", "Chiusa persa", "Proposta"),
    "el": ("Κερδισμένο", "Χαμένο", "Προσφορά"),
    "ar": ("مغلق فوز", "مغلق خسارة", "عرض سعر"),
    "fa": ("برنده شده", "از دست رفته", "پیشنهاد قیمت"),
    "zh": ("赢单", "输单", "方案报价"),
    "ja": ("受注", "失注", "提案"),
}
DAYS = st.dates(date(2020, 1, 1), date(2025, 12, 31))
AMOUNTS = st.integers(100, 10**8).map(lambda cents: cents / 100)
WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=8).map(str.title)
FIRST = (date(2024, 1, 25), date(2024, 2, 26), 1234.56)
"""Days and an amount that tell how days and numbers are written."""


@st.composite
def tables(draw):
    """A table and its rows as they are meant; a stage is a number."""
    table = draw(st.sampled_from(sorted(HEADERS)))
    rows = [_row(draw, table, number) for number in range(draw(st.integers(3, 12)))]
    return table, rows


def _row(draw, table, number):
    is_first = not number
    start = FIRST[0] if is_first else draw(DAYS)
    end = FIRST[1] if is_first else min(start + timedelta(days=draw(st.integers(1, 300))), TODAY)
    amount = FIRST[2] if is_first else draw(AMOUNTS)
    match table:
        case "deals":
            stage, owner = draw(st.integers(0, 1)), f"Rep {draw(WORDS)}"
            return f"D{number:05}", f"Firm {draw(WORDS)}", stage, amount, start, end, owner
        case "subscriptions":
            return f"S{number:05}", f"Firm {number} {draw(WORDS)}", amount, start, end
        case "leads":
            return f"L{number:05}", start, draw(st.sampled_from(("Web", "Fair"))), "Contacted", f"Rep {draw(WORDS)}"
        case "stage_changes":
            return f"D{number // 3:05}", f"Stage {number % 3} {draw(WORDS)}", start
        case _:
            return start, draw(st.sampled_from(("Search", "Social", "Fair"))), f"Campaign {draw(WORDS)}", amount


def written(table, rows, style, order, extras) -> bytes:
    """The table as that style writes it, with its columns in that order and empty talk between them."""
    headers = HEADERS[table][style.language].split("|")
    sink = io.StringIO()
    out = csv.writer(sink, delimiter=style.delimiter, lineterminator="\n")
    for line in range(style.preamble):
        out.writerow([f"Report {line}"])
    out.writerow([*(headers[index] for index in order), *(f"Note {number}" for number in range(extras))])
    for row in rows:
        cells = [_cell(value, style) for value in row]
        out.writerow([*(cells[index] for index in order), *(["call back soon"] * extras)])
    columns = HEADERS[table]["columns"]
    amount = next((columns.index(name) for name in ("amount", "mrr") if name in columns), None)
    if style.total and amount is not None:
        sums = style.number(sum(row[amount] for row in rows))
        line = [sums if index == amount else "" for index in order] + [""] * extras
        place = next(at for at, index in enumerate(order) if index != amount)
        out.writerow([style.total if at == place else cell for at, cell in enumerate(line)])
    return sink.getvalue().encode(style.encoding)


def _cell(value, style) -> str:
    if isinstance(value, date):
        return style.day(value)
    if isinstance(value, float):
        return style.number(value)
    return STAGES[style.language][value] if isinstance(value, int) else value


def meant(table, rows) -> dict[str, list[object]]:
    columns = dict(zip(HEADERS[table]["columns"], map(list, zip(*rows, strict=True)), strict=True))
    if table == "deals":
        columns["outcome"] = [("won", "lost")[stage] for stage in columns.pop("stage")]
    return columns


def read_back(table, content: bytes) -> pa.Table:
    grid = read_text(content, f"{table}.csv", Limits())
    found = interpret([OpenedFile(name=f"{table}.csv", sha256="", blocks=blocks_of(grid))], today=TODAY)
    (sheet,) = found.sheets
    assert sheet.table == table
    assert sheet.rows_set_aside == 0
    return found.tables[table]


@pytest.mark.parametrize("name", STYLES)
@settings(max_examples=15, phases=[Phase.generate], deadline=None)
@given(data=st.data())
def test_table_in_any_style_comes_back_identical(name, data):
    table, rows = data.draw(tables())
    width = len(HEADERS[table]["columns"])
    order = data.draw(st.permutations(range(width)))
    content = written(table, rows, STYLES[name], order, data.draw(st.integers(0, 3)))
    found = read_back(table, content)
    wanted = meant(table, rows)
    assert {column: found[column].to_pylist() for column in wanted} == wanted
