ALTER TABLE import ADD COLUMN done_at {moment};
UPDATE import SET done_at = changed_at WHERE state IN ('done', 'undoing');

CREATE INDEX charge_month ON charge (period) WHERE kind = 'bill';
