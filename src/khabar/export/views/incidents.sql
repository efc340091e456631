-- Incidents: sets of claims judged to tell of one occurrence, with how many reports and independent origins tell of each.
-- In brief: incident_id, label, claims, reports, origins: low / likely / high, standing
SELECT i.incident_id, i.label, i.event, g.name AS place, i.date_earliest AS earliest, i.date_latest AS latest,
    i.n_claims AS claims, i.n_reports AS reports,
    i.origins_low || ' / ' || i.origins || ' / ' || i.origins_high AS "origins: low / likely / high", i.standing, i.clarity
FROM incidents i LEFT JOIN gazetteer g USING (place_id)
ORDER BY i.n_claims DESC, earliest NULLS LAST, i.incident_id
