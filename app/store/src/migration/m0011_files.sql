CREATE TABLE file (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id),
    owner_kind text NOT NULL,
    form_id {uuid} NOT NULL,
    owner_id {uuid},
    name text NOT NULL,
    kind text NOT NULL,
    bytes bigint NOT NULL,
    width bigint,
    height bigint,
    added_at {moment} NOT NULL,
    stored_at {moment}
);
CREATE INDEX file_owner ON file (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX file_form ON file (form_id);
CREATE INDEX file_person ON file (person_id) WHERE owner_id IS NULL;
CREATE INDEX file_draft ON file (added_at) WHERE owner_id IS NULL;
