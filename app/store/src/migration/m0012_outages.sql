ALTER TABLE incident ADD COLUMN news bigint NOT NULL DEFAULT 0;
ALTER TABLE incident_edit ADD COLUMN starts_at {moment};
ALTER TABLE incident_edit ADD COLUMN places text;

CREATE TABLE incident_told (
    incident_id {uuid} NOT NULL REFERENCES incident (id),
    person_id {uuid} NOT NULL REFERENCES person (id),
    news bigint NOT NULL,
    said text NOT NULL,
    PRIMARY KEY (incident_id, person_id)
);

ALTER TABLE ticket_follower ADD COLUMN by_staff boolean NOT NULL DEFAULT FALSE;
ALTER TABLE incident_follower ADD COLUMN by_staff boolean NOT NULL DEFAULT FALSE;
