CREATE TABLE incident_edit (
    incident_id {uuid} NOT NULL REFERENCES incident (id),
    version bigint NOT NULL,
    at {moment} NOT NULL,
    person_id {uuid},
    text text NOT NULL,
    ends_at {moment},
    PRIMARY KEY (incident_id, version)
);
CREATE INDEX incident_over ON incident (ended_at, id) WHERE ended_at IS NOT NULL;
