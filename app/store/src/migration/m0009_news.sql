CREATE TABLE news (
    id {uuid} PRIMARY KEY,
    version bigint NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    source text NOT NULL,
    excerpt text NOT NULL,
    must_read boolean NOT NULL,
    pops_up boolean NOT NULL,
    starts_at {moment},
    last_day {date},
    published_at {moment},
    expires_at {moment},
    announced_at {moment},
    corrected_at {moment},
    withdrawn_at {moment},
    saved_at {moment} NOT NULL,
    saved_by {uuid} REFERENCES person (id)
);
CREATE INDEX news_saved ON news (saved_at, id);

CREATE TABLE news_target (
    news_id {uuid} NOT NULL REFERENCES news (id),
    place text NOT NULL,
    published_at {moment},
    expires_at {moment},
    PRIMARY KEY (news_id, place)
);
CREATE INDEX news_target_place ON news_target (place, published_at, news_id) WHERE published_at IS NOT NULL;

CREATE TABLE news_revision (
    news_id {uuid} NOT NULL REFERENCES news (id),
    version bigint NOT NULL,
    at {moment} NOT NULL,
    person_id {uuid} REFERENCES person (id),
    kind text NOT NULL,
    title text NOT NULL,
    source text NOT NULL,
    PRIMARY KEY (news_id, version)
);

CREATE TABLE news_read (
    person_id {uuid} NOT NULL REFERENCES person (id),
    news_id {uuid} NOT NULL REFERENCES news (id),
    read_at {moment} NOT NULL,
    acknowledged_at {moment},
    PRIMARY KEY (person_id, news_id)
);
CREATE INDEX news_read_news ON news_read (news_id);
