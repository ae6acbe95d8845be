CREATE TABLE import (
    id {uuid} PRIMARY KEY,
    kind text NOT NULL,
    file_name text NOT NULL,
    bytes bigint NOT NULL,
    sha256 text NOT NULL,
    person_id {uuid} REFERENCES person (id),
    created_at {moment} NOT NULL,
    changed_at {moment} NOT NULL,
    state text NOT NULL,
    version bigint NOT NULL,
    recognised text NOT NULL,
    sheet text NOT NULL,
    choice text,
    total_rows bigint NOT NULL,
    done_rows bigint NOT NULL,
    new_count bigint,
    changed_count bigint,
    same_count bigint,
    refused_count bigint,
    problems text
);
CREATE INDEX import_created ON import (created_at, id);

CREATE TABLE import_line (
    import_id {uuid} NOT NULL REFERENCES import (id),
    line bigint NOT NULL,
    verdict text NOT NULL,
    subject text NOT NULL,
    details text NOT NULL,
    PRIMARY KEY (import_id, line)
);
CREATE INDEX import_line_verdict ON import_line (import_id, verdict, line);

CREATE TABLE import_change (
    import_id {uuid} NOT NULL REFERENCES import (id),
    position bigint NOT NULL,
    entity text NOT NULL,
    row_id {uuid} NOT NULL,
    was text,
    now text,
    PRIMARY KEY (import_id, position)
);
