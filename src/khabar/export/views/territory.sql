-- Ground: who is said to have taken, held or lost what.
-- In brief: phase, holder_of_ground, ground_or_rival, place, earliest, realis, holder, claim_id
SELECT c.incident_id, c.phase, parties.actors AS holder_of_ground, parties.recipients AS ground_or_rival, g.name AS place, g.country,
    c.place_precision, c.date_earliest AS earliest, c.date_latest AS latest, c.realis, held.holder, held.factuality, r.outlet,
    r.published, c.claim_id, c.report_id
FROM claims c
    JOIN reports r USING (report_id)
    JOIN held USING (claim_id)
    JOIN parties USING (claim_id)
    LEFT JOIN gazetteer g USING (place_id)
WHERE c.register = 'territory' AND c.review IS DISTINCT FROM 'rejected'
ORDER BY earliest NULLS LAST, c.claim_id
