-- A coverage that its asker contests covers nothing. An answer's number counted it nevertheless.
UPDATE answer k SET cover_count = s.cover_count
FROM (
  SELECT a.id, count(t.id)::int AS cover_count
  FROM answer a
  JOIN topic o ON o.id = a.topic_id
  LEFT JOIN (coverage v
      JOIN thread t ON t.id = v.thread_id AND t.hidden_at IS NULL
      JOIN topic theirs ON theirs.id = t.topic_id)
    ON v.answer_id = a.id AND v.verdict <> 'contested' AND theirs.visibility <= o.visibility
  GROUP BY a.id
) s
WHERE k.id = s.id AND k.cover_count <> s.cover_count;
