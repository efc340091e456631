-- Elections, cabinets, laws and courts: who is said to have done what in them.
-- In brief: who, trigger, whom, earliest, realis, holder, outlet, claim_id
SELECT c.incident_id, c.event, c.mode, parties.actors AS who, c.trigger, parties.recipients AS whom, c.about_claim_id, c.realis,
    c.date_earliest AS earliest, c.date_latest AS latest, held.holder, held.factuality, r.outlet, r.published, c.claim_id, c.report_id
FROM claims c
    JOIN reports r USING (report_id)
    JOIN held USING (claim_id)
    JOIN parties USING (claim_id)
WHERE c.register = 'political_process' AND c.review IS DISTINCT FROM 'rejected'
ORDER BY earliest NULLS LAST, c.claim_id
