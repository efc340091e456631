-- Who is said to have been harmed, by each figure: as worded, its bounds, whom it counts, and whose figure it is.
-- In brief: earliest, place, measure, figure, population, holder, factuality, outlet, claim_id
SELECT c.incident_id, c.date_earliest AS earliest, c.date_latest AS latest, g.name AS place, g.country, c.place_precision,
    q.measure, q.text AS figure, q.comparator, q.low, q.best, q.high, q.population, q.status, q.scope,
    held.holder, held.factuality, r.outlet, r.published, q.quantity_id, c.claim_id, c.report_id
FROM quantities q
    JOIN claims c USING (claim_id)
    JOIN reports r ON r.report_id = c.report_id
    JOIN held USING (claim_id)
    LEFT JOIN gazetteer g USING (place_id)
WHERE q.measure IN ('killed', 'injured', 'casualties', 'missing', 'detained', 'displaced')
    AND c.review IS DISTINCT FROM 'rejected'
ORDER BY earliest NULLS LAST, c.incident_id, q.measure, q.quantity_id
