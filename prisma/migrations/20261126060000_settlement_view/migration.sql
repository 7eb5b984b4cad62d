-- What the rules say of money that is left over: for each project the rule of the day its contract was signed.
CREATE VIEW unspent_rule AS
  SELECT p.id AS project_id, r.unspent FROM project p LEFT JOIN contract k ON k.id = p.contract_id
    LEFT JOIN LATERAL (SELECT l.unspent FROM closing_rule l WHERE l.instrument = p.instrument
      AND l.valid_from <= coalesce((k.signed_at AT TIME ZONE 'Asia/Shanghai')::date, (SELECT today())) ORDER BY l.valid_from DESC LIMIT 1) r ON k.id IS NOT NULL;

-- What became of the money of each project, once for all who sum it up: of a view PostgreSQL reads a thousand projects in one go, where a function
-- was called a thousand times.
CREATE VIEW settlement AS
  SELECT u.project_id, t.paid AS paid_fen, s.spent AS spent_fen, c.returned AS returned_fen, c.written_off AS written_off_fen,
    CASE WHEN u.unspent = 'KEEP' THEN t.paid - s.spent - c.returned - c.written_off ELSE 0 END AS kept_fen,
    CASE WHEN u.unspent = 'KEEP' THEN 0 ELSE t.paid - s.spent - c.returned - c.written_off END AS open_fen
  FROM unspent_rule u
    CROSS JOIN LATERAL (SELECT coalesce(sum(x.amount_fen), 0)::bigint AS paid FROM tranche x WHERE x.project_id = u.project_id AND x.state = 'RELEASED') t
    CROSS JOIN LATERAL (SELECT coalesce(sum(x.amount_fen) FILTER (WHERE x.kind = 'REPAID'), 0)::bigint AS returned,
        coalesce(sum(x.amount_fen) FILTER (WHERE x.kind = 'WRITTEN_OFF'), 0)::bigint AS written_off
      FROM clawback y JOIN clawback_settlement x ON x.clawback_id = y.id WHERE y.project_id = u.project_id) c
    CROSS JOIN LATERAL (SELECT least(coalesce(sum(x.amount_fen), 0)::bigint, t.paid - c.returned - c.written_off) AS spent
      FROM expense x JOIN expense_batch b ON b.id = x.batch_id WHERE x.project_id = u.project_id AND b.state = 'CERTIFIED' AND x.state <> 'DISALLOWED') s;
GRANT SELECT ON unspent_rule, settlement TO commonweal_app;

-- One project of it; a session plans it once.
CREATE OR REPLACE FUNCTION settlement_of(p_project uuid) RETURNS TABLE (paid_fen bigint, spent_fen bigint, returned_fen bigint, written_off_fen bigint, kept_fen bigint, open_fen bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT s.paid_fen, s.spent_fen, s.returned_fen, s.written_off_fen, s.kept_fen, s.open_fen FROM settlement s WHERE s.project_id = p_project;
END $$;
