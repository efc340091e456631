-- One row a claim with all that a list shows and a filter asks, in the order of publication. Actors that are taken for one
-- carry one identifier. A source that is not named stands in filters by its kind alone: no list follows an unnamed source
-- from report to report, nor does one follow a name that is blacked out.
CREATE TABLE shown AS
WITH spoken AS (
    SELECT s.report_id, s.sentence, s.start AS sentence_start, s."end" AS sentence_end,
        substring(r.text, s.start + 1, s."end" - s.start) AS sentence_text
    FROM sentences s JOIN texts r USING (report_id)
    WHERE (s.report_id, s.sentence) IN (SELECT (report_id, sentence) FROM claims)
),
ordered AS (
    SELECT c.claim_id,
        row_number() OVER (ORDER BY r.published NULLS LAST, c.report_id, c.start, c.claim_id) :: DOUBLE AS n
    FROM claims c JOIN reports r USING (report_id)
),
parties AS (
    SELECT p.claim_id, p.role, list({'text': p.text, 'entity_id': k.one, 'name': k.name} ORDER BY p.start, p.text) AS named,
        list(DISTINCT coalesce(k.one, p.text)) FILTER (k.one IS NOT NULL OR NOT contains(p.text, '█')) AS keys
    FROM participants p LEFT JOIN known k USING (entity_id)
    WHERE p.role IN ('actor', 'recipient', 'instrument') AND coalesce(p.text, k.one) IS NOT NULL
    GROUP BY p.claim_id, p.role
),
chains AS (
    SELECT h.claim_id,
        list({'depth': h.depth, 'text': h.text, 'name': k.name, 'kind': h.kind, 'factuality': h.factuality, 'stance': h.stance,
            'quotation': h.quotation,
            'cue': h.cue, 'entity_id': CASE WHEN h.kind IN ('named_person', 'organization', 'document') THEN k.one END} ORDER BY h.depth) AS chain,
        coalesce(list(DISTINCT CASE WHEN h.kind IN ('named_person', 'organization', 'document')
            AND NOT contains(coalesce(k.one, h.text), '█') THEN coalesce(k.one, h.text)
            ELSE h.kind END) FILTER (h.depth > 0), ['author']) AS holder_keys
    FROM holders h LEFT JOIN known k USING (entity_id)
    GROUP BY h.claim_id
),
counted AS (
    SELECT claim_id,
        list({'measure': measure, 'low': low, 'best': best, 'high': high, 'text': text, 'comparator': comparator} ORDER BY start)
            AS figures
    FROM quantities WHERE claim_id IS NOT NULL AND measure <> 'other' GROUP BY claim_id
)
SELECT o.n, c.claim_id, c.report_id, r.outlet, r.title, r.published, c.sentence, s.sentence_start, s.sentence_end, s.sentence_text, c.start, c."end",
    c.trigger, c.event, c.mode, c.register, c.phase, c.realis, c.factuality, c.author_factuality, c.negated,
    coalesce(a.named, []) AS actors, coalesce(b.named, []) AS recipients, coalesce(i.named, []) AS instruments,
    c.place_id, g.name AS place_name, g.country, c.place_precision, c.date_earliest, c.date_latest, c.date_precision, c.date_from,
    coalesce(h.chain, []) AS chain, coalesce(q.figures, []) AS figures, c.incident_id, c.confidence, c.review,
    coalesce(a.keys, []) AS actor_keys, coalesce(b.keys, []) AS recipient_keys, coalesce(h.holder_keys, []) AS holder_keys,
    lower(strip_accents(coalesce(s.sentence_text, '') || ' ' || coalesce(r.outlet, '') || ' ' || coalesce(g.name, ''))) AS folded
FROM claims c
    JOIN ordered o ON o.claim_id = c.claim_id
    JOIN reports r ON r.report_id = c.report_id
    LEFT JOIN spoken s ON s.report_id = c.report_id AND s.sentence = c.sentence
    LEFT JOIN gazetteer g USING (place_id)
    LEFT JOIN parties a ON a.claim_id = c.claim_id AND a.role = 'actor'
    LEFT JOIN parties b ON b.claim_id = c.claim_id AND b.role = 'recipient'
    LEFT JOIN parties i ON i.claim_id = c.claim_id AND i.role = 'instrument'
    LEFT JOIN chains h ON h.claim_id = c.claim_id
    LEFT JOIN counted q ON q.claim_id = c.claim_id
ORDER BY o.n;
CREATE INDEX shown_by_claim ON shown (claim_id);

-- Incidents as their list shows them. How surely the place is meant is what the first claim of it says.
CREATE TABLE shown_incidents AS
SELECT i.*, g.name AS place_name, g.country, g.latitude, g.longitude, g.feature, s.place_precision,
    lower(strip_accents(i.label || ' ' || coalesce(g.name, ''))) AS folded
FROM incidents i LEFT JOIN gazetteer g USING (place_id)
    LEFT JOIN (SELECT incident_id, place_id, arg_min(place_precision, n) AS place_precision FROM shown GROUP BY ALL) s
        USING (incident_id, place_id);

-- Whoever has a name and stands in a claim, with how often as what.
CREATE TABLE shown_actors AS
SELECT e.entity_id, e.name, e.kind, e.country, e.sector, e.code, e.aliases, c.n_acts, c.n_acted_on, c.n_holds, c.n
FROM (
    SELECT key, count(*) FILTER (role = 'actor') AS n_acts, count(*) FILTER (role = 'recipient') AS n_acted_on,
        count(*) FILTER (role = 'holder') AS n_holds, count(*) AS n
    FROM (
        SELECT unnest(actor_keys) AS key, 'actor' AS role FROM shown
        UNION ALL SELECT unnest(recipient_keys), 'recipient' FROM shown
        UNION ALL SELECT unnest(holder_keys), 'holder' FROM shown
    )
    GROUP BY key
) c JOIN entities e ON e.entity_id = c.key
WHERE e.kind <> 'place'
