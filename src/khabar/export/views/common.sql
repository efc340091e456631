-- What several views join: each claim's innermost holder, and its parties in words.
held AS (
    SELECT claim_id, arg_max(coalesce(text, kind), depth) AS holder, arg_max_null(factuality, depth) AS factuality
    FROM holders GROUP BY claim_id
),
parties AS (
    SELECT c.claim_id,
        string_agg(p.text, ' and ' ORDER BY p.start) FILTER (p.role = 'actor') AS actors,
        string_agg(p.text, ' and ' ORDER BY p.start) FILTER (p.role = 'recipient') AS recipients,
        string_agg(p.text, ' and ' ORDER BY p.start) FILTER (p.role = 'instrument') AS means
    FROM claims c LEFT JOIN participants p USING (claim_id)
    GROUP BY c.claim_id
)
