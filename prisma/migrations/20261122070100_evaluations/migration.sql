-- Why: a project is judged by third-party evaluators at its middle and at its end: by an indicator set that is data with a source, on the
-- spot and with a sample of those served drawn by lot; signed by every evaluator, answered by the supplier, confirmed by another. What
-- comes of it decides payments: a failed mid-term stops them until a new one passes. Misused money makes the total zero (DB31, 社区公益服务
-- 项目绩效评估导则).

-- How long somebody has to answer, in working days. Dated data, written by migrations.
CREATE TABLE answer_term (
  what text NOT NULL,
  valid_from date NOT NULL,
  days int NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  PRIMARY KEY (what, valid_from),
  CONSTRAINT answer_term_what CHECK (what IN ('evaluationReply', 'observationAnswer')),
  CONSTRAINT answer_term_days CHECK (days BETWEEN 1 AND 60)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON answer_term FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON answer_term FROM commonweal_app;
INSERT INTO answer_term (what, valid_from, days, source_zh, source_en, is_confirmed) VALUES
  ('evaluationReply', '2026-01-01', 5, '本平台安排（参照政府采购异议期），待核实', 'This site’s own arrangement, after the objection period of government procurement; to be confirmed', false),
  ('observationAnswer', '2026-01-01', 10, '本平台安排（参照各地热线办理时限），待核实', 'This site’s own arrangement, after the terms of local government hotlines; to be confirmed', false);

-- ---------------------------------------------------------------------------------------------------------------------
-- Indicator sets (app/domain/evaluation/indicator-set.ts says what is in one). Points are hundredths.
CREATE TABLE evaluation_set (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  code text NOT NULL,
  version_no smallint NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  content jsonb NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  -- False: quoted from memory or arranged here, to be confirmed before real use.
  is_confirmed boolean NOT NULL,
  UNIQUE (code, version_no)
);

-- From the best down to zero, each beginning where the one above ends; the first is open above.
CREATE FUNCTION bands_are_gapless(bands jsonb, p_from text, p_below text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) > 1 AND bool_and(
    CASE WHEN above IS NULL THEN b ->> p_below IS NULL ELSE (b ->> p_below)::int = (above ->> p_from)::int AND (b ->> p_from)::int < (above ->> p_from)::int END
    AND CASE WHEN n = total THEN (b ->> p_from)::int = 0 ELSE (b ->> p_from)::int > 0 END)
  FROM (SELECT b, n, lag(b) OVER (ORDER BY n) AS above, count(*) OVER () AS total FROM jsonb_array_elements(bands) WITH ORDINALITY AS x (b, n)) y
$$;

-- What is wrong with a set; null for one that can be used.
CREATE FUNCTION evaluation_set_problem(c jsonb) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  WITH f AS (SELECT x FROM jsonb_array_elements(c -> 'firsts') x), s AS (SELECT y FROM f, jsonb_array_elements(x -> 'seconds') y),
    t AS (SELECT z FROM s, jsonb_array_elements(y -> 'thirds') z), codes AS (SELECT x ->> 'code' AS code FROM f UNION ALL SELECT y ->> 'code' FROM s UNION ALL SELECT z ->> 'code' FROM t)
  SELECT CASE
    WHEN (SELECT coalesce(sum((x ->> 'points')::int), 0) FROM f) <> 10000
      OR EXISTS (SELECT 1 FROM f WHERE (x ->> 'points')::int <> (SELECT coalesce(sum((e ->> 'points')::int), 0) FROM jsonb_array_elements(x -> 'seconds') e))
      OR EXISTS (SELECT 1 FROM s WHERE (y ->> 'points')::int <> (SELECT coalesce(sum((e ->> 'points')::int), 0) FROM jsonb_array_elements(y -> 'thirds') e)) THEN 'sum'
    WHEN (SELECT count(*) <> count(DISTINCT code) FROM codes) THEN 'twice'
    WHEN EXISTS (SELECT 1 FROM jsonb_array_elements(c -> 'scales') m WHERE m ->> 'way' <> 'CHOICE' AND NOT bands_are_gapless(m -> 'bands', 'fromBps', 'belowBps')) THEN 'bands'
    WHEN EXISTS (SELECT 1 FROM t WHERE NOT EXISTS (SELECT 1 FROM jsonb_array_elements(c -> 'scales') m WHERE m ->> 'code' = z ->> 'scale')) THEN 'scale'
    WHEN EXISTS (SELECT 1 FROM t JOIN jsonb_array_elements(c -> 'scales') m ON m ->> 'code' = z ->> 'scale' WHERE CASE m ->> 'way'
      WHEN 'FACTOR' THEN z ? 'bandPoints' OR (z ->> 'points')::int % 100 <> 0
      ELSE coalesce(jsonb_array_length(z -> 'bandPoints') <> jsonb_array_length(m -> 'bands') OR z -> 'bandPoints' -> 0 <> z -> 'points', true)
        OR EXISTS (SELECT 1 FROM (SELECT p::int AS p, lag(p::int) OVER (ORDER BY n) AS above FROM jsonb_array_elements_text(z -> 'bandPoints') WITH ORDINALITY AS q (p, n)) r WHERE p >= above)
      END) THEN 'bandPoints'
    WHEN NOT bands_are_gapless(c -> 'grades', 'from', 'below') THEN 'grades'
  END
$$;
ALTER TABLE evaluation_set ADD CONSTRAINT evaluation_set_sound CHECK (evaluation_set_problem(content) IS NULL);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evaluation_set FOR EACH STATEMENT EXECUTE FUNCTION append_only();
REVOKE INSERT, UPDATE ON evaluation_set FROM commonweal_app;

-- The content of the two sets; checked when it is written.
INSERT INTO evaluation_set (code, version_no, name_zh, name_en, content, source_zh, source_en, is_confirmed) VALUES
  ('outcome', 1, '公益项目绩效指标（三级）', 'Project performance, three levels', $set${"scales":[{"code":"ratio","way":"RATIO","bands":[{"nameZh":"完成 100% 及以上","nameEn":"100% or more","fromBps":10000,"belowBps":null},{"nameZh":"80% 至不足 100%","nameEn":"80% to below 100%","fromBps":8000,"belowBps":10000},{"nameZh":"60% 至不足 80%","nameEn":"60% to below 80%","fromBps":6000,"belowBps":8000},{"nameZh":"不足 60%","nameEn":"below 60%","fromBps":0,"belowBps":6000}]},{"code":"share","way":"RATIO","bands":[{"nameZh":"90% 及以上","nameEn":"90% or more","fromBps":9000,"belowBps":null},{"nameZh":"80% 至不足 90%","nameEn":"80% to below 90%","fromBps":8000,"belowBps":9000},{"nameZh":"60% 至不足 80%","nameEn":"60% to below 80%","fromBps":6000,"belowBps":8000},{"nameZh":"不足 60%","nameEn":"below 60%","fromBps":0,"belowBps":6000}]},{"code":"both","way":"CHOICE","bands":[{"nameZh":"两项都符合","nameEn":"both met"},{"nameZh":"符合一项","nameEn":"one met"},{"nameZh":"都不符合","nameEn":"none met"}]},{"code":"sound","way":"CHOICE","bands":[{"nameZh":"健全并执行","nameEn":"sound and kept"},{"nameZh":"有不足","nameEn":"with shortcomings"},{"nameZh":"缺失","nameEn":"missing"}]}],"grades":[{"code":"EXCELLENT","from":9000,"below":null,"passes":true},{"code":"GOOD","from":8000,"below":9000,"passes":true},{"code":"PASS","from":6000,"below":8000,"passes":true},{"code":"FAIL","from":0,"below":6000,"passes":false}],"firsts":[{"code":"1","nameZh":"项目完成情况","nameEn":"Delivery","points":2500,"seconds":[{"code":"1.1","nameZh":"与方案的一致性","nameEn":"As planned","points":800,"thirds":[{"code":"1.1.1","nameZh":"服务内容与方案一致、变更有手续","nameEn":"Content as planned, changes agreed","points":200,"scale":"both","bandPoints":[200,100,0]},{"code":"1.1.2","nameZh":"服务人员与方案一致、变更有手续","nameEn":"Staff as planned, changes agreed","points":200,"scale":"both","bandPoints":[200,100,0]},{"code":"1.1.3","nameZh":"服务方式与方案一致、变更有手续","nameEn":"Methods as planned, changes agreed","points":200,"scale":"both","bandPoints":[200,100,0]},{"code":"1.1.4","nameZh":"服务进度与方案一致、变更有手续","nameEn":"Schedule as planned, changes agreed","points":200,"scale":"both","bandPoints":[200,100,0]}]},{"code":"1.2","nameZh":"服务产出","nameEn":"Output","points":800,"thirds":[{"code":"1.2.1","nameZh":"服务人数","nameEn":"People served","points":300,"scale":"ratio","bandPoints":[300,200,100,0]},{"code":"1.2.2","nameZh":"服务场次","nameEn":"Sessions held","points":300,"scale":"ratio","bandPoints":[300,200,100,0]},{"code":"1.2.3","nameZh":"服务时长（小时）","nameEn":"Hours of service","points":200,"scale":"ratio","bandPoints":[200,150,100,0]}]},{"code":"1.3","nameZh":"服务成效","nameEn":"Outcome","points":900,"thirds":[{"code":"1.3.1","nameZh":"成效指标达成","nameEn":"Outcome targets reached","points":500,"scale":"ratio","bandPoints":[500,400,250,0]},{"code":"1.3.2","nameZh":"受益对象有改变、有前后对比","nameEn":"Change in those served, shown before and after","points":400,"scale":"both","bandPoints":[400,200,0]}]}]},{"code":"2","nameZh":"服务满意度","nameEn":"Satisfaction","points":2000,"seconds":[{"code":"2.1","nameZh":"服务对象","nameEn":"Those served","points":1400,"thirds":[{"code":"2.1.1","nameZh":"满意人数（调查人数中）","nameEn":"Satisfied, of those asked","points":1000,"scale":"share","bandPoints":[1000,800,500,0]},{"code":"2.1.2","nameZh":"抽样核实确认人数（联系到的人数中）","nameEn":"Confirmed the service, of those reached by sample","points":400,"scale":"share","bandPoints":[400,300,200,0]}]},{"code":"2.2","nameZh":"相关方","nameEn":"Others concerned","points":600,"thirds":[{"code":"2.2.1","nameZh":"居（村）委、社区评价","nameEn":"Neighbourhood committee and community","points":300,"scale":"both","bandPoints":[300,150,0]},{"code":"2.2.2","nameZh":"合作单位评价","nameEn":"Partners","points":300,"scale":"both","bandPoints":[300,150,0]}]}]},{"code":"3","nameZh":"财务状况","nameEn":"Finance","points":2500,"seconds":[{"code":"3.1","nameZh":"资金使用","nameEn":"Use of money","points":1300,"thirds":[{"code":"3.1.1","nameZh":"专款专用、开支有预算","nameEn":"Spent on its purpose and within the budget","points":500,"scale":"both","bandPoints":[500,250,0]},{"code":"3.1.2","nameZh":"按预算执行的金额（应支出金额中）","nameEn":"Spent as budgeted, of what was due","points":500,"scale":"share","bandPoints":[500,400,250,0]},{"code":"3.1.3","nameZh":"支出有依据、有审批","nameEn":"Vouchers and approvals","points":300,"scale":"both","bandPoints":[300,150,0]}]},{"code":"3.2","nameZh":"财务管理","nameEn":"Accounting","points":1200,"thirds":[{"code":"3.2.1","nameZh":"财务制度","nameEn":"Financial rules","points":400,"scale":"sound","bandPoints":[400,200,0]},{"code":"3.2.2","nameZh":"会计核算（《民间非营利组织会计制度》）","nameEn":"Accounts by the rules for non-profit organizations","points":400,"scale":"sound","bandPoints":[400,200,0]},{"code":"3.2.3","nameZh":"票据与档案","nameEn":"Receipts and records","points":400,"scale":"sound","bandPoints":[400,200,0]}]}]},{"code":"4","nameZh":"组织能力","nameEn":"Organization","points":1000,"seconds":[{"code":"4.1","nameZh":"项目管理","nameEn":"Management","points":600,"thirds":[{"code":"4.1.1","nameZh":"项目管理制度","nameEn":"Rules of management","points":300,"scale":"sound","bandPoints":[300,150,0]},{"code":"4.1.2","nameZh":"过程记录与档案","nameEn":"Records of the work","points":300,"scale":"sound","bandPoints":[300,150,0]}]},{"code":"4.2","nameZh":"安全与风险","nameEn":"Safety","points":400,"thirds":[{"code":"4.2.1","nameZh":"安全预案与保险","nameEn":"Safety plan and insurance","points":400,"scale":"sound","bandPoints":[400,200,0]}]}]},{"code":"5","nameZh":"人力资源","nameEn":"People","points":1000,"seconds":[{"code":"5.1","nameZh":"项目团队","nameEn":"Team","points":600,"thirds":[{"code":"5.1.1","nameZh":"人员到岗","nameEn":"Staff in post","points":300,"scale":"ratio","bandPoints":[300,200,100,0]},{"code":"5.1.2","nameZh":"专业资质与培训","nameEn":"Qualification and training","points":300,"scale":"sound","bandPoints":[300,150,0]}]},{"code":"5.2","nameZh":"志愿者","nameEn":"Volunteers","points":400,"thirds":[{"code":"5.2.1","nameZh":"志愿者人数","nameEn":"Volunteers","points":200,"scale":"ratio","bandPoints":[200,150,100,0]},{"code":"5.2.2","nameZh":"志愿服务记录与保障","nameEn":"Volunteer records and cover","points":200,"scale":"sound","bandPoints":[200,100,0]}]}]},{"code":"6","nameZh":"综合效能","nameEn":"Wider effect","points":1000,"seconds":[{"code":"6.1","nameZh":"社会效益","nameEn":"Social benefit","points":600,"thirds":[{"code":"6.1.1","nameZh":"带动资源、形成协作","nameEn":"Resources drawn in, partners joined","points":300,"scale":"both","bandPoints":[300,150,0]},{"code":"6.1.2","nameZh":"信息公开、社会知晓","nameEn":"Open to the public and known","points":300,"scale":"both","bandPoints":[300,150,0]}]},{"code":"6.2","nameZh":"可持续","nameEn":"Lasting effect","points":400,"thirds":[{"code":"6.2.1","nameZh":"经验可复制、可推广","nameEn":"Can be repeated elsewhere","points":200,"scale":"both","bandPoints":[200,100,0]},{"code":"6.2.2","nameZh":"结束后能延续、有安排","nameEn":"Can go on afterwards, and how","points":200,"scale":"both","bandPoints":[200,100,0]}]}]}]}$set$, '公益招投标项目评估指标体系（绩效版）：六个一级指标、项目完成情况占 25%、与方案一致性 8%、产出 8% 及分档办法据公开文本；其余分值为本平台安排，待核实', 'Indicator system for public-benefit tenders (performance edition): six first-level indicators, delivery 25%, as planned 8%, output 8% and the bands follow a published text; other points are this site’s own, to be confirmed', false),
  ('factors', 1, '社区公益服务绩效（系数法）', 'Community service performance by factors', $set${"scales":[{"code":"factor","way":"FACTOR","bands":[{"nameZh":"高","nameEn":"high","fromBps":8000,"belowBps":null},{"nameZh":"中","nameEn":"medium","fromBps":6000,"belowBps":8000},{"nameZh":"低","nameEn":"low","fromBps":0,"belowBps":6000}]}],"grades":[{"code":"EXCELLENT","from":9000,"below":null,"passes":true},{"code":"GOOD","from":8000,"below":9000,"passes":true},{"code":"PASS","from":6000,"below":8000,"passes":true},{"code":"FAIL","from":0,"below":6000,"passes":false}],"firsts":[{"code":"1","nameZh":"投入","nameEn":"Input","points":1500,"seconds":[{"code":"1.1","nameZh":"立项与方案","nameEn":"Need and plan","points":1000,"thirds":[{"code":"1.1.1","nameZh":"需求依据","nameEn":"Evidence of need","points":500,"scale":"factor"},{"code":"1.1.2","nameZh":"方案可行","nameEn":"Feasible plan","points":500,"scale":"factor"}]},{"code":"1.2","nameZh":"资源保障","nameEn":"Resources","points":500,"thirds":[{"code":"1.2.1","nameZh":"人员与场地","nameEn":"Staff and places","points":500,"scale":"factor"}]}]},{"code":"2","nameZh":"过程","nameEn":"Process","points":2500,"seconds":[{"code":"2.1","nameZh":"实施管理","nameEn":"Delivery","points":1500,"thirds":[{"code":"2.1.1","nameZh":"按计划实施","nameEn":"Delivered as planned","points":800,"scale":"factor"},{"code":"2.1.2","nameZh":"记录与档案","nameEn":"Records","points":700,"scale":"factor"}]},{"code":"2.2","nameZh":"资金管理","nameEn":"Money","points":1000,"thirds":[{"code":"2.2.1","nameZh":"专款专用与会计核算","nameEn":"Spent on its purpose, properly accounted","points":600,"scale":"factor"},{"code":"2.2.2","nameZh":"预算变更手续","nameEn":"Budget changes agreed","points":400,"scale":"factor"}]}]},{"code":"3","nameZh":"产出","nameEn":"Output","points":3000,"seconds":[{"code":"3.1","nameZh":"服务数量","nameEn":"Quantity","points":1500,"thirds":[{"code":"3.1.1","nameZh":"服务人数与场次","nameEn":"People and sessions","points":1500,"scale":"factor"}]},{"code":"3.2","nameZh":"服务质量","nameEn":"Quality","points":1500,"thirds":[{"code":"3.2.1","nameZh":"服务规范与专业","nameEn":"Professional standard","points":1500,"scale":"factor"}]}]},{"code":"4","nameZh":"效果","nameEn":"Effect","points":3000,"seconds":[{"code":"4.1","nameZh":"受益对象","nameEn":"Those served","points":2000,"thirds":[{"code":"4.1.1","nameZh":"满意度","nameEn":"Satisfaction","points":1000,"scale":"factor"},{"code":"4.1.2","nameZh":"问题改善","nameEn":"Change for the better","points":1000,"scale":"factor"}]},{"code":"4.2","nameZh":"社会影响","nameEn":"Community","points":1000,"thirds":[{"code":"4.2.1","nameZh":"社区影响与可持续","nameEn":"Effect on the community, lasting","points":1000,"scale":"factor"}]}]}]}$set$, '上海地方标准《社区公益服务项目绩效评估导则》（DB31）：系数高 1≥X≥0.8、中 0.8>X≥0.6、低 0.6>X≥0；指标与分值为本平台安排，待核实', 'Shanghai local standard DB31, performance evaluation of community public-benefit services: factor high 1≥X≥0.8, medium 0.8>X≥0.6, low 0.6>X≥0; indicators and points are this site’s own, to be confirmed', false);

-- Hundredths of a point for a mark; null while it is not whole (app/domain/evaluation/scoring.ts reckons the same).
CREATE FUNCTION evaluation_points(c jsonb, p_item text, p_planned int, p_actual int, p_choice int, p_factor int) RETURNS int LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT CASE m ->> 'way'
    WHEN 'RATIO' THEN CASE WHEN p_planned >= 1 AND p_actual >= 0 THEN (
      SELECT (z -> 'bandPoints' ->> (n - 1)::int)::int FROM jsonb_array_elements(m -> 'bands') WITH ORDINALITY AS x (b, n)
      WHERE p_actual::bigint * 10000 >= (b ->> 'fromBps')::bigint * p_planned AND (b ->> 'belowBps' IS NULL OR p_actual::bigint * 10000 < (b ->> 'belowBps')::bigint * p_planned)) END
    WHEN 'CHOICE' THEN CASE WHEN p_choice >= 0 THEN (z -> 'bandPoints' ->> p_choice)::int END
    ELSE CASE WHEN p_factor BETWEEN 0 AND 100 THEN (z ->> 'points')::int * p_factor / 100 END END
  FROM jsonb_array_elements(c -> 'firsts') f, jsonb_array_elements(f -> 'seconds') s, jsonb_array_elements(s -> 'thirds') z
    JOIN jsonb_array_elements(c -> 'scales') m ON m ->> 'code' = z ->> 'scale'
  WHERE z ->> 'code' = p_item
$$;

-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE evaluation_state AS ENUM ('COMMISSIONED', 'SUBMITTED', 'RETURNED', 'CONFIRMED', 'CANCELLED');
CREATE TABLE evaluation (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  project_id uuid NOT NULL REFERENCES project (id) ON UPDATE CASCADE ON DELETE RESTRICT,
  kind text NOT NULL,
  number smallint NOT NULL,
  set_id uuid NOT NULL REFERENCES evaluation_set (id),
  state evaluation_state NOT NULL DEFAULT 'COMMISSIONED',
  due_on date NOT NULL,
  -- The third party whose people evaluate.
  agency text NOT NULL,
  brief text NOT NULL DEFAULT '',
  commissioned_by_id uuid NOT NULL REFERENCES account (id),
  commissioned_at timestamptz(3) NOT NULL,
  -- The lot: its seed, and everybody who could have been drawn.
  draw_seed text,
  draw_candidates uuid[] NOT NULL DEFAULT '{}',
  summary text NOT NULL DEFAULT '',
  advice text NOT NULL DEFAULT '',
  is_misused boolean NOT NULL DEFAULT false,
  misuse_note text NOT NULL DEFAULT '',
  -- How often it was handed in.
  round smallint NOT NULL DEFAULT 0,
  total_points int,
  grade text,
  passes boolean,
  content_text text,
  content_sha256 text,
  submitted_at timestamptz(3),
  reply_due_on date,
  decided_by_id uuid REFERENCES account (id),
  decided_at timestamptz(3),
  decision_reason text NOT NULL DEFAULT '',
  -- What a failed one asks to have put right, and until when.
  fix_list text NOT NULL DEFAULT '',
  fix_due_on date,
  fixed_note text NOT NULL DEFAULT '',
  fixed_by_id uuid REFERENCES account (id),
  fixed_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  UNIQUE (project_id, kind, number),
  CONSTRAINT evaluation_kind CHECK (kind IN ('MIDTERM', 'FINAL')),
  CONSTRAINT evaluation_agency CHECK (agency <> ''),
  CONSTRAINT evaluation_grade CHECK (grade IN ('EXCELLENT', 'GOOD', 'PASS', 'FAIL')),
  CONSTRAINT evaluation_misuse_says_how CHECK (NOT is_misused OR state IN ('COMMISSIONED', 'RETURNED', 'CANCELLED') OR (misuse_note <> '' AND total_points = 0 AND NOT passes)),
  CONSTRAINT evaluation_fixed_whole CHECK ((fixed_at IS NULL) = (fixed_by_id IS NULL) AND (fixed_at IS NULL) = (fixed_note = '')),
  CONSTRAINT evaluation_whole CHECK (CASE
    WHEN state = 'COMMISSIONED' THEN round = 0 AND content_sha256 IS NULL AND decided_at IS NULL
    WHEN state = 'SUBMITTED' THEN round > 0 AND summary <> '' AND content_text IS NOT NULL AND content_sha256 IS NOT NULL AND total_points IS NOT NULL AND grade IS NOT NULL
      AND passes IS NOT NULL AND submitted_at IS NOT NULL AND reply_due_on IS NOT NULL
    WHEN state = 'RETURNED' THEN round > 0 AND decided_at IS NOT NULL AND decided_by_id IS NOT NULL AND decision_reason <> ''
    WHEN state = 'CONFIRMED' THEN decided_at IS NOT NULL AND decided_by_id IS NOT NULL AND (passes OR (fix_list <> '' AND fix_due_on IS NOT NULL))
    ELSE decided_at IS NOT NULL AND decided_by_id IS NOT NULL AND decision_reason <> '' END),
  CONSTRAINT evaluation_four_eyes CHECK (state NOT IN ('RETURNED', 'CONFIRMED') OR decided_by_id <> commissioned_by_id)
);
CREATE UNIQUE INDEX one_open_evaluation ON evaluation (project_id, kind) WHERE state IN ('COMMISSIONED', 'SUBMITTED', 'RETURNED');
CREATE INDEX evaluation_state_due_on_idx ON evaluation (state, due_on);
CREATE TRIGGER keep BEFORE UPDATE ON evaluation FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'project_id', 'kind', 'number', 'set_id', 'due_on', 'agency', 'brief', 'commissioned_by_id', 'commissioned_at', 'draw_seed', 'draw_candidates');
INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES
  ('evaluation', 'COMMISSIONED', 'submit', 'SUBMITTED'),
  ('evaluation', 'COMMISSIONED', 'cancel', 'CANCELLED'),
  ('evaluation', 'SUBMITTED', 'confirm', 'CONFIRMED'),
  ('evaluation', 'SUBMITTED', 'return', 'RETURNED'),
  ('evaluation', 'RETURNED', 'submit', 'SUBMITTED'),
  ('evaluation', 'RETURNED', 'cancel', 'CANCELLED');
CREATE TRIGGER evaluation_lifecycle BEFORE INSERT OR UPDATE OF state ON evaluation FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('evaluation', 'COMMISSIONED');

-- Who evaluates. A reserve of the lot is asked when somebody steps back.
CREATE TABLE evaluation_seat (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  evaluation_id uuid NOT NULL REFERENCES evaluation (id),
  account_id uuid NOT NULL REFERENCES account (id),
  way text NOT NULL,
  position smallint NOT NULL,
  -- The lot that was drawn, hex.
  lot text,
  state text NOT NULL,
  tie text,
  tie_note text NOT NULL DEFAULT '',
  declared_at timestamptz(3),
  signed_sha256 text,
  signed_at timestamptz(3),
  UNIQUE (evaluation_id, account_id),
  CONSTRAINT evaluation_seat_way CHECK (CASE way WHEN 'APPOINTED' THEN lot IS NULL WHEN 'DRAWN' THEN lot IS NOT NULL ELSE false END),
  CONSTRAINT evaluation_seat_state CHECK (CASE state
    WHEN 'RESERVE' THEN way = 'DRAWN' AND declared_at IS NULL AND signed_at IS NULL
    WHEN 'INVITED' THEN declared_at IS NULL AND signed_at IS NULL
    WHEN 'STANDS' THEN tie = 'NONE' AND declared_at IS NOT NULL
    WHEN 'STEPPED_BACK' THEN tie <> 'NONE' AND declared_at IS NOT NULL AND signed_at IS NULL
    ELSE false END),
  CONSTRAINT evaluation_seat_tie CHECK (tie IN ('NONE', 'EMPLOYMENT', 'KINSHIP', 'COLLABORATION', 'OTHER') AND (tie = 'NONE' OR tie_note <> '')),
  CONSTRAINT evaluation_seat_signed_whole CHECK ((signed_at IS NULL) = (signed_sha256 IS NULL))
);
CREATE INDEX evaluation_seat_account_id_idx ON evaluation_seat (account_id, state);
CREATE TRIGGER keep BEFORE UPDATE ON evaluation_seat FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'evaluation_id', 'account_id', 'way', 'position', 'lot');
CREATE FUNCTION guard_evaluation_seat() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE e evaluation; v_body uuid;
BEGIN
  SELECT * INTO e FROM evaluation WHERE id = NEW.evaluation_id FOR SHARE;
  IF e.state NOT IN ('COMMISSIONED', 'RETURNED') THEN PERFORM refuse('evaluation.not-open'); END IF;
  IF TG_OP = 'UPDATE' AND OLD.state = 'STEPPED_BACK' THEN PERFORM refuse('evaluation.stepped-back'); END IF;
  SELECT body_id INTO v_body FROM project WHERE id = e.project_id;
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = v_body AND account_id = NEW.account_id AND role = 'EVALUATOR') THEN PERFORM refuse('evaluation.not-evaluator'); END IF;
  IF NEW.account_id = e.commissioned_by_id THEN PERFORM refuse('evaluation.own-commission'); END IF;
  IF NEW.state <> 'STEPPED_BACK' THEN PERFORM assert_no_interest_in_project(NEW.account_id, e.project_id); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evaluation_seat_guard BEFORE INSERT OR UPDATE ON evaluation_seat FOR EACH ROW EXECUTE FUNCTION guard_evaluation_seat();

-- One mark for each item; the points are reckoned here.
CREATE TABLE evaluation_score (
  evaluation_id uuid NOT NULL REFERENCES evaluation (id),
  item_code text NOT NULL,
  planned int,
  actual int,
  choice smallint,
  factor smallint,
  points int,
  reason text NOT NULL DEFAULT '',
  PRIMARY KEY (evaluation_id, item_code)
);
CREATE TRIGGER keep BEFORE UPDATE ON evaluation_score FOR EACH ROW EXECUTE FUNCTION keep_columns('evaluation_id', 'item_code');

-- A visit on the spot: when, where, whom, what was found.
CREATE TABLE evaluation_visit (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  evaluation_id uuid NOT NULL REFERENCES evaluation (id),
  visited_on date NOT NULL,
  place text NOT NULL,
  people text NOT NULL,
  finding text NOT NULL,
  noted_by_id uuid NOT NULL REFERENCES account (id),
  noted_at timestamptz(3) NOT NULL,
  CONSTRAINT evaluation_visit_whole CHECK (place <> '' AND people <> '' AND finding <> '')
);
CREATE INDEX evaluation_visit_evaluation_id_idx ON evaluation_visit (evaluation_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evaluation_visit FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- People served, drawn by their places on the attendance lists: no name is kept.
CREATE TABLE evaluation_sample (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  evaluation_id uuid NOT NULL REFERENCES evaluation (id),
  number smallint NOT NULL,
  seed text NOT NULL,
  -- How many people the occasions served together, and how many were drawn of them.
  frame int NOT NULL,
  drawn int NOT NULL,
  places jsonb NOT NULL,
  drawn_by_id uuid NOT NULL REFERENCES account (id),
  drawn_at timestamptz(3) NOT NULL,
  reached int,
  confirmed int,
  UNIQUE (evaluation_id, number),
  CONSTRAINT evaluation_sample_drawn CHECK (drawn BETWEEN 1 AND 60 AND drawn <= frame),
  CONSTRAINT evaluation_sample_result CHECK ((reached IS NULL) = (confirmed IS NULL) AND reached BETWEEN 0 AND drawn AND confirmed BETWEEN 0 AND reached)
);
CREATE TRIGGER keep BEFORE UPDATE ON evaluation_sample FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'evaluation_id', 'number', 'seed', 'frame', 'drawn', 'places', 'drawn_by_id', 'drawn_at');

CREATE FUNCTION guard_evaluation_part() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE e evaluation; v_set jsonb;
BEGIN
  SELECT * INTO e FROM evaluation WHERE id = NEW.evaluation_id FOR SHARE;
  IF e.state NOT IN ('COMMISSIONED', 'RETURNED') THEN PERFORM refuse('evaluation.not-open'); END IF;
  IF TG_TABLE_NAME = 'evaluation_score' THEN
    SELECT content INTO v_set FROM evaluation_set WHERE id = e.set_id;
    IF NOT jsonb_path_exists(v_set, '$.firsts[*].seconds[*].thirds[*].code ? (@ == $code)', jsonb_build_object('code', NEW.item_code)) THEN PERFORM refuse('evaluation.unknown-item'); END IF;
    NEW.points := evaluation_points(v_set, NEW.item_code, NEW.planned, NEW.actual, NEW.choice, NEW.factor);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evaluation_part BEFORE INSERT OR UPDATE ON evaluation_score FOR EACH ROW EXECUTE FUNCTION guard_evaluation_part();
CREATE TRIGGER evaluation_part BEFORE INSERT OR UPDATE ON evaluation_sample FOR EACH ROW EXECUTE FUNCTION guard_evaluation_part();
CREATE TRIGGER evaluation_part BEFORE INSERT ON evaluation_visit FOR EACH ROW EXECUTE FUNCTION guard_evaluation_part();

-- What the supplier says of it, once for each time it was handed in.
CREATE TABLE evaluation_reply (
  evaluation_id uuid NOT NULL REFERENCES evaluation (id),
  round smallint NOT NULL,
  text text NOT NULL,
  replied_by_id uuid NOT NULL REFERENCES account (id),
  replied_at timestamptz(3) NOT NULL,
  PRIMARY KEY (evaluation_id, round),
  CONSTRAINT evaluation_reply_text CHECK (text <> '')
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evaluation_reply FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION guard_evaluation_reply() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE e evaluation;
BEGIN
  SELECT * INTO e FROM evaluation WHERE id = NEW.evaluation_id FOR UPDATE;
  IF e.state <> 'SUBMITTED' OR NEW.round <> e.round THEN PERFORM refuse('evaluation.not-open'); END IF;
  IF today() > e.reply_due_on THEN PERFORM refuse('evaluation.reply-late'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evaluation_reply_guard BEFORE INSERT ON evaluation_reply FOR EACH ROW EXECUTE FUNCTION guard_evaluation_reply();

CREATE FUNCTION guard_evaluation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE p project; last evaluation; c jsonb; v_total int; v_items int; v_scored int; v_bare int;
BEGIN
  SELECT * INTO p FROM project WHERE id = NEW.project_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    IF p.state = 'PREPARING' THEN PERFORM refuse('evaluation.not-running'); END IF;
    IF NEW.due_on <= today() THEN PERFORM refuse('evaluation.day-past'); END IF;
    PERFORM assert_no_interest_in_project(NEW.commissioned_by_id, p.id);
    SELECT * INTO last FROM evaluation WHERE project_id = p.id AND kind = NEW.kind AND state = 'CONFIRMED' ORDER BY number DESC LIMIT 1;
    IF last.passes AND NEW.kind = 'FINAL' THEN PERFORM refuse('evaluation.already-final'); END IF;
    -- A failed one is judged again when the supplier says it is put right, or its time is over.
    IF NOT last.passes AND last.fixed_at IS NULL AND last.fix_due_on >= today() THEN PERFORM refuse('evaluation.not-fixed'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.state = 'CONFIRMED' THEN
    IF (to_jsonb(NEW) - ARRAY['fixed_note', 'fixed_by_id', 'fixed_at', 'version']) <> (to_jsonb(OLD) - ARRAY['fixed_note', 'fixed_by_id', 'fixed_at', 'version']) OR OLD.fixed_at IS NOT NULL OR OLD.passes THEN
      PERFORM refuse('evaluation.settled');
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state = 'CANCELLED' THEN PERFORM refuse('evaluation.settled'); END IF;
  IF OLD.state = 'SUBMITTED' AND (NEW.summary, NEW.advice, NEW.is_misused, NEW.misuse_note, NEW.total_points, NEW.grade, NEW.passes, NEW.content_text, NEW.content_sha256, NEW.round)
     IS DISTINCT FROM (OLD.summary, OLD.advice, OLD.is_misused, OLD.misuse_note, OLD.total_points, OLD.grade, OLD.passes, OLD.content_text, OLD.content_sha256, OLD.round) THEN PERFORM refuse('evaluation.not-open'); END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'SUBMITTED' THEN
    SELECT content INTO c FROM evaluation_set WHERE id = NEW.set_id;
    SELECT count(*) INTO v_items FROM jsonb_array_elements(c -> 'firsts') f, jsonb_array_elements(f -> 'seconds') s, jsonb_array_elements(s -> 'thirds') t;
    SELECT count(points), coalesce(sum(points), 0) INTO v_scored, v_total FROM evaluation_score WHERE evaluation_id = NEW.id;
    IF v_scored <> v_items THEN PERFORM refuse('evaluation.unscored'); END IF;
    SELECT count(*) INTO v_bare FROM evaluation_score k JOIN (
        SELECT t ->> 'code' AS code, (t ->> 'points')::int AS points FROM jsonb_array_elements(c -> 'firsts') f, jsonb_array_elements(f -> 'seconds') s, jsonb_array_elements(s -> 'thirds') t) i ON i.code = k.item_code
      WHERE k.evaluation_id = NEW.id AND k.points < i.points AND k.reason = '';
    IF v_bare > 0 THEN PERFORM refuse('evaluation.unreasoned'); END IF;
    IF NEW.is_misused THEN v_total := 0; END IF;
    IF NEW.total_points IS DISTINCT FROM v_total OR NOT EXISTS (
      SELECT 1 FROM jsonb_array_elements(c -> 'grades') g WHERE g ->> 'code' = NEW.grade AND (g ->> 'passes')::boolean = NEW.passes
        AND v_total >= (g ->> 'from')::int AND (g ->> 'below' IS NULL OR v_total < (g ->> 'below')::int)) THEN PERFORM refuse('evaluation.total-mismatch'); END IF;
    IF encode(sha256(convert_to(NEW.content_text, 'UTF8')), 'hex') IS DISTINCT FROM NEW.content_sha256 THEN PERFORM refuse('evaluation.hash-mismatch'); END IF;
    IF NOT EXISTS (SELECT 1 FROM evaluation_seat WHERE evaluation_id = NEW.id AND state = 'STANDS')
       OR EXISTS (SELECT 1 FROM evaluation_seat WHERE evaluation_id = NEW.id AND (state = 'INVITED' OR (state = 'STANDS' AND signed_sha256 IS DISTINCT FROM NEW.content_sha256))) THEN
      PERFORM refuse('evaluation.unsigned');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM evaluation_visit WHERE evaluation_id = NEW.id) THEN PERFORM refuse('evaluation.no-visit'); END IF;
    NEW.round := OLD.round + 1;
  END IF;
  IF NEW.state IN ('CONFIRMED', 'RETURNED') THEN
    IF EXISTS (SELECT 1 FROM evaluation_seat WHERE evaluation_id = NEW.id AND account_id = NEW.decided_by_id) THEN PERFORM refuse('evaluation.own-evaluation'); END IF;
    PERFORM assert_no_interest_in_project(NEW.decided_by_id, p.id);
  END IF;
  -- The supplier is heard first, or had its time.
  IF NEW.state = 'CONFIRMED' AND today() <= NEW.reply_due_on AND NOT EXISTS (SELECT 1 FROM evaluation_reply WHERE evaluation_id = NEW.id AND round = NEW.round) THEN PERFORM refuse('evaluation.reply-open'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evaluation_guard BEFORE INSERT OR UPDATE ON evaluation FOR EACH ROW EXECUTE FUNCTION guard_evaluation();

-- ---------------------------------------------------------------------------------------------------------------------
-- Which payments wait for an evaluation of a kind. Rows, not a rule about days: an amendment that moves a milestone must not tie or
-- untie money unseen.
CREATE TABLE evaluation_gate (
  tranche_id uuid NOT NULL REFERENCES tranche (id),
  kind text NOT NULL,
  set_by_id uuid NOT NULL REFERENCES account (id),
  set_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tranche_id, kind),
  CONSTRAINT evaluation_gate_kind CHECK (kind IN ('MIDTERM', 'FINAL'))
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evaluation_gate FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Why an evaluation stops a payment: 'failed', 'open', or null. `failed`: the newest confirmed mid-term of the project did not pass.
-- `open`: the payment waits for an evaluation whose newest one (cancelled ones apart) is not confirmed with a pass.
CREATE FUNCTION evaluation_block(p_tranche uuid) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN (SELECT NOT e.passes FROM evaluation e WHERE e.project_id = t.project_id AND e.kind = 'MIDTERM' AND e.state = 'CONFIRMED' ORDER BY e.number DESC LIMIT 1) THEN 'failed'
    WHEN EXISTS (SELECT 1 FROM evaluation_gate g WHERE g.tranche_id = t.id AND (
      SELECT e.state <> 'CONFIRMED' OR NOT e.passes FROM evaluation e WHERE e.project_id = t.project_id AND e.kind = g.kind AND e.state <> 'CANCELLED' ORDER BY e.number DESC LIMIT 1)) THEN 'open'
  END FROM tranche t WHERE t.id = p_tranche
$$;

-- A trigger of its own: guard_tranche() stays as it is.
CREATE FUNCTION guard_evaluation_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  -- Evaluations are written with the project locked: whichever comes first is seen by the other.
  PERFORM 1 FROM project WHERE id = NEW.project_id FOR SHARE;
  CASE evaluation_block(NEW.id)
    WHEN 'failed' THEN PERFORM refuse('tranche.evaluation-failed');
    WHEN 'open' THEN PERFORM refuse('tranche.evaluation-open');
    ELSE NULL;
  END CASE;
  RETURN NEW;
END $$;
CREATE TRIGGER evaluation_gate BEFORE UPDATE OF state ON tranche FOR EACH ROW WHEN (NEW.state = 'RELEASED' AND OLD.state <> 'RELEASED') EXECUTE FUNCTION guard_evaluation_gate();
