-- Why: a call asks more of a bid than an answer to each criterion: facts, choices, lists of people, a file. What it asks is part of
-- the published call and frozen with it; a question may be shown only when an earlier one has a certain answer.
CREATE TYPE form_item_kind AS ENUM ('TEXT', 'NUMBER', 'DATE', 'YES_NO', 'CHOICE', 'FILE', 'ROWS');
CREATE TABLE form_item (
  id uuid NOT NULL DEFAULT uuidv7(),
  call_id uuid NOT NULL,
  position smallint NOT NULL,
  code text NOT NULL,
  kind form_item_kind NOT NULL,
  title text NOT NULL,
  hint text NOT NULL DEFAULT '',
  is_required boolean NOT NULL DEFAULT true,
  max_chars int NOT NULL DEFAULT 500,
  options text[] NOT NULL DEFAULT '{}',
  columns text[] NOT NULL DEFAULT '{}',
  rows_max smallint NOT NULL DEFAULT 10,
  shown_if_code text,
  shown_if_answer text,
  CONSTRAINT form_item_pkey PRIMARY KEY (id),
  CONSTRAINT form_item_call_id_fkey FOREIGN KEY (call_id) REFERENCES call (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT form_item_call_id_position_key UNIQUE (call_id, position),
  CONSTRAINT form_item_call_id_code_key UNIQUE (call_id, code),
  CONSTRAINT form_item_shown_if_fkey FOREIGN KEY (call_id, shown_if_code) REFERENCES form_item (call_id, code),
  CONSTRAINT form_item_asks CHECK (title <> '' AND code ~ '^q[0-9]{1,3}$' AND position BETWEEN 1 AND 20),
  CONSTRAINT form_item_limits CHECK (max_chars BETWEEN 10 AND 5000 AND rows_max BETWEEN 1 AND 20),
  CONSTRAINT form_item_options CHECK ((kind = 'CHOICE' AND cardinality(options) BETWEEN 2 AND 10) OR (kind <> 'CHOICE' AND options = '{}')),
  CONSTRAINT form_item_columns CHECK ((kind = 'ROWS' AND cardinality(columns) BETWEEN 1 AND 6) OR (kind <> 'ROWS' AND columns = '{}')),
  CONSTRAINT form_item_condition_whole CHECK ((shown_if_code IS NULL) = (shown_if_answer IS NULL))
);
CREATE TRIGGER form_item_frozen BEFORE INSERT OR UPDATE OR DELETE ON form_item FOR EACH ROW EXECUTE FUNCTION guard_call_part();
CREATE TRIGGER keep BEFORE UPDATE ON form_item FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'call_id');
GRANT DELETE ON form_item TO commonweal_app;

-- A condition looks back, to a yes-or-no question or a choice, and at an answer that question can have. Rows come in their order.
CREATE FUNCTION guard_form_item() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.shown_if_code IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM form_item x WHERE x.call_id = NEW.call_id AND x.code = NEW.shown_if_code AND x.position < NEW.position
      AND ((x.kind = 'YES_NO' AND NEW.shown_if_answer IN ('yes', 'no')) OR (x.kind = 'CHOICE' AND NEW.shown_if_answer = ANY (x.options)))
  ) THEN PERFORM refuse('application.condition'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER form_item_guard BEFORE INSERT OR UPDATE ON form_item FOR EACH ROW EXECUTE FUNCTION guard_form_item();

-- The answers are a part of the draft of their own: two people write answers, budget and form at once.
ALTER TABLE bid_draft ADD COLUMN form_version int NOT NULL DEFAULT 1;
