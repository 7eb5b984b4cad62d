-- Why: things fall due by themselves: a deadline comes, a period for questions ends, a decision is late. Each is a row that one
-- worker claims (FOR UPDATE SKIP LOCKED) and does once, by the database's clock; a worker that comes late catches up.
CREATE TABLE due_event (
  id uuid NOT NULL DEFAULT uuidv7(),
  kind text NOT NULL,
  call_id uuid NOT NULL REFERENCES call (id) ON DELETE CASCADE,
  due_at timestamptz(3) NOT NULL,
  claimed_at timestamptz(3),
  done_at timestamptz(3),
  attempts int NOT NULL DEFAULT 0,
  error text NOT NULL DEFAULT '',
  CONSTRAINT due_event_pkey PRIMARY KEY (id),
  CONSTRAINT due_event_done_was_claimed CHECK (done_at IS NULL OR claimed_at IS NOT NULL)
);
CREATE UNIQUE INDEX due_event_kind_call_id_key ON due_event (kind, call_id);
CREATE INDEX due_event_waiting ON due_event (due_at) WHERE done_at IS NULL;
CREATE FUNCTION guard_due_event() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.done_at IS NOT NULL THEN PERFORM refuse('call.already-done'); END IF;
  IF NEW.done_at IS NOT NULL AND clock() < NEW.due_at THEN PERFORM refuse('call.not-due'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER due_event_guard BEFORE UPDATE ON due_event FOR EACH ROW EXECUTE FUNCTION guard_due_event();
