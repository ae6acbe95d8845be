ALTER TABLE account_owner ADD COLUMN from_day {date};
ALTER TABLE account_owner ADD COLUMN to_day {date};
