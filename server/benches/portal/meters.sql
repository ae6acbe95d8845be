SELECT m.id, m.resource, m.serial, m.zones, m.digits, m.decimals, m.place, m.automatic,
       m.installed_on, m.removed_on, m.verified_until, b.id, ap.at IS NOT NULL,
       (SELECT MIN(f.period) FROM reading f WHERE f.meter_id = m.id)
FROM account a
JOIN residency r ON r.account_id = a.id AND r.person_id = ?2 AND r.ended_at IS NULL AND r.suspended_at IS NULL
JOIN unit u ON u.id = a.unit_id
JOIN building b ON b.id = u.building_id
JOIN managing_company c ON c.id = b.company_id
LEFT JOIN accepted_period ap ON ap.building_id = b.id AND ap.period = ?3
LEFT JOIN meter m ON m.account_id = a.id
WHERE a.id = ?1
