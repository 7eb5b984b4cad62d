-- Four books of the ledger for each body: the founding documents ask for four and do not name them, so a body names its own and says
-- what each shows. A book is a way of reading; entries are in the ledger alone.

CREATE TABLE ledger_book (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  body_id uuid NOT NULL REFERENCES body (id),
  position smallint NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  -- The accounts whose lines it shows; kinds as in their codes.
  account_kinds text[] NOT NULL,
  -- The kinds of entries it shows; none named: every kind.
  entry_kinds text[] NOT NULL DEFAULT '{}',
  version int NOT NULL DEFAULT 1,
  CONSTRAINT ledger_book_position CHECK (position BETWEEN 1 AND 4),
  CONSTRAINT ledger_book_names CHECK (btrim(name_zh) <> '' AND btrim(name_en) <> ''),
  CONSTRAINT ledger_book_accounts CHECK (cardinality(account_kinds) > 0 AND account_kinds <@ ARRAY['gov', 'fund', 'call', 'award', 'org']),
  CONSTRAINT ledger_book_entries CHECK (entry_kinds <@ ARRAY['appropriate', 'allocate', 'commit', 'hold', 'release', 'void', 'reallocate', 'reduce', 'reverse'])
);
CREATE UNIQUE INDEX ledger_book_place ON ledger_book (body_id, position);
-- Two books of one name could not be told apart.
CREATE UNIQUE INDEX ledger_book_name_zh ON ledger_book (body_id, lower(name_zh));
CREATE UNIQUE INDEX ledger_book_name_en ON ledger_book (body_id, lower(name_en));

-- A body has its four books from its first moment, whoever makes it; their names are only a beginning.
CREATE FUNCTION make_ledger_books(p_body uuid) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO ledger_book (body_id, position, name_zh, name_en, account_kinds, entry_kinds) VALUES
    (p_body, 1, '资金台账', 'Funds', '{gov,fund}', '{}'),
    (p_body, 2, '项目台账', 'Projects', '{call,award}', '{}'),
    (p_body, 3, '拨付台账', 'Payments', '{award}', '{hold,release,void,reverse}'),
    (p_body, 4, '机构台账', 'Organizations', '{org}', '{}')
$$;
CREATE FUNCTION make_ledger_books_of_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM make_ledger_books(NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER body_books AFTER INSERT ON body FOR EACH ROW EXECUTE FUNCTION make_ledger_books_of_new();
SELECT make_ledger_books(id) FROM body ORDER BY id;

-- Always these four: none is taken away, none changes its place or its body.
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON ledger_book FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_ledger_book() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.body_id, NEW.position) IS DISTINCT FROM (OLD.id, OLD.body_id, OLD.position) THEN
    RAISE EXCEPTION 'a book stays where it is' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_book_guard BEFORE UPDATE ON ledger_book FOR EACH ROW EXECUTE FUNCTION guard_ledger_book();
REVOKE INSERT ON ledger_book FROM commonweal_app;

-- Statements gather all accounts of one thing, whatever parts its money is kept in.
CREATE INDEX ledger_account_owner ON ledger_account (split_part(code, ':', 1), split_part(code, ':', 2));
