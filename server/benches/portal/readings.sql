SELECT r.id, r.meter_id, r.period, r.taken_on, r.value_1, r.value_2, r.value_3, r.value_4,
       r.needs_review, r.corrects_id, (r.source = 'import' OR ap.at IS NOT NULL)
FROM (
    SELECT m.id AS meter_id, COALESCE((
        SELECT o.period FROM reading o
        WHERE o.meter_id = m.id AND o.period < ?2 AND NOT o.needs_review
              AND NOT EXISTS (SELECT 1 FROM reading c WHERE c.corrects_id = o.id)
        ORDER BY o.period DESC LIMIT 1 OFFSET 6
    ), '0001-01-01') AS since
    FROM meter m WHERE m.account_id = ?1
) s
JOIN reading r ON r.meter_id = s.meter_id AND r.period >= s.since
LEFT JOIN accepted_period ap ON ap.building_id = ?3 AND ap.period = r.period
