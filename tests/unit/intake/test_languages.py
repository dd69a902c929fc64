"""The same deal and the same subscription, in the languages that exports come in."""

from __future__ import annotations

from datetime import date

import pytest
from written import dataset, only_sheet

DEALS = {
    "English": ("Deal ID,Account,Stage,Amount (EUR),Created Date,Close Date,Owner", "Closed Won", "2 May 2024"),
    "German": (
        "Vorgangsnummer,Firma,Phase,Betrag (EUR),Erstelldatum,Abschlussdatum,Inhaber",
        "Gewonnen",
        "2. Mai 2024",
    ),
    "French": (
        "Identifiant de l'opportunité,Compte,Étape,Montant (EUR),Date de création,Date de clôture,Propriétaire",
        "Fermée gagnée",
        "2 mai 2024",
    ),
    "Spanish": (
        "ID de la oportunidad,Empresa,Etapa,Importe (EUR),Fecha de creación,Fecha de cierre,Propietario",
        "Cierre ganado",
        "2 de mayo de 2024",
    ),
    "Portuguese": (
        "ID do negócio,Nome do cliente,Etapa do negócio,Valor (EUR),Data de criação,Data de fechamento,Proprietário",
        "Ganho",
        "2 de maio de 2024",
    ),
    "Italian": (
        "ID trattativa,Azienda,Fase,Importo (EUR),Data di creazione,Data di chiusura,Responsabile",
        "Chiusa vinta",
        "2 maggio 2024",
    ),
    "Dutch": (
        "Deal nummer,Klant,Fase,Bedrag (EUR),Aanmaakdatum,Sluitingsdatum,Eigenaar",
        "Gewonnen",
        "2 mei 2024",
    ),
    "Greek": (
        "Κωδικός ευκαιρίας,Πελάτης,Στάδιο,Ποσό (EUR),Ημερομηνία δημιουργίας,Ημερομηνία κλεισίματος,Υπεύθυνος",
        "Κερδισμένο",
        "2 Μαΐου 2024",
    ),
    "Arabic": (
        "معرف الفرصة,اسم العميل,المرحلة,المبلغ (EUR),تاريخ الإنشاء,تاريخ الإغلاق,مندوب المبيعات",
        "مغلق فوز",
        "٢ مايو ٢٠٢٤",
    ),
    "Persian": (
        "شناسه فرصت,نام مشتری,مرحله,مبلغ (EUR),تاریخ ایجاد,تاریخ بسته شدن,کارشناس فروش",
        "برنده شده",
        "۱۴۰۳/۰۲/۱۳",
    ),
    "Persian in Arabic letters": (
        "شناسه فرصت,نام مشتري,مرحله,مبلغ (EUR),تاريخ ايجاد,تاريخ بسته شدن,كارشناس فروش",
        "برنده شده",
        "۱۳ اردیبهشت ۱۴۰۳",
    ),
    "Chinese": ("商机编号,客户名称,销售阶段,金额 (EUR),创建日期,成交日期,负责人", "赢单", "2024年5月2日"),
    "Japanese": ("商談ID,取引先名,フェーズ,金額 (EUR),作成日,完了予定日,所有者", "受注", "２０２４年５月２日"),
}


@pytest.mark.parametrize("language", DEALS)
def test_deal_is_read_in_its_language(language):
    header, won, day = DEALS[language]
    found = dataset(f"{header}\nD1,Acme,{won},1200,{day},{day},Ann\n")
    deal = found.tables["deals"].select(
        ["deal_id", "account", "outcome", "amount", "currency", "opened_on", "closed_on", "owner"]
    )
    day = date(2024, 5, 2)
    assert list(deal.to_pylist()[0].values()) == ["D1", "Acme", "won", 1200, "EUR", day, day, "Ann"]
    assert found.sheets[0].unused == ()


SUBSCRIPTIONS = {
    "English": ("Subscription ID,Customer,Amount,Interval,Start date,End date", "yearly"),
    "German": ("Vertragsnummer,Kunde,Betrag,Abrechnungsintervall,Vertragsbeginn,Vertragsende", "jährlich"),
    "French": ("Abonnement ID,Client,Montant,Fréquence de facturation,Date de début,Date de fin", "annuel"),
    "Spanish": ("ID suscripción,Cliente,Importe,Frecuencia de facturación,Fecha de inicio,Fecha de fin", "anual"),
    "Portuguese": ("ID assinatura,Cliente,Valor,Frequência,Data de início,Data de término", "anual"),
    "Italian": ("ID abbonamento,Cliente,Importo,Frequenza,Data di inizio,Data di fine", "annuale"),
    "Dutch": ("Abonnementsnummer,Klant,Bedrag,Frequentie,Begindatum,Einddatum", "jaarlijks"),
    "Greek": ("Κωδικός συνδρομής,Πελάτης,Ποσό,Περίοδος χρέωσης,Ημερομηνία έναρξης,Ημερομηνία λήξης", "ετήσια"),
    "Arabic": ("معرف الاشتراك,العميل,المبلغ,دورة الفوترة,تاريخ البدء,تاريخ الانتهاء", "سنوي"),
    "Persian": ("شناسه اشتراک,مشتری,مبلغ,دوره پرداخت,تاریخ شروع,تاریخ پایان", "سالانه"),
    "Chinese": ("订阅编号,客户,金额,计费周期,开始日期,结束日期", "按年"),
    "Japanese": ("契約番号,顧客名,金額,請求間隔,開始日,終了日", "年払い"),
}


@pytest.mark.parametrize("language", SUBSCRIPTIONS)
def test_subscription_is_read_in_its_language(language):
    header, yearly = SUBSCRIPTIONS[language]
    found = dataset(f"{header}\nS1,Acme,1200,{yearly},2024-05-02,2025-05-02\n")
    row = found.tables["subscriptions"].select(["subscription_id", "customer", "mrr", "started_on", "ended_on"])
    assert list(row.to_pylist()[0].values()) == ["S1", "Acme", 100, date(2024, 5, 2), date(2025, 5, 2)]


@pytest.mark.parametrize(
    "header",
    [
        "Data,Canale,Campagna,Costo",
        "Datum,Kanaal,Campagne,Uitgaven",
        "Data,Canal,Campanha,Custo",
        "Ημερομηνία,Κανάλι,Καμπάνια,Δαπάνη",
        "التاريخ,القناة,الحملة,التكلفة",
        "تاریخ,کانال,کمپین,هزینه",
        "日付,媒体,キャンペーン,広告費",
        "日期,渠道,活动,花费",
    ],
)
def test_spend_is_read_in_its_language(header):
    sheet = only_sheet(f"{header}\n2024-05-02,Search,Brand,100\n2024-05-03,Social,Brand,50\n")
    assert (sheet.table, set(sheet.columns)) == ("spend", {"spent_on", "channel", "campaign", "amount"})


@pytest.mark.parametrize("yes", ["oui", "sì", "ναι", "نعم", "بله", "是", "はい", "✓", "○"])
@pytest.mark.parametrize("no", ["non", "nee", "όχι", "لا", "خیر", "否", "いいえ", "✗", "×"])
def test_yes_and_no_are_read_in_their_language(yes, no):
    text = f"Deal ID,Amount,Close Date,Is Won,Is Closed\nD1,5,2025-01-05,{yes},{yes}\nD2,5,2025-01-05,{no},{yes}\n"
    assert dataset(text).tables["deals"]["outcome"].to_pylist() == ["won", "lost"]


@pytest.mark.parametrize(
    "blank", ["k.A.", "n.v.t.", "sin datos", "nessuno", "κενό", "لا يوجد", "ندارد", "不明", "暂无"]
)
def test_cell_that_says_nothing_is_blank_in_any_language(blank):
    text = f"Deal ID,Stage,Amount,Close Date,Owner\nD1,Won,5,2025-01-05,{blank}\nD2,Won,5,2025-01-05,Ann\n"
    assert dataset(text).tables["deals"]["owner"].to_pylist() == [None, "Ann"]


@pytest.mark.parametrize(
    ("column", "header"),
    [
        ("owner", "Verkäufer"),
        ("owner", "Chargé d'affaires"),
        ("owner", "Asesor comercial"),
        ("owner", "Negócio - Proprietário"),
        ("owner", "Titolare opportunità"),
        ("owner", "Vertegenwoordiger"),
        ("owner", "Κάτοχος ευκαιρίας"),
        ("owner", "مسؤول المبيعات"),
        ("owner", "نماینده فروش"),
        ("owner", "业务机会所有人"),
        ("owner", "取引担当者"),
        ("amount", "Angebotssumme"),
        ("closed_on", "Schließdatum"),
        ("stage", "Etapa do funil"),
        ("account", "Zugeordnetes Unternehmen"),
    ],
)
def test_column_is_known_as_a_crm_in_that_language_calls_it(column, header):
    ours = {"owner": "Ann", "amount": "5", "closed_on": "2025-02-03", "stage": "Won", "account": "Acme"}
    names = {"deal_id": "Deal ID", **{name: name for name in ours}, column: header}
    match = only_sheet(f"{','.join(names.values())}\nD1,{','.join(ours.values())}\n").columns[column]
    assert (match.header, match.because) == (header, "known other name")
