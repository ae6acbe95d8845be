CREATE TABLE appeal (
    id {uuid} PRIMARY KEY,
    number bigint NOT NULL UNIQUE,
    building_id {uuid} NOT NULL REFERENCES building (id),
    account_id {uuid} NOT NULL REFERENCES account (id),
    person_id {uuid} NOT NULL REFERENCES person (id),
    kind text NOT NULL,
    asker text NOT NULL,
    text text NOT NULL,
    registered_at {moment} NOT NULL,
    asked_at {moment} NOT NULL,
    state text NOT NULL,
    state_at {moment} NOT NULL,
    assignee_id {uuid} REFERENCES person (id),
    extended_until {date},
    answered_at {moment},
    answers bigint NOT NULL,
    version bigint NOT NULL,
    due_at {moment} NOT NULL,
    ended_at {moment}
);
CREATE INDEX appeal_author ON appeal (person_id, account_id, number);
CREATE INDEX appeal_waiting ON appeal (due_at, number) WHERE ended_at IS NULL;
CREATE INDEX appeal_waiting_building ON appeal (building_id, due_at, number) WHERE ended_at IS NULL;
CREATE INDEX appeal_ended ON appeal (ended_at, number) WHERE ended_at IS NOT NULL;
CREATE INDEX appeal_ended_building ON appeal (building_id, ended_at, number) WHERE ended_at IS NOT NULL;
CREATE INDEX appeal_ended_assignee ON appeal (assignee_id, ended_at, number) WHERE ended_at IS NOT NULL;

CREATE TABLE appeal_entry (
    id {uuid} PRIMARY KEY,
    appeal_id {uuid} NOT NULL REFERENCES appeal (id),
    version bigint NOT NULL,
    at {moment} NOT NULL,
    side text NOT NULL,
    person_id {uuid},
    what text NOT NULL,
    UNIQUE (appeal_id, version)
);

CREATE TABLE appeal_template (
    id {uuid} PRIMARY KEY,
    name text NOT NULL,
    text text NOT NULL,
    retired_at {moment}
);

INSERT INTO dated_parameter (code, since, value) VALUES
    ('appeal.answer.working_days', '2013-06-01', 10),
    ('appeal.other.days', '2013-06-01', 30),
    ('appeal.extension.days', '2013-06-01', 30);
