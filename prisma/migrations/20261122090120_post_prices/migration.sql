-- Why: where posts are bought (岗位购买), what a post costs follows from a printed standard: a base for the level of the post, and what
-- education, seniority, professional qualification, performance and the post itself add to it. The ceiling of such a call is then a sum
-- that anybody can do again, not a guess. Standards are dated versions of a body; one that was confirmed never changes.
CREATE TABLE post_price_rule (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  -- Null: the example for everybody that has no standard of its own.
  body_id uuid REFERENCES body (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  version smallint NOT NULL,
  state text NOT NULL DEFAULT 'DRAFT',
  valid_from date NOT NULL,
  source_zh text NOT NULL DEFAULT '',
  source_en text NOT NULL DEFAULT '',
  is_confirmed boolean NOT NULL DEFAULT true,
  drafted_by_id uuid REFERENCES account (id),
  drafted_at timestamptz(3) NOT NULL DEFAULT clock(),
  approved_by_id uuid REFERENCES account (id),
  approved_at timestamptz(3),
  row_version int NOT NULL DEFAULT 1,
  CONSTRAINT post_price_rule_whole CHECK (state IN ('DRAFT', 'APPROVED') AND version > 0
    AND (body_id IS NULL OR (state = 'APPROVED') = (approved_by_id IS NOT NULL AND approved_at IS NOT NULL) AND drafted_by_id IS NOT NULL)
    AND (body_id IS NOT NULL OR state = 'APPROVED') AND (state = 'DRAFT' OR source_zh <> '')),
  CONSTRAINT post_price_rule_four_eyes CHECK (approved_by_id <> drafted_by_id)
);
CREATE UNIQUE INDEX post_price_rule_version ON post_price_rule (body_id, version) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX one_post_price_draft ON post_price_rule (body_id) WHERE state = 'DRAFT';

CREATE TABLE post_price_item (
  rule_id uuid NOT NULL REFERENCES post_price_rule (id) ON UPDATE CASCADE ON DELETE CASCADE,
  -- LEVEL is the base; the five factors add to it.
  factor text NOT NULL,
  position smallint NOT NULL,
  label_zh text NOT NULL,
  label_en text NOT NULL,
  -- A sum a month, or ten-thousandths of the base; a fraction of a fen is dropped.
  fen bigint,
  bps int,
  PRIMARY KEY (rule_id, factor, position),
  CONSTRAINT post_price_item_whole CHECK (factor IN ('LEVEL', 'EDUCATION', 'SENIORITY', 'QUALIFICATION', 'PERFORMANCE', 'POST') AND position > 0 AND label_zh <> ''
    AND label_en <> '' AND (fen IS NULL) <> (bps IS NULL) AND coalesce(fen, 0) >= 0 AND coalesce(bps, 0) BETWEEN 0 AND 100000 AND (factor <> 'LEVEL' OR fen > 0 AND fen IS NOT NULL))
);

CREATE FUNCTION guard_post_price_rule() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'APPROVED' THEN PERFORM refuse('post-price.approved'); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NEW.state = 'APPROVED' THEN
    IF NEW.valid_from < today() THEN PERFORM refuse('post-price.past'); END IF;
    IF (SELECT count(DISTINCT factor) FROM post_price_item WHERE rule_id = NEW.id) < 6 THEN PERFORM refuse('post-price.incomplete'); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER post_price_rule_guard BEFORE UPDATE OR DELETE ON post_price_rule FOR EACH ROW EXECUTE FUNCTION guard_post_price_rule();
CREATE TRIGGER keep BEFORE UPDATE ON post_price_rule FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'body_id', 'version', 'drafted_by_id', 'drafted_at');
CREATE FUNCTION guard_post_price_item() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT state FROM post_price_rule WHERE id = coalesce(NEW.rule_id, OLD.rule_id)) = 'APPROVED' THEN PERFORM refuse('post-price.approved'); END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER post_price_item_guard BEFORE INSERT OR UPDATE OR DELETE ON post_price_item FOR EACH ROW EXECUTE FUNCTION guard_post_price_item();
GRANT SELECT, INSERT, DELETE ON post_price_rule, post_price_item TO commonweal_app;
GRANT UPDATE (state, valid_from, source_zh, source_en, approved_by_id, approved_at, row_version) ON post_price_rule TO commonweal_app;

-- The standard of a body on a day; the example where it has none.
CREATE FUNCTION post_price_rule_of(p_body uuid, p_day date) RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT id FROM post_price_rule WHERE state = 'APPROVED' AND valid_from <= p_day AND (body_id = p_body OR body_id IS NULL)
  ORDER BY body_id NULLS LAST, valid_from DESC, version DESC LIMIT 1
$$;
-- What a post costs a month, in fen: the base and what each of the five grades adds. Null where one of them is not in the standard.
CREATE FUNCTION post_price(p_rule uuid, p_level int, p_grades smallint[]) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH base AS (SELECT fen FROM post_price_item WHERE rule_id = p_rule AND factor = 'LEVEL' AND position = p_level),
  chosen AS (SELECT i.fen, i.bps FROM unnest(ARRAY['EDUCATION', 'SENIORITY', 'QUALIFICATION', 'PERFORMANCE', 'POST'], p_grades) g (factor, position)
    JOIN post_price_item i ON i.rule_id = p_rule AND i.factor = g.factor AND i.position = g.position)
  SELECT CASE WHEN (SELECT count(*) FROM chosen) = 5 THEN base.fen + (SELECT sum(coalesce(c.fen, base.fen * c.bps / 10000)) FROM chosen c)::bigint END FROM base
$$;

-- The posts that a call buys; each costs what the standard named with it makes of it.
CREATE TABLE call_post (
  call_id uuid NOT NULL REFERENCES call (id) ON UPDATE CASCADE ON DELETE CASCADE,
  position smallint NOT NULL,
  title text NOT NULL,
  rule_id uuid NOT NULL REFERENCES post_price_rule (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  level smallint NOT NULL,
  -- In the order of the factors: education, seniority, qualification, performance, post.
  grades smallint[] NOT NULL,
  headcount int NOT NULL,
  months int NOT NULL,
  monthly_fen bigint NOT NULL,
  PRIMARY KEY (call_id, position),
  CONSTRAINT call_post_whole CHECK (btrim(title) <> '' AND cardinality(grades) = 5 AND headcount BETWEEN 1 AND 10000 AND months BETWEEN 1 AND 120 AND monthly_fen > 0)
);
CREATE TRIGGER call_post_frozen BEFORE INSERT OR UPDATE OR DELETE ON call_post FOR EACH ROW EXECUTE FUNCTION guard_call_part();
CREATE FUNCTION guard_call_post() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT instrument FROM call WHERE id = NEW.call_id) <> 'POST_PURCHASE' THEN PERFORM refuse('post-price.not-posts'); END IF;
  IF (SELECT state FROM post_price_rule WHERE id = NEW.rule_id) <> 'APPROVED' OR post_price(NEW.rule_id, NEW.level, NEW.grades) IS DISTINCT FROM NEW.monthly_fen THEN
    PERFORM refuse('post-price.other-sum');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_post_guard BEFORE INSERT OR UPDATE ON call_post FOR EACH ROW EXECUTE FUNCTION guard_call_post();
CREATE FUNCTION drop_call_posts() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM call_post WHERE call_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER call_posts_gone AFTER UPDATE OF instrument ON call FOR EACH ROW WHEN (NEW.instrument <> 'POST_PURCHASE' AND OLD.instrument = 'POST_PURCHASE') EXECUTE FUNCTION drop_call_posts();
GRANT SELECT, INSERT, DELETE ON call_post TO commonweal_app;

-- As pages read them, with the words of the standard.
CREATE FUNCTION posts_of(p_call uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('title', p.title, 'level', p.level, 'grades', to_jsonb(p.grades), 'headcount', p.headcount, 'months', p.months,
    'monthlyFen', p.monthly_fen::text, 'ruleId', p.rule_id) ORDER BY p.position), '[]') FROM call_post p WHERE p.call_id = p_call
$$;
CREATE FUNCTION post_price_items(p_rule uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('factor', factor, 'position', position, 'labelZh', label_zh, 'labelEn', label_en, 'fen', fen::text, 'bps', bps)
    ORDER BY array_position(ARRAY['LEVEL', 'EDUCATION', 'SENIORITY', 'QUALIFICATION', 'PERFORMANCE', 'POST'], factor), position), '[]') FROM post_price_item WHERE rule_id = p_rule
$$;

-- The example, for a start: figures of nobody, to be replaced by a body's own standard.
CREATE FUNCTION write_post_price_example() RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_rule uuid;
BEGIN
  IF EXISTS (SELECT 1 FROM post_price_rule WHERE body_id IS NULL) THEN RETURN; END IF;
  ALTER TABLE post_price_item DISABLE TRIGGER post_price_item_guard;
  INSERT INTO post_price_rule (version, state, valid_from, source_zh, source_en, is_confirmed)
  VALUES (1, 'APPROVED', '2020-01-01', '示例标准（学历、资历、资格、业绩、岗位五要素），未核对，请换成本地文件', 'An example by five factors, not confirmed; to be replaced by a local standard', false)
  RETURNING id INTO v_rule;
  INSERT INTO post_price_item (rule_id, factor, position, label_zh, label_en, fen, bps) VALUES
    (v_rule, 'LEVEL', 1, '一线社工岗', 'Front-line social worker', 500000, NULL),
    (v_rule, 'LEVEL', 2, '专业社工岗', 'Professional social worker', 600000, NULL),
    (v_rule, 'LEVEL', 3, '督导岗', 'Supervisor of social work', 800000, NULL),
    (v_rule, 'EDUCATION', 1, '大专及以下', 'College or below', 0, NULL),
    (v_rule, 'EDUCATION', 2, '本科', 'Bachelor', 30000, NULL),
    (v_rule, 'EDUCATION', 3, '硕士及以上', 'Master or above', 60000, NULL),
    (v_rule, 'SENIORITY', 1, '从业不满 3 年', 'Less than 3 years', NULL, 0),
    (v_rule, 'SENIORITY', 2, '从业 3 至 5 年', '3 to 5 years', NULL, 500),
    (v_rule, 'SENIORITY', 3, '从业 6 至 9 年', '6 to 9 years', NULL, 1000),
    (v_rule, 'SENIORITY', 4, '从业 10 年及以上', '10 years or more', NULL, 1500),
    (v_rule, 'QUALIFICATION', 1, '无职业资格', 'No qualification', 0, NULL),
    (v_rule, 'QUALIFICATION', 2, '助理社会工作师', 'Assistant social worker', 20000, NULL),
    (v_rule, 'QUALIFICATION', 3, '社会工作师', 'Social worker', 50000, NULL),
    (v_rule, 'QUALIFICATION', 4, '高级社会工作师', 'Senior social worker', 100000, NULL),
    (v_rule, 'PERFORMANCE', 1, '考核合格', 'Satisfactory', NULL, 0),
    (v_rule, 'PERFORMANCE', 2, '考核良好', 'Good', NULL, 500),
    (v_rule, 'PERFORMANCE', 3, '考核优秀', 'Excellent', NULL, 1000),
    (v_rule, 'POST', 1, '一般岗位', 'Ordinary post', 0, NULL),
    (v_rule, 'POST', 2, '带组岗位', 'Leads a group', 30000, NULL),
    (v_rule, 'POST', 3, '站点负责人', 'Heads a station', 80000, NULL);
  ALTER TABLE post_price_item ENABLE TRIGGER post_price_item_guard;
END $$;
REVOKE ALL ON FUNCTION write_post_price_example() FROM PUBLIC;
SELECT write_post_price_example();
