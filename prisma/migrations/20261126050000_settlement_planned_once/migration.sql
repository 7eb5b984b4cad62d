-- As before, word for word: what became of the money of a project. In PL/pgSQL a session plans it once; as a SQL function with a search path of
-- its own it was planned anew at every call, which took longer than all the rest of a project's public page.
CREATE OR REPLACE FUNCTION settlement_of(p_project uuid) RETURNS TABLE (paid_fen bigint, spent_fen bigint, returned_fen bigint, written_off_fen bigint, kept_fen bigint, open_fen bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH s AS (
    SELECT (SELECT coalesce(sum(t.amount_fen), 0)::bigint FROM tranche t WHERE t.project_id = p.id AND t.state = 'RELEASED') AS paid,
      (SELECT coalesce(sum(e.amount_fen), 0)::bigint FROM expense e JOIN expense_batch b ON b.id = e.batch_id WHERE e.project_id = p.id AND b.state = 'CERTIFIED' AND e.state <> 'DISALLOWED') AS claimed,
      (SELECT coalesce(sum(x.amount_fen) FILTER (WHERE x.kind = 'REPAID'), 0)::bigint FROM clawback c JOIN clawback_settlement x ON x.clawback_id = c.id WHERE c.project_id = p.id) AS returned,
      (SELECT coalesce(sum(x.amount_fen) FILTER (WHERE x.kind = 'WRITTEN_OFF'), 0)::bigint FROM clawback c JOIN clawback_settlement x ON x.clawback_id = c.id WHERE c.project_id = p.id) AS written_off,
      (SELECT unspent FROM closing_rule_of(p.id)) AS unspent
    FROM project p WHERE p.id = p_project),
  r AS (SELECT *, least(claimed, paid - returned - written_off) AS spent FROM s)
  SELECT paid, spent, returned, written_off, CASE WHEN unspent = 'KEEP' THEN paid - spent - returned - written_off ELSE 0 END,
    CASE WHEN unspent = 'KEEP' THEN 0 ELSE paid - spent - returned - written_off END FROM r;
END $$;
