-- What PLOVER would code for each claim, by the rules of its manual that look beyond a single word; nothing where it codes nothing.
-- In brief: plover_event, plover_mode, source, target, trigger, realis, holder, outlet, claim_id
SELECT
    CASE
        -- Our own types, and what is demanded or threatened, which is the mode of the demand or threat.
        WHEN c.event IS NULL OR c.event IN ('POLITICAL_PROCESS', 'RESPONSIBILITY', 'DENY', 'CONFIRM', 'CANNOT_CONFIRM') THEN NULL
        WHEN c.realis IN ('demanded', 'threatened') THEN NULL
        -- Of forces that move and an assault in one report, only the assault.
        WHEN c.event = 'MOBILIZE' AND fought.report_id IS NOT NULL THEN NULL
        -- What protesters demand is part of the protest, and a charge told with the conviction part of that.
        WHEN c.event = 'REQUEST' AND beside.protest THEN NULL
        WHEN c.event = 'ACCUSE' AND c.mode = 'allege' AND beside.conviction THEN NULL
        -- What is still to come is agreed to, or conceded.
        WHEN c.realis IN ('planned', 'promised') AND c.event IN ('COOPERATE', 'AID', 'SUPPORT', 'CONSULT') THEN 'AGREE'
        WHEN c.realis IN ('planned', 'promised') AND c.event = 'RETREAT' THEN 'CONCEDE'
        -- Parties that call for an end to their own fighting agree.
        WHEN c.event = 'REQUEST' AND c.mode = 'yield' AND (parties.actors LIKE '% and %' OR parties.actors ILIKE 'both %') THEN 'AGREE'
        ELSE c.event
    END AS plover_event,
    CASE WHEN plover_event = c.event THEN c.mode END AS plover_mode,
    parties.actors AS source, parties.recipients AS target, c.trigger, c.event, c.mode, c.contexts, c.cameo, c.realis,
    c.date_earliest AS earliest, c.date_latest AS latest, held.holder,
    held.factuality, r.outlet, r.published, c.claim_id, c.report_id
FROM claims c
    JOIN reports r USING (report_id)
    JOIN held USING (claim_id)
    JOIN parties USING (claim_id)
    JOIN (
        SELECT report_id, sentence, bool_or(event = 'PROTEST') AS protest,
            coalesce(bool_or(event = 'SANCTION' AND mode = 'convict'), false) AS conviction
        FROM claims
        GROUP BY report_id, sentence
    ) beside USING (report_id, sentence)
    LEFT JOIN (
        SELECT DISTINCT report_id FROM claims WHERE event = 'ASSAULT' AND realis IN ('occurred', 'ongoing') AND NOT negated
    ) fought USING (report_id)
WHERE c.review IS DISTINCT FROM 'rejected'
ORDER BY c.report_id, c.start
