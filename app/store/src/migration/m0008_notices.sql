CREATE TABLE notice (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id),
    contents text NOT NULL,
    at {moment} NOT NULL,
    read_at {moment}
);
CREATE INDEX notice_person ON notice (person_id, id);
CREATE INDEX notice_unread ON notice (person_id) WHERE read_at IS NULL;

CREATE TABLE notice_choice (
    person_id {uuid} NOT NULL REFERENCES person (id),
    subject text NOT NULL,
    letters boolean NOT NULL,
    PRIMARY KEY (person_id, subject)
);
