"""Exports of the common tools, with their headers as they come."""

from __future__ import annotations

import pytest
from written import dataset, only_sheet

EXPORTS = {
    "salesforce report": (
        "Stage,Opportunity Name,Owner Role,Account Name,Fiscal Period,Amount,Probability (%),Age,Created Date,Type,"
        "Forecast Category,Close Date (2),Close Date,Lost Reason,Opportunity ID,Opportunity ID\n"
        'Commit & Signing,Deal A,Rep,Acme,Q3-2026,"USD 485,000.00",90%,305,16/10/2025,New Client,Commit,30/09/2026,'
        "30/09/2026,-,0061,0061AAA\n"
        'Closed Won,Deal B,Rep,Beta,Q3-2026,"USD 5,000.00",100%,35,16/11/2025,New Client,Closed,30/12/2025,'
        "30/12/2025,-,0062,0062AAA\n\n"
        '"Grand Totals (2 records)",,,,,"USD 490,000.00",,,,,,,,,,\n\n'
        "Confidential Information - Do Not Distribute,,,,,,,,,,,,,,,\n"
        '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.",,,,,,,,,,,,,,,\n',
        "deals",
        {"amount": [485000, 5000], "currency": ["USD", "USD"], "outcome": ["open", "won"], "probability": [0.9, 1]},
    ),
    "salesforce data loader": (
        "Id,CreatedDate,Name,Type,StageName,Amount,LeadSource,OwnerId,AccountId,Probability,ExpectedRevenue,CloseDate\n"
        "0061,2025-01-02T10:00:00.000+0000,Deal,New Business,Closed Won,1000,Web,005A,001A,100,100,2025-05-01\n",
        "deals",
        {"deal_id": ["0061"], "owner": ["005A"], "source": ["Web"], "amount": [1000], "kind": ["new"]},
    ),
    "hubspot deals": (
        "Record ID,Deal Name,Pipeline,Deal Stage,Amount,Close Date,Create Date,Last Activity Date,Deal owner,"
        "Associated Company IDs (Primary),Associated Company (Primary)\n"
        "123,Deal A,Sales,closedwon,1200,2024-03-01 09:30,2024-02-01 09:30,2024-02-20 09:30,Ann,99,Acme\n",
        "deals",
        {"account": ["Acme"], "owner": ["Ann"], "outcome": ["won"]},
    ),
    "pipedrive deals": (
        "Deal - ID,Deal - Title,Deal - Value,Deal - Currency,Deal - Stage,Deal - Status,Deal - Owner,"
        "Deal - Organization,Deal - Expected close date,Deal - Deal created,Deal - Deal closed on,Deal - Lost reason\n"
        "1,Acme deal,1200,EUR,Proposal Made,Won,Ann,Acme,,2024-01-02 10:00:00,2024-02-02 10:00:00,\n"
        "2,Beta deal,,EUR,Contact Made,Open,Ann,Beta,2024-06-01,2024-01-05 10:00:00,,\n",
        "deals",
        {
            "outcome": ["won", "open"],
            "amount": [1200, None],
            "currency": ["EUR", None],
            "stage": ["Proposal Made", "Contact Made"],
        },
    ),
    "zoho deals": (
        "Record Id,Deal Owner.id,Deal Owner,Deal Name,Account Name.id,Account Name,Stage,Amount,Currency,Closing Date\n"
        'z1,z9,Ann,Deal,z7,Acme,Closed Won,"$ 1,200.00",USD,2024-05-01\n',
        "deals",
        {"owner": ["Ann"], "account": ["Acme"], "amount": [1200], "currency": ["USD"]},
    ),
    "close opportunities": (
        "id,lead_id,lead_name,contact_name,user_name,status_label,status_type,value,date_created,close_date,confidence\n"
        "o1,l1,Acme,Joe,Ann,Won,won,1200,2024-01-01T10:00:00+00:00,2024-05-01,100\n"
        "o2,l2,Beta,Joe,Ann,Demo,active,1200,2024-01-01T10:00:00+00:00,2024-08-01,50\n",
        "deals",
        {"account": ["Acme", "Beta"], "owner": ["Ann", "Ann"], "name": [None, None], "outcome": ["won", "open"]},
    ),
    "hubspot in spanish": (
        "ID de registro;Nombre del negocio;Etapa del negocio;Importe;Fecha de cierre;Fecha de creación\n"
        "1;Uno;Cierre ganado;1.234,56;31/12/2024;01/10/2024\n",
        "deals",
        {"deal_id": ["1"], "name": ["Uno"], "amount": [1234.56], "outcome": ["won"]},
    ),
    "hubspot contacts": (
        "Record ID,First Name,Last Name,Email,Contact owner,Lifecycle Stage,Create Date,Original Source\n"
        "1,J,D,j@example.com,Ann,Marketing Qualified Lead,2024-01-05 10:00,Organic Search\n",
        "leads",
        {"lead_id": ["1"], "owner": ["Ann"], "is_mql": [True], "source": ["Organic Search"]},
    ),
    "stripe subscriptions": (
        "id,Customer ID,Customer Name,Status,Amount,Interval,Created (UTC),Start Date (UTC),Current Period End (UTC),"
        "Trial End (UTC),Canceled At (UTC),Ended At (UTC)\n"
        "s1,c1,Acme,active,1200.00,year,2024-01-01 00:00,2024-01-01 00:00,2026-01-01 00:00,,,\n"
        "s2,c2,Beta,trialing,50.00,month,2024-01-01 00:00,2024-01-01 00:00,2024-04-01 00:00,,,2024-04-01 00:00\n",
        "subscriptions",
        {"customer": ["c1", "c2"], "mrr": [100, 50], "is_trial": [False, True]},
    ),
    "chargebee subscriptions": (
        "customer[id],subscription[id],subscription[plan_id],subscription[plan_quantity],subscription[plan_unit_price],"
        "currency,subscription[setup_fee],subscription[status],subscription[start_date],subscription[started_at]\n"
        "c1,s1,pro,2,50,USD,100,active,2024-01-01,2024-01-01\n",
        "subscriptions",
        {"subscription_id": ["s1"], "mrr": [100], "currency": ["USD"], "ended_on": [None]},
    ),
    "google ads": (
        'Campaign report\n"September 1, 2026 - September 30, 2026"\n'
        "Day\tCampaign\tCurrency code\tClicks\tImpr.\tCTR\tAvg. CPC\tCost\tConversions\tCost / conv.\tConv. value\n"
        "2026-09-01\tBrand\tEUR\t10\t1,000\t1.00%\t0.50\t5.00\t1\t5.00\t100\n"
        "Total: Account\t --\tEUR\t30\t3,000\t1%\t0.5\t5.00\t1\t\t\n",
        "spend",
        {"amount": [5], "currency": ["EUR"], "campaign": ["Brand"]},
    ),
    "linkedin ads": (
        "Campaign Performance Report (in UTC)\nReport Start: September 1, 2026\n\n"
        "Start Date (in UTC),Campaign Group Name,Campaign Name,Campaign ID,Impressions,Clicks,Total Spent,Average CPM\n"
        '9/1/2026,G,C,1,100,5,"$174.03",10\n9/14/2026,G,C,1,100,5,"$1,174.03",10\n',
        "spend",
        {"amount": [174.03, 1174.03], "currency": ["USD", "USD"], "campaign": ["C", "C"]},
    ),
    "meta ads in french": (
        "Début des rapports;Fin des rapports;Nom de la campagne;Montant dépensé (EUR);Impressions;Clics sur un lien\n"
        "2026-09-01;2026-09-30;C1;1 234,56;1000;10\n",
        "spend",
        {"amount": [1234.56], "currency": ["EUR"]},
    ),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_export_is_read_as_it_comes(name):
    text, table, wanted = EXPORTS[name]
    found = dataset(text)
    (sheet,) = found.sheets
    assert sheet.table == table
    assert {column: found.tables[table][column].to_pylist() for column in wanted} == wanted
    assert sheet.rows_set_aside == 0


def test_salesforce_report_counts_its_footers():
    assert only_sheet(EXPORTS["salesforce report"][0]).totals_dropped == 3
