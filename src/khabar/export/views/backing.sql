-- Who is said to fund, arm, train, direct or shelter whom: each kind of backing by itself.
-- In brief: backer, how, backed, means, realis, holder, factuality, claim_id
SELECT c.incident_id, parties.actors AS backer, c.trigger AS how, c.event, c.mode, parties.recipients AS backed, parties.means,
    c.date_earliest AS earliest, c.date_latest AS latest, c.realis, held.holder, held.factuality, r.outlet, r.published, c.claim_id,
    c.report_id
FROM claims c
    JOIN reports r USING (report_id)
    JOIN held USING (claim_id)
    JOIN parties USING (claim_id)
WHERE c.register = 'backing' AND c.review IS DISTINCT FROM 'rejected'
ORDER BY backer, backed, c.claim_id
