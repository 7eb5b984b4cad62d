-- Why: a funded service is paid, low-fee or free (有偿、低偿、无偿服务), and for some groups free or cheaper. What may be taken is said in the
-- call, what is taken is signed with the contract and stands still, and what came in is said in the quarterly report.

-- Whom services are for: kinds of people, dated, with their source. Never a list of persons.
CREATE TABLE beneficiary_group (
  code text NOT NULL PRIMARY KEY,
  position smallint NOT NULL UNIQUE,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  definition_zh text NOT NULL,
  definition_en text NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  -- False: to be confirmed before real use.
  is_confirmed boolean NOT NULL,
  valid_from date NOT NULL,
  -- The last day on which a new call may name it.
  valid_until date,
  CONSTRAINT beneficiary_group_days CHECK (valid_until >= valid_from)
);
INSERT INTO beneficiary_group (position, code, name_zh, name_en, definition_zh, definition_en, source_zh, source_en, is_confirmed, valid_from) VALUES
  (1, 'ELDERLY_ALONE', '社区孤老', 'Old people without family', '六十周岁以上、没有子女或亲属照料的老人。', 'People of sixty or older without children or relatives who care for them.',
    '老年人权益保障法；各地认定口径待核实', 'Law on the rights of the elderly; local definitions to be confirmed', false, '2013-07-01'),
  (2, 'MINIMUM_ALLOWANCE', '最低生活保障对象', 'People on the minimum living allowance', '领取最低生活保障金的家庭成员。', 'Members of families that receive the minimum living allowance.',
    '《社会救助暂行办法》（国务院令第649号）', 'Interim measures for social assistance (State Council Order 649)', true, '2014-05-01'),
  (3, 'DESTITUTE', '特困人员（三无）', 'Destitute people', '无劳动能力、无生活来源、无法定赡养抚养扶养义务人或其无能力履行的人员。', 'Without ability to work, income, or anybody able to support them.',
    '《社会救助暂行办法》（国务院令第649号）', 'Interim measures for social assistance (State Council Order 649)', true, '2014-05-01'),
  (4, 'DISABLED', '残疾人', 'Disabled people', '持有残疾人证的人员。', 'Holders of a certificate of disability.',
    '残疾人保障法', 'Law on the protection of the disabled', true, '2008-07-01'),
  (5, 'CHILDREN_IN_DIFFICULTY', '困境儿童', 'Children in difficulty', '因家庭贫困、自身残疾疾病或缺乏监护而陷入困境的儿童。', 'Children in difficulty for poverty, disability or illness, or want of guardianship.',
    '国务院关于加强困境儿童保障工作的意见（国发〔2016〕36号）', 'Opinions of the State Council on children in difficulty (2016, No. 36)', true, '2016-06-13'),
  (6, 'COMMUNITY_CORRECTION', '社区矫正对象', 'People in community correction', '被判处管制、宣告缓刑、假释或暂予监外执行、正在接受社区矫正的人员。', 'People who serve their sentence in the community.',
    '社区矫正法', 'Community correction law', true, '2020-07-01'),
  (7, 'LOW_INCOME', '低收入家庭', 'Low-income families', '收入略高于低保标准、经认定的家庭成员。', 'Members of families certified as having slightly more than the minimum.',
    '地方认定办法，待核实', 'Local measures, to be confirmed', false, '2014-05-01'),
  (8, 'VETERANS', '优抚对象', 'Entitled veterans and kin', '享受抚恤优待的退役军人、烈士遗属等。', 'Veterans and survivors entitled to preferential treatment.',
    '《军人抚恤优待条例》', 'Regulations on preferential treatment for servicemen', true, '2011-08-01');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON beneficiary_group FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What a call lets its services take. Without a row everything is free for everybody.
CREATE TABLE call_fee_terms (
  call_id uuid NOT NULL PRIMARY KEY REFERENCES call (id) ON DELETE CASCADE,
  -- The most that one unit of a service may cost who is served.
  cap_fen bigint NOT NULL,
  -- A low fee is at most this share of what the unit costs, in basis points.
  low_share_bps int NOT NULL,
  CONSTRAINT call_fee_terms_numbers CHECK (cap_fen BETWEEN 1 AND 100000000 AND low_share_bps BETWEEN 1 AND 9999)
);
CREATE TRIGGER call_fee_terms_frozen BEFORE INSERT OR UPDATE OR DELETE ON call_fee_terms FOR EACH ROW EXECUTE FUNCTION guard_call_part();

-- Whom a call is for, and what they pay less whatever the bidder would like.
CREATE TABLE call_group (
  call_id uuid NOT NULL REFERENCES call (id) ON DELETE CASCADE,
  group_code text NOT NULL REFERENCES beneficiary_group (code),
  -- NONE: named alone. REDUCED: pays less or nothing. FREE: pays nothing.
  relief text NOT NULL,
  PRIMARY KEY (call_id, group_code),
  CONSTRAINT call_group_relief CHECK (relief IN ('FREE', 'NONE', 'REDUCED'))
);
CREATE INDEX call_group_code ON call_group (group_code);
CREATE TRIGGER call_group_frozen BEFORE INSERT OR UPDATE OR DELETE ON call_group FOR EACH ROW EXECUTE FUNCTION guard_call_part();
CREATE FUNCTION guard_call_group() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM beneficiary_group g WHERE g.code = NEW.group_code AND today() BETWEEN g.valid_from AND coalesce(g.valid_until, 'infinity')) THEN
    PERFORM refuse('fee.unknown-group');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_group_guard BEFORE INSERT OR UPDATE ON call_group FOR EACH ROW EXECUTE FUNCTION guard_call_group();

-- As pages read it.
CREATE FUNCTION call_fees_of(p_call uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
    'terms', (SELECT jsonb_build_object('capFen', f.cap_fen::text, 'lowShareBps', f.low_share_bps) FROM call_fee_terms f WHERE f.call_id = p_call),
    'groups', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', g.code, 'zh', g.name_zh, 'en', g.name_en, 'relief', c.relief) ORDER BY g.position), '[]')
      FROM call_group c JOIN beneficiary_group g ON g.code = c.group_code WHERE c.call_id = p_call))
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- The services of a project, as both sides sign them.
CREATE TABLE service_item (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id),
  position smallint NOT NULL,
  name text NOT NULL,
  -- What is counted: 次, 小时, 餐.
  unit text NOT NULL,
  -- COMMERCIAL (经营性), PUBLIC_BENEFIT (公益性)
  class text NOT NULL,
  -- PAID, LOW, FREE
  mode text NOT NULL,
  -- Of one unit: what it costs, what is taken for it, and what the groups below take it for.
  cost_fen bigint NOT NULL,
  fee_fen bigint NOT NULL,
  reduced_fen bigint,
  reduced_groups text[] NOT NULL DEFAULT '{}',
  free_groups text[] NOT NULL DEFAULT '{}',
  added_by_id uuid NOT NULL REFERENCES account (id),
  CONSTRAINT service_item_position UNIQUE (project_id, position),
  CONSTRAINT service_item_name UNIQUE (project_id, name),
  CONSTRAINT service_item_words CHECK (btrim(name) <> '' AND btrim(unit) <> '' AND class IN ('COMMERCIAL', 'PUBLIC_BENEFIT') AND mode IN ('FREE', 'LOW', 'PAID') AND position BETWEEN 1 AND 20),
  CONSTRAINT service_item_free CHECK (cost_fen > 0 AND (mode = 'FREE') = (fee_fen = 0) AND fee_fen >= 0),
  CONSTRAINT service_item_reduced CHECK ((reduced_fen IS NOT NULL) = (cardinality(reduced_groups) > 0) AND (reduced_fen IS NULL OR reduced_fen > 0 AND reduced_fen < fee_fen)
    AND (mode <> 'FREE' OR cardinality(free_groups) = 0) AND NOT reduced_groups && free_groups)
);
CREATE TRIGGER keep BEFORE UPDATE ON service_item FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'position', 'name', 'unit', 'class', 'mode', 'cost_fen',
  'fee_fen', 'reduced_fen', 'reduced_groups', 'free_groups', 'added_by_id');

-- While the contract is a draft alone, within the terms of the call.
CREATE FUNCTION guard_service_item() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; f call_fee_terms; k_state contract_state; v_all text[];
BEGIN
  SELECT * INTO p FROM project WHERE id = coalesce(NEW.project_id, OLD.project_id);
  SELECT state INTO k_state FROM contract WHERE id = p.contract_id FOR UPDATE;
  IF k_state <> 'DRAFT' THEN PERFORM refuse('contract.offered'); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NOT is_of_body(NEW.added_by_id, p.body_id, 'OFFICER') THEN PERFORM refuse('forbidden'); END IF;
  v_all := NEW.reduced_groups || NEW.free_groups;
  IF array_position(v_all, NULL) IS NOT NULL OR EXISTS (SELECT 1 FROM unnest(v_all) x(code) WHERE NOT EXISTS (SELECT 1 FROM beneficiary_group g WHERE g.code = x.code))
     OR (SELECT count(*) <> count(DISTINCT code) FROM unnest(v_all) x(code)) THEN
    PERFORM refuse('fee.unknown-group');
  END IF;
  IF NEW.mode = 'FREE' THEN RETURN NEW; END IF;
  SELECT * INTO f FROM call_fee_terms WHERE call_id = p.call_id;
  IF f.call_id IS NULL THEN PERFORM refuse('fee.only-free'); END IF;
  IF NEW.fee_fen > f.cap_fen THEN PERFORM refuse('fee.over-cap'); END IF;
  -- For the public good nothing is earned.
  IF NEW.class = 'PUBLIC_BENEFIT' AND NEW.fee_fen > NEW.cost_fen THEN PERFORM refuse('fee.over-cost'); END IF;
  IF NEW.mode = 'LOW' AND NEW.fee_fen * 10000 > NEW.cost_fen * f.low_share_bps THEN PERFORM refuse('fee.low-too-high'); END IF;
  IF EXISTS (SELECT 1 FROM call_group c WHERE c.call_id = p.call_id AND c.relief = 'FREE' AND c.group_code <> ALL (NEW.free_groups)
      UNION ALL SELECT 1 FROM call_group c WHERE c.call_id = p.call_id AND c.relief = 'REDUCED' AND c.group_code <> ALL (v_all)) THEN
    PERFORM refuse('fee.group-missing');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER service_item_guard BEFORE INSERT OR UPDATE OR DELETE ON service_item FOR EACH ROW EXECUTE FUNCTION guard_service_item();

-- As content of form 4 says them; null where there are none, since the field is left out then.
CREATE FUNCTION contract_services(p_contract uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_agg(jsonb_build_object('position', s.position, 'name', s.name, 'unit', s.unit, 'class', s.class, 'mode', s.mode, 'costFen', s.cost_fen::text,
    'feeFen', s.fee_fen::text, 'reducedFen', s.reduced_fen::text, 'reducedGroups', to_jsonb(s.reduced_groups), 'freeGroups', to_jsonb(s.free_groups)) ORDER BY s.position)
  FROM service_item s JOIN project p ON p.id = s.project_id WHERE p.contract_id = p_contract
$$;
-- As pages read them, with the names of the groups.
CREATE FUNCTION service_items_of(p_project uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'unit', s.unit, 'class', s.class, 'mode', s.mode, 'costFen', s.cost_fen::text,
    'feeFen', s.fee_fen::text, 'reducedFen', s.reduced_fen::text,
    'reducedGroups', (SELECT coalesce(jsonb_agg(jsonb_build_object('zh', g.name_zh, 'en', g.name_en) ORDER BY g.position), '[]') FROM beneficiary_group g WHERE g.code = ANY (s.reduced_groups)),
    'freeGroups', (SELECT coalesce(jsonb_agg(jsonb_build_object('zh', g.name_zh, 'en', g.name_en) ORDER BY g.position), '[]') FROM beneficiary_group g WHERE g.code = ANY (s.free_groups))
    ) ORDER BY s.position), '[]')
  FROM service_item s WHERE s.project_id = p_project
$$;
-- Nothing is offered whose text says other services than those that are there.
CREATE FUNCTION guard_offered_services() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.schema_no = 4 AND (NEW.content_text::jsonb -> 'services') IS DISTINCT FROM contract_services(NEW.id) THEN PERFORM refuse('contract.hash-mismatch'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_offers_services BEFORE UPDATE OF state ON contract FOR EACH ROW WHEN (NEW.state = 'OFFERED' AND OLD.state <> 'OFFERED') EXECUTE FUNCTION guard_offered_services();
-- What changes a contract leaves its services and fees.
CREATE FUNCTION guard_amended_services() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.content_text::jsonb -> 'services') IS DISTINCT FROM (SELECT k.content_text::jsonb -> 'services' FROM contract k WHERE k.id = NEW.contract_id) THEN PERFORM refuse('amendment.outdated'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER amendment_keeps_services BEFORE INSERT OR UPDATE OF content_text ON amendment FOR EACH ROW EXECUTE FUNCTION guard_amended_services();

-- ---------------------------------------------------------------------------------------------------------------------
-- What came in as fees in a quarter, as the organization says; only where the contract has a service that takes one.
ALTER TABLE quarterly_report ADD COLUMN fee_fen bigint NOT NULL DEFAULT 0;
ALTER TABLE quarterly_report ADD CONSTRAINT quarterly_report_fee CHECK (fee_fen BETWEEN 0 AND 1000000000000);
CREATE FUNCTION takes_fees(p_project uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM service_item WHERE project_id = p_project AND mode <> 'FREE')
$$;
CREATE FUNCTION guard_quarterly_fee() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.fee_fen = OLD.fee_fen THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND OLD.state <> 'DRAFT' THEN PERFORM refuse('quarterly.sent'); END IF;
  IF NEW.fee_fen > 0 AND NOT takes_fees(NEW.project_id) THEN PERFORM refuse('quarterly.no-fees'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quarterly_report_fee_guard BEFORE INSERT OR UPDATE OF fee_fen ON quarterly_report FOR EACH ROW EXECUTE FUNCTION guard_quarterly_fee();
-- Reported and received so far.
CREATE FUNCTION fees_taken(p_project uuid) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(fee_fen), 0)::bigint FROM quarterly_report WHERE project_id = p_project AND state = 'RECEIVED'
$$;

REVOKE INSERT, UPDATE, DELETE ON beneficiary_group FROM commonweal_app;
REVOKE UPDATE ON call_fee_terms, call_group, service_item FROM commonweal_app;
GRANT SELECT ON beneficiary_group TO commonweal_app;
GRANT SELECT, INSERT, DELETE ON call_fee_terms, call_group, service_item TO commonweal_app;
