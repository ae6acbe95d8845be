CREATE TABLE managing_company (
    id {uuid} PRIMARY KEY,
    name text NOT NULL,
    window_first_day smallint NOT NULL,
    window_last_day smallint NOT NULL
);

CREATE TABLE building (
    id {uuid} PRIMARY KEY,
    company_id {uuid} NOT NULL REFERENCES managing_company (id),
    address text NOT NULL UNIQUE,
    window_first_day smallint,
    window_last_day smallint
);

CREATE TABLE unit (
    id {uuid} PRIMARY KEY,
    building_id {uuid} NOT NULL REFERENCES building (id),
    label text NOT NULL,
    entrance text,
    UNIQUE (building_id, label)
);

CREATE TABLE account (
    id {uuid} PRIMARY KEY,
    unit_id {uuid} NOT NULL REFERENCES unit (id),
    number text NOT NULL,
    number_key text NOT NULL UNIQUE,
    unified_number text,
    area_hundredths bigint,
    residents smallint,
    opened_on {date},
    closed_on {date},
    phone text,
    email text
);
CREATE INDEX account_unit ON account (unit_id);

CREATE TABLE account_owner (
    id {uuid} PRIMARY KEY,
    account_id {uuid} NOT NULL REFERENCES account (id),
    name text NOT NULL,
    surname_key text NOT NULL,
    share text,
    UNIQUE (account_id, name)
);

CREATE TABLE person (
    id {uuid} PRIMARY KEY,
    email text NOT NULL UNIQUE,
    password_hash text NOT NULL,
    role text,
    created_at {moment} NOT NULL
);

CREATE TABLE known_device (
    token_hash text PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id),
    seen_at {moment} NOT NULL
);
CREATE INDEX known_device_person ON known_device (person_id);

CREATE TABLE session (
    id {uuid} PRIMARY KEY,
    token_hash text NOT NULL UNIQUE,
    person_id {uuid} NOT NULL REFERENCES person (id),
    account_id {uuid} REFERENCES account (id),
    device text NOT NULL,
    address text NOT NULL,
    created_at {moment} NOT NULL,
    seen_at {moment} NOT NULL,
    expires_at {moment} NOT NULL,
    ended_at {moment}
);
CREATE INDEX session_person ON session (person_id, ended_at);

CREATE TABLE registration (
    id {uuid} PRIMARY KEY,
    account_number text NOT NULL,
    surname text NOT NULL,
    email text NOT NULL,
    consent_version text NOT NULL,
    consent_hash text NOT NULL,
    address text NOT NULL,
    requested_at {moment} NOT NULL,
    account_id {uuid} REFERENCES account (id),
    finished_at {moment}
);
CREATE INDEX registration_email ON registration (email, requested_at);

CREATE TABLE letter_token (
    token_hash text PRIMARY KEY,
    purpose text NOT NULL,
    subject_id {uuid} NOT NULL,
    created_at {moment} NOT NULL,
    expires_at {moment} NOT NULL,
    used_at {moment}
);
CREATE INDEX letter_token_subject ON letter_token (subject_id, purpose);

CREATE TABLE consent (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id),
    purpose text NOT NULL,
    version text NOT NULL,
    text_hash text NOT NULL,
    given_at {moment} NOT NULL,
    address text NOT NULL
);
CREATE INDEX consent_person ON consent (person_id);

CREATE TABLE residency (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id),
    account_id {uuid} NOT NULL REFERENCES account (id),
    kind text NOT NULL,
    since {moment} NOT NULL,
    suspended_at {moment},
    ended_at {moment}
);
CREATE UNIQUE INDEX residency_current ON residency (person_id, account_id) WHERE ended_at IS NULL;
CREATE INDEX residency_account ON residency (account_id);

CREATE TABLE residency_claim (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id),
    account_number text NOT NULL,
    surname text NOT NULL,
    requested_at {moment} NOT NULL,
    sent_at {moment} NOT NULL,
    account_id {uuid} REFERENCES account (id),
    closed_at {moment}
);
CREATE INDEX residency_claim_person ON residency_claim (person_id, closed_at);

CREATE TABLE throttle (
    key text PRIMARY KEY,
    window_start {moment} NOT NULL,
    attempts bigint NOT NULL
);
CREATE INDEX throttle_window ON throttle (window_start);

CREATE TABLE outbox (
    id {uuid} PRIMARY KEY,
    kind text NOT NULL,
    payload text NOT NULL,
    created_at {moment} NOT NULL,
    run_at {moment} NOT NULL,
    attempts bigint NOT NULL,
    locked_until {moment},
    done_at {moment},
    dead_at {moment},
    last_error text
);
CREATE INDEX outbox_waiting ON outbox (run_at) WHERE done_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_open ON outbox (dead_at) WHERE done_at IS NULL;

CREATE TABLE event (
    id {uuid} PRIMARY KEY,
    at {moment} NOT NULL,
    person_id {uuid},
    kind text NOT NULL,
    subject_id {uuid},
    account_id {uuid},
    details text
);
CREATE INDEX event_subject ON event (subject_id);
CREATE INDEX event_account ON event (account_id, at);

CREATE TABLE report (
    id {uuid} PRIMARY KEY,
    at {moment} NOT NULL,
    person_id {uuid},
    text text NOT NULL,
    page text NOT NULL,
    build text NOT NULL,
    request text NOT NULL
);

CREATE TABLE meter (
    id {uuid} PRIMARY KEY,
    account_id {uuid} NOT NULL REFERENCES account (id),
    resource text NOT NULL,
    serial text NOT NULL,
    serial_key text NOT NULL,
    zones smallint NOT NULL,
    digits smallint NOT NULL,
    decimals smallint NOT NULL,
    place text,
    automatic boolean NOT NULL,
    installed_on {date},
    removed_on {date},
    verified_until {date},
    UNIQUE (account_id, resource, serial_key)
);

CREATE TABLE submission (
    id {uuid} PRIMARY KEY,
    account_id {uuid} NOT NULL REFERENCES account (id),
    person_id {uuid},
    period {date} NOT NULL,
    at {moment} NOT NULL,
    number text,
    code text UNIQUE,
    meters_taken bigint NOT NULL,
    lines text NOT NULL
);
CREATE INDEX submission_account ON submission (account_id, period);

CREATE TABLE reading (
    id {uuid} PRIMARY KEY,
    meter_id {uuid} NOT NULL REFERENCES meter (id),
    period {date} NOT NULL,
    taken_on {date} NOT NULL,
    recorded_at {moment} NOT NULL,
    value_1 bigint NOT NULL,
    value_2 bigint,
    value_3 bigint,
    value_4 bigint,
    source text NOT NULL,
    needs_review boolean NOT NULL,
    explanation text,
    corrects_id {uuid} UNIQUE REFERENCES reading (id),
    submission_id {uuid} REFERENCES submission (id),
    person_id {uuid}
);
CREATE INDEX reading_meter ON reading (meter_id, period);
CREATE UNIQUE INDEX reading_first ON reading (meter_id, period) WHERE corrects_id IS NULL;

CREATE TABLE accepted_period (
    building_id {uuid} NOT NULL REFERENCES building (id),
    period {date} NOT NULL,
    at {moment} NOT NULL,
    person_id {uuid},
    PRIMARY KEY (building_id, period)
);

CREATE TABLE number_series (
    kind text NOT NULL,
    period {date} NOT NULL,
    last bigint NOT NULL,
    PRIMARY KEY (kind, period)
);

CREATE TABLE dated_parameter (
    code text NOT NULL,
    since {date} NOT NULL,
    value bigint NOT NULL,
    PRIMARY KEY (code, since)
);

INSERT INTO dated_parameter (code, since, value) VALUES
    ('expired_factor.cold_water', '2013-06-01', 150),
    ('expired_factor.cold_water', '2025-12-06', 300),
    ('expired_factor.hot_water', '2013-06-01', 150);
