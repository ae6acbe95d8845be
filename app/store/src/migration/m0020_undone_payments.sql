ALTER TABLE import ADD COLUMN why text;

ALTER TABLE payment ADD COLUMN import_id {uuid} REFERENCES import (id);
ALTER TABLE payment ADD COLUMN suspense_id {uuid} REFERENCES suspense (id);
ALTER TABLE payment ADD COLUMN undone_at {moment};
CREATE INDEX payment_import ON payment (import_id) WHERE import_id IS NOT NULL;
CREATE INDEX payment_suspense ON payment (suspense_id) WHERE suspense_id IS NOT NULL;
DROP INDEX payment_operation;
CREATE UNIQUE INDEX payment_operation ON payment (bank, operation, paid_on)
    WHERE operation IS NOT NULL AND order_id IS NULL AND undone_at IS NULL;

ALTER TABLE suspense ADD COLUMN undone_at {moment};
CREATE INDEX suspense_import ON suspense (import_id) WHERE import_id IS NOT NULL;
CREATE INDEX suspense_payment ON suspense (payment_id) WHERE payment_id IS NOT NULL;
DROP INDEX suspense_operation;
CREATE UNIQUE INDEX suspense_operation ON suspense (bank, operation, received_on)
    WHERE operation IS NOT NULL AND undone_at IS NULL;
