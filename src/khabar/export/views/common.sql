-- What several views join: each claim's innermost holder, and its parties in words.
held AS (
    SELECT h.claim_id, coalesce(h.text, h.kind) AS holder, h.factuality
    FROM holders h
    WHERE h.depth = (SELECT max(depth) FROM holders o WHERE o.claim_id = h.claim_id)
),
parties AS (
    SELECT c.claim_id,
        string_agg(p.text, ' and ' ORDER BY p.start) FILTER (p.role = 'actor') AS actors,
        string_agg(p.text, ' and ' ORDER BY p.start) FILTER (p.role = 'recipient') AS recipients,
        string_agg(p.text, ' and ' ORDER BY p.start) FILTER (p.role = 'instrument') AS means
    FROM claims c LEFT JOIN participants p USING (claim_id)
    GROUP BY c.claim_id
)
