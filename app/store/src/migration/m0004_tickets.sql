CREATE TABLE employee_building (
    person_id {uuid} NOT NULL REFERENCES person (id),
    building_id {uuid} NOT NULL REFERENCES building (id),
    PRIMARY KEY (person_id, building_id)
);

CREATE TABLE executor (
    id {uuid} PRIMARY KEY,
    name text NOT NULL UNIQUE,
    retired_at {moment}
);

CREATE TABLE ticket (
    id {uuid} PRIMARY KEY,
    number bigint NOT NULL UNIQUE,
    building_id {uuid} NOT NULL REFERENCES building (id),
    account_id {uuid} REFERENCES account (id),
    person_id {uuid} REFERENCES person (id),
    whose text NOT NULL,
    category text NOT NULL,
    kind text NOT NULL,
    text text NOT NULL,
    contact_name text NOT NULL,
    contact_phone text NOT NULL,
    registered_at {moment} NOT NULL,
    state text NOT NULL,
    state_at {moment} NOT NULL,
    taken_back boolean NOT NULL,
    executor_id {uuid} REFERENCES executor (id),
    answered_at {moment},
    localised_at {moment},
    done_at {moment},
    paused_since {moment},
    paused_minutes bigint NOT NULL,
    deferred_until {date},
    result text,
    rating smallint,
    version bigint NOT NULL,
    next_at {moment} NOT NULL,
    ended_at {moment}
);
CREATE INDEX ticket_account ON ticket (account_id, number);
CREATE INDEX ticket_author ON ticket (person_id, number);
CREATE INDEX ticket_phone ON ticket (contact_phone);
CREATE INDEX ticket_house ON ticket (building_id, number) WHERE whose = 'house';
CREATE INDEX ticket_waiting ON ticket (next_at, number) WHERE ended_at IS NULL;
CREATE INDEX ticket_waiting_building ON ticket (building_id, next_at, number) WHERE ended_at IS NULL;
CREATE INDEX ticket_ended ON ticket (ended_at, number) WHERE ended_at IS NOT NULL;
CREATE INDEX ticket_ended_building ON ticket (building_id, ended_at, number) WHERE ended_at IS NOT NULL;
CREATE INDEX ticket_ended_executor ON ticket (executor_id, ended_at, number) WHERE ended_at IS NOT NULL;

CREATE TABLE ticket_event (
    ticket_id {uuid} NOT NULL REFERENCES ticket (id),
    version bigint NOT NULL,
    at {moment} NOT NULL,
    side text NOT NULL,
    person_id {uuid},
    what text NOT NULL,
    PRIMARY KEY (ticket_id, version)
);

CREATE TABLE ticket_comment (
    id {uuid} PRIMARY KEY,
    ticket_id {uuid} NOT NULL REFERENCES ticket (id),
    at {moment} NOT NULL,
    side text NOT NULL,
    person_id {uuid},
    internal boolean NOT NULL,
    text text NOT NULL
);
CREATE INDEX ticket_comment_ticket ON ticket_comment (ticket_id, at);

CREATE TABLE ticket_follower (
    ticket_id {uuid} NOT NULL REFERENCES ticket (id),
    account_id {uuid} NOT NULL REFERENCES account (id),
    person_id {uuid} NOT NULL REFERENCES person (id),
    at {moment} NOT NULL,
    PRIMARY KEY (ticket_id, account_id)
);

CREATE TABLE incident (
    id {uuid} PRIMARY KEY,
    kind text NOT NULL,
    category text NOT NULL,
    text text NOT NULL,
    starts_at {moment} NOT NULL,
    ends_at {moment},
    announced_at {moment} NOT NULL,
    person_id {uuid},
    ended_at {moment}
);
CREATE INDEX incident_current ON incident (starts_at, id) WHERE ended_at IS NULL;

CREATE TABLE incident_place (
    incident_id {uuid} NOT NULL REFERENCES incident (id),
    building_id {uuid} NOT NULL REFERENCES building (id),
    entrance text NOT NULL,
    PRIMARY KEY (incident_id, building_id, entrance)
);
CREATE INDEX incident_place_building ON incident_place (building_id);

CREATE TABLE incident_follower (
    incident_id {uuid} NOT NULL REFERENCES incident (id),
    account_id {uuid} NOT NULL REFERENCES account (id),
    person_id {uuid} NOT NULL REFERENCES person (id),
    at {moment} NOT NULL,
    PRIMARY KEY (incident_id, account_id)
);

CREATE INDEX account_owner_surname ON account_owner (surname_key);

INSERT INTO dated_parameter (code, since, value) VALUES
    ('ticket.answer.minutes', '2013-06-01', 5),
    ('ticket.localise.minutes', '2013-06-01', 30),
    ('ticket.repair.minutes', '2013-06-01', 4320),
    ('ticket.sewer.minutes', '2013-06-01', 120),
    ('ticket.chute.minutes', '2013-06-01', 120),
    ('ticket.quality.minutes', '2013-06-01', 120),
    ('ticket.meter_check.days', '2013-06-01', 10),
    ('ticket.roof.minutes', '2003-10-27', 1440),
    ('ticket.door.minutes', '2003-10-27', 1440),
    ('ticket.window_in_winter.minutes', '2003-10-27', 1440),
    ('ticket.window_in_summer.minutes', '2003-10-27', 4320),
    ('ticket.ordinary.working_days', '2013-06-01', 10),
    ('ticket.water_break.minutes', '2013-06-01', 240),
    ('ticket.heating_break.minutes', '2013-06-01', 1440);
