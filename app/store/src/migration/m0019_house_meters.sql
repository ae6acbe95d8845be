CREATE TABLE house_meter (
    id {uuid} PRIMARY KEY,
    building_id {uuid} NOT NULL REFERENCES building (id),
    resource text NOT NULL,
    serial text NOT NULL,
    serial_key text NOT NULL,
    zones smallint NOT NULL,
    digits smallint NOT NULL,
    decimals smallint NOT NULL,
    ratio bigint NOT NULL,
    place text,
    installed_on {date},
    removed_on {date},
    verified_until {date},
    UNIQUE (building_id, resource, serial_key)
);

CREATE TABLE house_reading (
    id {uuid} PRIMARY KEY,
    meter_id {uuid} NOT NULL REFERENCES house_meter (id),
    period {date} NOT NULL,
    taken_on {date} NOT NULL,
    recorded_at {moment} NOT NULL,
    value_1 bigint NOT NULL,
    value_2 bigint,
    value_3 bigint,
    value_4 bigint,
    explanation text,
    corrects_id {uuid} UNIQUE REFERENCES house_reading (id),
    person_id {uuid}
);
CREATE INDEX house_reading_meter ON house_reading (meter_id, period);
CREATE UNIQUE INDEX house_reading_first ON house_reading (meter_id, period) WHERE corrects_id IS NULL;
