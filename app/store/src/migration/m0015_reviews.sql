CREATE TABLE reading_refusal (
    reading_id {uuid} PRIMARY KEY REFERENCES reading (id),
    at {moment} NOT NULL,
    person_id {uuid},
    note text NOT NULL
);

CREATE INDEX reading_waiting ON reading (recorded_at) WHERE needs_review;
