CREATE TABLE setup_step (
    step text PRIMARY KEY,
    done_at {moment} NOT NULL
);

ALTER TABLE managing_company ADD COLUMN time_zone text;
