{sqlite} CREATE INDEX meter_serial ON meter (serial_key);
{postgres} CREATE INDEX meter_serial ON meter (serial_key COLLATE "C");
{postgres} CREATE INDEX account_number ON account (number_key COLLATE "C");
{postgres} CREATE INDEX account_owner_name ON account_owner (surname_key COLLATE "C");
CREATE INDEX residency_claim_waiting ON residency_claim (id) WHERE closed_at IS NULL;
CREATE INDEX residency_suspended ON residency (suspended_at, id) WHERE suspended_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX import_change_row ON import_change (row_id);
