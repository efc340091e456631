-- Forces: whose, how many, where, and whether they arrive, stand or leave.
-- In brief: phase, force, whom, place, figure, earliest, realis, holder, claim_id
SELECT c.incident_id, c.phase, parties.actors AS force, parties.recipients AS whom, g.name AS place, g.country, c.place_precision,
    q.text AS figure, q.comparator, q.low, q.best, q.high, c.date_earliest AS earliest, c.date_latest AS latest, c.realis,
    held.holder, held.factuality, r.outlet, r.published, c.claim_id, c.report_id
FROM claims c
    JOIN reports r USING (report_id)
    JOIN held USING (claim_id)
    JOIN parties USING (claim_id)
    LEFT JOIN quantities q ON q.claim_id = c.claim_id AND q.measure = 'troops'
    LEFT JOIN gazetteer g USING (place_id)
WHERE c.register = 'deployment' AND c.review IS DISTINCT FROM 'rejected'
ORDER BY earliest NULLS LAST, c.claim_id, q.quantity_id
