CREATE TABLE recipient (
    id {uuid} PRIMARY KEY,
    company_id {uuid} NOT NULL REFERENCES managing_company (id),
    name text NOT NULL,
    name_key text NOT NULL UNIQUE,
    position smallint NOT NULL,
    legal_name text NOT NULL,
    inn text NOT NULL,
    kpp text,
    bank_account text NOT NULL,
    bank_name text NOT NULL,
    bic text NOT NULL,
    corr_account text NOT NULL
);

CREATE TABLE charge (
    id {uuid} PRIMARY KEY,
    account_id {uuid} NOT NULL REFERENCES account (id),
    recipient_id {uuid} NOT NULL REFERENCES recipient (id),
    period {date} NOT NULL,
    kind text NOT NULL,
    UNIQUE (account_id, period, recipient_id, kind)
);

CREATE TABLE bill (
    id {uuid} PRIMARY KEY,
    charge_id {uuid} NOT NULL REFERENCES charge (id),
    corrects_id {uuid} UNIQUE REFERENCES bill (id),
    issued_on {date} NOT NULL,
    due_on {date} NOT NULL,
    amount bigint NOT NULL,
    penalty bigint NOT NULL,
    code text NOT NULL UNIQUE,
    recorded_at {moment} NOT NULL
);
CREATE INDEX bill_charge ON bill (charge_id);
CREATE UNIQUE INDEX bill_first ON bill (charge_id) WHERE corrects_id IS NULL;

CREATE TABLE bill_line (
    bill_id {uuid} NOT NULL REFERENCES bill (id),
    position smallint NOT NULL,
    service text NOT NULL,
    unit text NOT NULL,
    volume bigint,
    source text,
    tariff bigint,
    charged bigint NOT NULL,
    factor bigint,
    factor_sum bigint NOT NULL,
    recalculation bigint NOT NULL,
    benefit bigint NOT NULL,
    PRIMARY KEY (bill_id, position)
);

CREATE TABLE payment_order (
    id {uuid} PRIMARY KEY,
    account_id {uuid} NOT NULL REFERENCES account (id),
    person_id {uuid} NOT NULL REFERENCES person (id),
    amount bigint NOT NULL,
    fee bigint NOT NULL,
    refunded bigint NOT NULL,
    chosen text NOT NULL,
    email text NOT NULL,
    phone text,
    state text NOT NULL,
    acquirer_id text UNIQUE,
    confirmation_url text,
    reason text,
    created_at {moment} NOT NULL,
    changed_at {moment} NOT NULL,
    expires_at {moment} NOT NULL,
    asked_at {moment},
    ask_again_at {moment}
);
CREATE INDEX payment_order_account ON payment_order (account_id, created_at);
CREATE INDEX payment_order_ask ON payment_order (ask_again_at) WHERE ask_again_at IS NOT NULL;

CREATE TABLE payment_order_part (
    order_id {uuid} NOT NULL REFERENCES payment_order (id),
    recipient_id {uuid} NOT NULL REFERENCES recipient (id),
    amount bigint NOT NULL,
    PRIMARY KEY (order_id, recipient_id)
);

CREATE TABLE payment (
    id {uuid} PRIMARY KEY,
    account_id {uuid} NOT NULL REFERENCES account (id),
    recipient_id {uuid} NOT NULL REFERENCES recipient (id),
    paid_on {date} NOT NULL,
    amount bigint NOT NULL,
    bank text NOT NULL,
    operation text,
    payer text,
    purpose text,
    order_id {uuid} REFERENCES payment_order (id),
    recorded_at {moment} NOT NULL
);
CREATE INDEX payment_account ON payment (account_id, paid_on);
CREATE UNIQUE INDEX payment_operation ON payment (bank, operation, paid_on)
    WHERE operation IS NOT NULL AND order_id IS NULL;
CREATE UNIQUE INDEX payment_order_part_paid ON payment (order_id, recipient_id) WHERE order_id IS NOT NULL;

CREATE TABLE payment_allocation (
    id {uuid} PRIMARY KEY,
    payment_id {uuid} NOT NULL REFERENCES payment (id),
    charge_id {uuid} NOT NULL REFERENCES charge (id),
    purpose text NOT NULL,
    amount bigint NOT NULL,
    recorded_at {moment} NOT NULL
);
CREATE INDEX payment_allocation_payment ON payment_allocation (payment_id);
CREATE INDEX payment_allocation_charge ON payment_allocation (charge_id);

CREATE TABLE refund (
    id {uuid} PRIMARY KEY,
    payment_id {uuid} NOT NULL REFERENCES payment (id),
    order_id {uuid} REFERENCES payment_order (id),
    amount bigint NOT NULL,
    refunded_on {date} NOT NULL,
    acquirer_id text UNIQUE,
    recorded_at {moment} NOT NULL
);
CREATE INDEX refund_payment ON refund (payment_id);

CREATE TABLE refund_order (
    id {uuid} PRIMARY KEY,
    order_id {uuid} NOT NULL REFERENCES payment_order (id),
    payment_id {uuid} NOT NULL REFERENCES payment (id),
    amount bigint NOT NULL,
    person_id {uuid},
    why text NOT NULL,
    state text NOT NULL,
    acquirer_id text UNIQUE,
    created_at {moment} NOT NULL,
    changed_at {moment} NOT NULL,
    ask_again_at {moment}
);
CREATE INDEX refund_order_payment ON refund_order (payment_id);
CREATE INDEX refund_order_order ON refund_order (order_id);
CREATE INDEX refund_order_ask ON refund_order (ask_again_at) WHERE ask_again_at IS NOT NULL;

CREATE TABLE ledger_entry (
    id {uuid} PRIMARY KEY,
    account_id {uuid} NOT NULL REFERENCES account (id),
    recipient_id {uuid} NOT NULL REFERENCES recipient (id),
    kind text NOT NULL,
    amount bigint NOT NULL,
    on_day {date} NOT NULL,
    charge_id {uuid} REFERENCES charge (id),
    payment_id {uuid} REFERENCES payment (id),
    refund_id {uuid} REFERENCES refund (id),
    recorded_at {moment} NOT NULL
);
CREATE INDEX ledger_entry_account ON ledger_entry (account_id, recipient_id, on_day, amount);
CREATE INDEX ledger_entry_penalty ON ledger_entry (charge_id) WHERE kind = 'penalty';

CREATE TABLE suspense (
    id {uuid} PRIMARY KEY,
    received_on {date} NOT NULL,
    amount bigint NOT NULL,
    bank text NOT NULL,
    operation text,
    account_text text NOT NULL,
    payer text,
    recipient_id {uuid} REFERENCES recipient (id),
    purpose text,
    reason text NOT NULL,
    order_id {uuid} REFERENCES payment_order (id),
    recorded_at {moment} NOT NULL,
    payment_id {uuid} REFERENCES payment (id),
    settled_at {moment}
);
CREATE INDEX suspense_open ON suspense (received_on) WHERE settled_at IS NULL;
CREATE UNIQUE INDEX suspense_operation ON suspense (bank, operation, received_on) WHERE operation IS NOT NULL;

CREATE TABLE fiscal_receipt (
    id {uuid} PRIMARY KEY,
    order_id {uuid} NOT NULL REFERENCES payment_order (id),
    refund_id {uuid} UNIQUE REFERENCES refund (id),
    kind text NOT NULL,
    contents text NOT NULL,
    email text NOT NULL,
    recorded_at {moment} NOT NULL
);
CREATE INDEX fiscal_receipt_order ON fiscal_receipt (order_id);
CREATE UNIQUE INDEX fiscal_receipt_payment ON fiscal_receipt (order_id) WHERE refund_id IS NULL;

CREATE TABLE moratorium (
    since {date} PRIMARY KEY,
    until {date} NOT NULL
);

CREATE TABLE special_day (
    day {date} PRIMARY KEY,
    working boolean NOT NULL
);

CREATE TABLE payer_contact (
    person_id {uuid} PRIMARY KEY REFERENCES person (id),
    email text NOT NULL,
    phone text
);

ALTER TABLE outbox ADD COLUMN every_seconds bigint;
