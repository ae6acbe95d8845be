ALTER TABLE person ADD COLUMN suspended_at {moment};

CREATE TABLE invitation (
    id {uuid} PRIMARY KEY,
    email text NOT NULL,
    role text NOT NULL,
    person_id {uuid} REFERENCES person (id),
    sent_at {moment} NOT NULL,
    expires_at {moment} NOT NULL,
    closed_at {moment}
);
CREATE UNIQUE INDEX invitation_open ON invitation (email) WHERE closed_at IS NULL;

CREATE TABLE invitation_building (
    invitation_id {uuid} NOT NULL REFERENCES invitation (id),
    building_id {uuid} NOT NULL REFERENCES building (id),
    PRIMARY KEY (invitation_id, building_id)
);

CREATE TABLE second_factor (
    person_id {uuid} PRIMARY KEY REFERENCES person (id),
    secret text NOT NULL,
    confirmed_at {moment},
    last_step bigint NOT NULL,
    draft_codes text
);

CREATE TABLE recovery_code (
    code_hash text PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id),
    used_at {moment}
);
CREATE INDEX recovery_code_person ON recovery_code (person_id);

ALTER TABLE event ADD COLUMN look boolean NOT NULL DEFAULT FALSE;
UPDATE event SET look = TRUE WHERE kind LIKE '%.looked_at' OR kind IN ('receipts.looked', 'receipts.printed');
DROP INDEX event_account;
CREATE INDEX event_account ON event (account_id, at, id);
CREATE INDEX event_look ON event (look, at, id);
CREATE INDEX event_kind ON event (kind, at, id);
CREATE INDEX event_person ON event (person_id, at, id, look, account_id);

CREATE TABLE setting_change (
    id {uuid} PRIMARY KEY,
    at {moment} NOT NULL,
    person_id {uuid},
    subject_id {uuid} NOT NULL,
    field text NOT NULL,
    before text NOT NULL,
    after text NOT NULL
);
CREATE INDEX setting_change_at ON setting_change (at, id);
CREATE INDEX setting_change_subject ON setting_change (subject_id);
