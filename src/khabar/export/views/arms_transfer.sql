-- Arms transfers, with the fields of SIPRI's register; an estimate is a number or year that the words leave open.
-- In brief: phase, supplier, recipient, designation, figure, order_year, delivery_year, realis, holder, claim_id
SELECT c.incident_id, c.phase, parties.actors AS supplier, parties.recipients AS recipient, parties.means AS designation,
    CASE WHEN c.phase IN ('pledged', 'approved', 'ordered', 'pending') THEN coalesce(q.best, q.low, q.high) END AS number_ordered,
    CASE WHEN c.phase IN ('pledged', 'approved', 'ordered', 'pending') THEN q.comparator <> 'exact' END
        AS number_ordered_is_estimate,
    CASE WHEN c.phase IN ('pledged', 'approved', 'ordered', 'pending') THEN substr(c.date_earliest, 1, 4) END AS order_year,
    CASE WHEN c.phase IN ('delivered', 'used', 'captured') THEN coalesce(q.best, q.low, q.high) END AS number_delivered,
    CASE WHEN c.phase IN ('delivered', 'used', 'captured') THEN q.comparator <> 'exact' END AS number_delivered_is_estimate,
    CASE WHEN c.phase IN ('delivered', 'used', 'captured') THEN substr(c.date_earliest, 1, 4) END AS delivery_year,
    c.date_earliest IS NULL OR substr(c.date_earliest, 1, 4) <> substr(c.date_latest, 1, 4) AS year_is_estimate,
    q.text AS figure, c.realis, held.holder, held.factuality, r.outlet, r.published, c.claim_id, c.report_id
FROM claims c
    JOIN reports r USING (report_id)
    JOIN held USING (claim_id)
    JOIN parties USING (claim_id)
    LEFT JOIN quantities q ON q.claim_id = c.claim_id AND q.measure = 'weapons'
WHERE c.register = 'arms_transfer' AND c.review IS DISTINCT FROM 'rejected'
ORDER BY c.date_earliest NULLS LAST, c.claim_id, q.quantity_id
