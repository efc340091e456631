-- Where accounts differ or contradict each other, and why.
-- In brief: kind, field, why, relation_id
SELECT kind, field, why, members, relation_id
FROM relations
WHERE kind IN ('contradict', 'differ', 'revises')
ORDER BY CASE kind WHEN 'contradict' THEN 0 WHEN 'differ' THEN 1 ELSE 2 END, field, relation_id
