-- Which entries touch a body's accounts: its ledger is read from the newest on, and its first month found, however many entries other bodies
-- have. Written by the trigger below alone; what it says follows from the lines.
CREATE TABLE body_entry (
  body_id uuid NOT NULL REFERENCES body (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  seq bigint NOT NULL REFERENCES ledger_entry (seq) ON DELETE RESTRICT ON UPDATE CASCADE,
  effective_on date NOT NULL,
  CONSTRAINT body_entry_pkey PRIMARY KEY (body_id, seq)
);
CREATE INDEX body_entry_body_id_effective_on_idx ON body_entry (body_id, effective_on);
INSERT INTO body_entry (body_id, seq, effective_on)
SELECT DISTINCT a.body_id, e.seq, e.effective_on
FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id WHERE a.body_id IS NOT NULL;

CREATE FUNCTION list_body_entries() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO body_entry (body_id, seq, effective_on)
  SELECT DISTINCT a.body_id, e.seq, e.effective_on
  FROM written p JOIN ledger_account a ON a.id = p.account_id JOIN ledger_entry e ON e.id = p.entry_id WHERE a.body_id IS NOT NULL
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER body_entries AFTER INSERT ON ledger_posting REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION list_body_entries();

REVOKE INSERT, UPDATE ON body_entry FROM commonweal_app;
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON body_entry FOR EACH STATEMENT EXECUTE FUNCTION append_only();
