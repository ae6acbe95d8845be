ALTER TABLE notice_choice ADD COLUMN bell boolean NOT NULL DEFAULT TRUE;
ALTER TABLE notice_choice ADD COLUMN push boolean NOT NULL DEFAULT TRUE;

CREATE TABLE quiet_hours (
    person_id {uuid} PRIMARY KEY REFERENCES person (id),
    from_minute smallint NOT NULL,
    to_minute smallint NOT NULL
);

CREATE TABLE push_subscription (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id),
    session_id {uuid} NOT NULL,
    endpoint text NOT NULL UNIQUE,
    p256dh text NOT NULL,
    auth text NOT NULL,
    created_at {moment} NOT NULL,
    pushed_at {moment}
);
CREATE INDEX push_subscription_person ON push_subscription (person_id);

CREATE TABLE reminder (
    person_id {uuid} NOT NULL REFERENCES person (id),
    about {uuid} NOT NULL,
    kind text NOT NULL,
    day {date} NOT NULL,
    notice_id {uuid} NOT NULL,
    at {moment} NOT NULL,
    PRIMARY KEY (person_id, about, kind, day)
);
CREATE INDEX reminder_at ON reminder (at);

CREATE TABLE reminder_day (
    day {date} PRIMARY KEY,
    begun_at {moment} NOT NULL
);
