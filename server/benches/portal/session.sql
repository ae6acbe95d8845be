SELECT p.id, p.email, p.role, a.id, a.number, b.address, u.label,
       COALESCE(b.window_first_day, c.window_first_day), COALESCE(b.window_last_day, c.window_last_day)
FROM session s
JOIN person p ON p.id = s.person_id
LEFT JOIN residency r ON r.person_id = p.id AND r.ended_at IS NULL AND r.suspended_at IS NULL
LEFT JOIN account a ON a.id = r.account_id
LEFT JOIN unit u ON u.id = a.unit_id
LEFT JOIN building b ON b.id = u.building_id
LEFT JOIN managing_company c ON c.id = b.company_id
WHERE s.token_hash = ?1 AND s.ended_at IS NULL AND s.expires_at > '2000'
