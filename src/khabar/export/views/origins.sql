-- Who repeats whom: each report that borrows, from which report or named origin, and the words that show it.
-- In brief: kind, borrower, lender, score, words
SELECT b.kind, coalesce(r.outlet, b.from_report_id) AS borrower, coalesce(b.origin, l.outlet, b.to_report_id) AS lender, b.score,
    substr(regexp_replace(substr(r.text, b.start + 1, b."end" - b.start), '\s+', ' ', 'g'), 1, 120) AS words,
    b.from_report_id, b.to_report_id
FROM borrowings b
    JOIN reports r ON r.report_id = b.from_report_id
    LEFT JOIN reports l ON l.report_id = b.to_report_id
ORDER BY b.kind, borrower, lender, b.from_report_id, b.to_report_id
