ALTER TABLE import ADD COLUMN waiting_count bigint;
ALTER TABLE import ADD COLUMN bank text;
ALTER TABLE import ADD COLUMN came bigint;
ALTER TABLE import ADD COLUMN credited bigint;
ALTER TABLE import ADD COLUMN waiting bigint;

CREATE TABLE bank_mapping (
    bank_key text PRIMARY KEY,
    bank text NOT NULL,
    header text NOT NULL,
    places text NOT NULL,
    recipient_id {uuid} REFERENCES recipient (id),
    person_id {uuid} REFERENCES person (id),
    changed_at {moment} NOT NULL
);

ALTER TABLE suspense ADD COLUMN import_id {uuid} REFERENCES import (id);
ALTER TABLE suspense ADD COLUMN outcome text;
ALTER TABLE suspense ADD COLUMN why text;
ALTER TABLE suspense ADD COLUMN for_day {date};
ALTER TABLE suspense ADD COLUMN person_id {uuid} REFERENCES person (id);
ALTER TABLE suspense ADD COLUMN attempts bigint NOT NULL DEFAULT 0;
CREATE INDEX suspense_settled ON suspense (settled_at, id) WHERE settled_at IS NOT NULL;
CREATE INDEX suspense_for_day ON suspense (for_day) WHERE for_day IS NOT NULL;

CREATE TABLE charge_draft (
    import_id {uuid} NOT NULL REFERENCES import (id),
    account_id {uuid} NOT NULL REFERENCES account (id),
    recipient_id {uuid} NOT NULL REFERENCES recipient (id),
    period {date} NOT NULL,
    was bigint,
    now bigint NOT NULL,
    slight bigint NOT NULL,
    weight bigint NOT NULL,
    PRIMARY KEY (import_id, account_id, recipient_id, period)
);
CREATE INDEX charge_draft_weight ON charge_draft (import_id, weight, account_id);

CREATE TABLE debt_letter (
    account_id {uuid} NOT NULL REFERENCES account (id),
    sent_on {date} NOT NULL,
    owed bigint NOT NULL,
    person_id {uuid} REFERENCES person (id),
    recorded_at {moment} NOT NULL,
    PRIMARY KEY (account_id, sent_on)
);
