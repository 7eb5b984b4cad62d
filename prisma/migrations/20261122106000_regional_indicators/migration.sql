-- Why: a city and its streets and towns set themselves targets for their social organizations (每万人社会组织数, 购买服务占比, 社区覆盖) and are
-- appraised by them every year (纳入街镇年度绩效考核). What this site knows is counted and never typed; what it cannot know (population, space)
-- is entered by one and confirmed by another, with its document.

CREATE TABLE regional_indicator (
  code text NOT NULL PRIMARY KEY,
  position smallint NOT NULL UNIQUE,
  unit text NOT NULL,
  -- COMPUTED: regional_actual counts it. ENTERED: typed, with a document.
  how text NOT NULL,
  -- Which way is better.
  direction text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  definition_zh text NOT NULL,
  definition_en text NOT NULL,
  method_zh text NOT NULL,
  method_en text NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  is_confirmed boolean NOT NULL,
  CONSTRAINT regional_indicator_words CHECK (how IN ('COMPUTED', 'ENTERED') AND direction IN ('UP', 'DOWN')
    AND unit IN ('ORGANIZATIONS', 'PER_10K', 'PERCENT', 'PROJECTS', 'PERSON_TIMES', 'PERSONS', 'HOURS', 'SCORE', 'SQM'))
);
INSERT INTO regional_indicator (position, code, unit, how, direction, name_zh, name_en, definition_zh, definition_en, method_zh, method_en, source_zh, source_en, is_confirmed) VALUES
  (1, 'ORGANIZATIONS_PER_10K', 'PER_10K', 'COMPUTED', 'UP', '每万人拥有社会组织', 'Social organizations per 10,000 people',
    '登记和备案的社会组织数除以常住人口，乘以一万。', 'Registered and filed social organizations divided by residents, times 10,000.',
    '年末（本年为今天）仍在的社会组织，除以该年或之前最近一年已确认的常住人口。没有人口数时不算。', 'Organizations there at the end of the year (today, for this year) over the confirmed residents of that year or the latest before. Not computed without them.',
    '地方社会组织发展目标：每万人 8 个，数值待核实', 'Local development targets: 8 per 10,000; to be confirmed', false),
  (2, 'REGISTERED_ORGANIZATIONS', 'ORGANIZATIONS', 'COMPUTED', 'UP', '登记的社会组织', 'Registered social organizations',
    '社会团体、社会服务机构和基金会。', 'Associations, social service institutions and foundations.',
    '按住所地统计，年末（本年为今天）已成立、未终止的。', 'By seat: founded and not ended at the end of the year (today, for this year).',
    '社会组织登记管理条例', 'Regulations on the registration of social organizations', true),
  (3, 'FILED_ORGANIZATIONS', 'ORGANIZATIONS', 'COMPUTED', 'UP', '备案的社区社会组织', 'Filed community organizations',
    '在街镇备案、没有登记为法人的社区社会组织。', 'Community groups filed with a street or town and not registered as legal persons.',
    '按活动地统计，年末（本年为今天）仍在的。', 'By place: there at the end of the year (today, for this year).',
    '民政部关于大力培育发展社区社会组织的意见（民发〔2017〕191号）', 'Opinions of the Ministry of Civil Affairs on community social organizations (2017, No. 191)', true),
  (4, 'RATED_3A', 'ORGANIZATIONS', 'COMPUTED', 'UP', '评估 3A 及以上的社会组织', 'Social organizations rated 3A or better',
    '评估等级在有效期内、为 3A 及以上的。', 'With a rating of 3A or better that is in force.',
    '年末（本年为今天）有效的等级，已撤销的不算。', 'Ratings in force at the end of the year (today, for this year); revoked ones do not count.',
    '《社会组织评估管理办法》（民政部令第39号）', 'Measures for the rating of social organizations (Order 39)', true),
  (5, 'PURCHASE_SHARE', 'PERCENT', 'COMPUTED', 'UP', '购买服务由社会组织承接的比例', 'Share of purchasing that goes to social organizations',
    '当年决定的采购金额中，由社会组织（不含企业）承接的比例。', 'Of the amounts awarded in the year, the part awarded to social organizations, enterprises excluded.',
    '按采购项目所在地，取当年作出且未撤销的成交金额；公益创投是资助，不算采购。', 'Awards of the year that were not revoked, by the place of the call; venture grants are not purchases.',
    '财政部、民政部关于通过政府购买服务支持社会组织培育发展的指导意见（财综〔2016〕54号）：向社会组织购买比例原则上不低于新增支出的 30%，口径待核实', 'Guidance of the Ministries of Finance and Civil Affairs (2016, No. 54): in principle at least 30% of new purchases; how it is counted is to be confirmed', false),
  (6, 'PROJECTS', 'PROJECTS', 'COMPUTED', 'UP', '实施的公益项目', 'Projects under way',
    '当年实施过的项目。', 'Projects that ran in the year.',
    '按项目所在地，当年开始、继续或结束的项目；尚在准备的不算。', 'By place: begun, going on or ended in the year; not those being prepared.',
    '本站项目记录', 'Projects on this site', true),
  (7, 'BENEFICIARIES', 'PERSON_TIMES', 'COMPUTED', 'UP', '服务人次', 'People served, counted each time',
    '当年各项目活动服务的人次，同一人多次参加计多次。', 'People served by activities in the year; who comes twice counts twice.',
    '承接单位登记的活动人数之和，已撤回的活动不算。', 'Sum of the attendance recorded by suppliers; withdrawn activities do not count.',
    '本站活动记录', 'Activities on this site', true),
  (8, 'VOLUNTEER_TIMES', 'PERSON_TIMES', 'COMPUTED', 'UP', '项目活动中的志愿者人次', 'Volunteers at activities, counted each time',
    '当年各项目活动中服务的志愿者人次。', 'Volunteers who served at activities in the year; who comes twice counts twice.',
    '承接单位登记的每次活动志愿者人数之和，已撤回的活动不算。', 'Sum of the volunteers recorded for each activity; withdrawn activities do not count.',
    '本站活动记录', 'Activities on this site', true),
  (9, 'VOLUNTEERS', 'PERSONS', 'COMPUTED', 'UP', '有服务记录的志愿者', 'Volunteers with a service record',
    '当年有志愿服务记录的志愿者，每人计一次。', 'People with a volunteer service record in the year, each counted once.',
    '来自志愿服务记录；没有记录的地方不算。', 'From volunteer service records; not computed where none are kept.',
    '《志愿服务条例》（国务院令第685号）', 'Regulations on volunteer services (State Council Order 685)', true),
  (10, 'VOLUNTEER_HOURS', 'HOURS', 'COMPUTED', 'UP', '志愿服务时间', 'Hours of volunteer service',
    '当年记录的志愿服务小时数。', 'Hours of volunteer service recorded in the year.',
    '来自志愿服务记录；没有记录的地方不算。', 'From volunteer service records; not computed where none are kept.',
    '《志愿服务条例》（国务院令第685号）', 'Regulations on volunteer services (State Council Order 685)', true),
  (11, 'SATISFACTION', 'SCORE', 'COMPUTED', 'UP', '服务对象满意度', 'Satisfaction of those served',
    '服务对象匿名打分的平均分，1 至 5 分。', 'Mean of the anonymous scores given by those served, 1 to 5.',
    '当年各次活动收到的打分平均；不足 5 份时不公布。', 'Mean of the scores for activities of the year; not shown below 5 answers.',
    '本站满意度问卷', 'Satisfaction answers on this site', true),
  (12, 'INCUBATOR_SPACE', 'SQM', 'COMPUTED', 'UP', '孵化场地面积', 'Space of incubators',
    '区域内各级孵化基地的场地面积。', 'Floor space of the incubators in the place.',
    '孵化基地登记的面积之和；只有今年的，往年不留存。', 'Sum of the space they state; of this year only, earlier years are not kept.',
    '地方目标：孵化园区 3000 至 5000 平方米，数值待核实', 'Local targets: 3,000 to 5,000 square metres; to be confirmed', false),
  (13, 'COMMUNITIES_COVERED', 'PERCENT', 'COMPUTED', 'UP', '有需求或服务的社区比例', 'Communities with a need raised or a service',
    '当年提出过需求，或有项目落在本社区的社区，占全部社区的比例。', 'Communities that raised a need in the year, or in which a project ran, of all communities.',
    '需求按提出年份，未受理的不算；项目按实施年份，只算直接落在社区的，不算整个街镇的。', 'Needs by the year raised, declined ones not counted; projects that lie in the very community, not those of a whole street or town.',
    '社区服务全覆盖目标，口径待核实', 'Targets of full coverage; how it is counted is to be confirmed', false),
  (14, 'POPULATION', 'PERSONS', 'ENTERED', 'UP', '常住人口', 'Residents',
    '年末常住人口。', 'Residents at the end of the year.',
    '录入统计部门公布的数，附文件。', 'Entered from the statistics published, with the document.',
    '当地统计公报', 'Local statistical bulletin', true),
  (15, 'SERVICE_SPACE', 'SQM', 'ENTERED', 'UP', '社区服务用房面积', 'Community service premises',
    '社区组织工作和服务用房的建筑面积。', 'Floor space for the work and services of community organizations.',
    '录入街镇核定的数，附文件。', 'Entered from what the street or town verified, with the document.',
    '地方目标：每个社区 350 平方米以上，数值待核实', 'Local targets: 350 square metres or more per community; to be confirmed', false),
  (16, 'MODEL_COMMUNITIES', 'PERCENT', 'ENTERED', 'UP', '和谐社区达标比例', 'Communities that meet the harmony standard',
    '达到和谐社区标准的社区占全部社区的比例。', 'Communities that meet the standard, of all communities.',
    '录入考评结果，附文件。', 'Entered from the appraisal, with the document.',
    '地方目标：城市社区 80% 以上、农村社区 60% 以上，数值待核实', 'Local targets: 80% of urban and 60% of rural communities; to be confirmed', false),
  (17, 'SOCIAL_WORKERS', 'PERSONS', 'ENTERED', 'UP', '社会工作专业人才', 'Professional social workers',
    '持有社会工作者职业资格证书、在本地工作的人数。', 'People who hold a social worker’s certificate and work in the place.',
    '录入人才统计数，附文件。', 'Entered from the statistics of professionals, with the document.',
    '地方社会工作人才规划，数值待核实', 'Local plans for social workers; to be confirmed', false);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON regional_indicator FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What people enter: targets, bases, and figures that this site cannot know. Never changed: a newer confirmed one takes its place.
CREATE TABLE regional_figure (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  region_id uuid NOT NULL REFERENCES region (id),
  indicator_code text NOT NULL REFERENCES regional_indicator (code),
  -- TARGET, BASE, ACTUAL
  what text NOT NULL,
  year smallint NOT NULL,
  value numeric(14, 2) NOT NULL,
  document_title text NOT NULL,
  document_no text NOT NULL,
  file_id uuid REFERENCES file (id),
  body_id uuid NOT NULL REFERENCES body (id),
  entered_by_id uuid NOT NULL REFERENCES account (id),
  entered_at timestamptz(3) NOT NULL DEFAULT clock(),
  confirmed_by_id uuid REFERENCES account (id),
  confirmed_at timestamptz(3),
  withdrawn_by_id uuid REFERENCES account (id),
  withdrawn_at timestamptz(3),
  CONSTRAINT regional_figure_what CHECK (what IN ('TARGET', 'BASE', 'ACTUAL')),
  CONSTRAINT regional_figure_numbers CHECK (value >= 0 AND year BETWEEN 1990 AND 2100),
  CONSTRAINT regional_figure_words CHECK (btrim(document_title) <> '' AND btrim(document_no) <> ''),
  CONSTRAINT regional_figure_four_eyes CHECK (confirmed_by_id <> entered_by_id),
  CONSTRAINT regional_figure_ends CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)
    AND (withdrawn_at IS NULL OR confirmed_at IS NULL))
);
CREATE UNIQUE INDEX regional_figure_file ON regional_figure (file_id);
CREATE INDEX regional_figure_place ON regional_figure (region_id, indicator_code, what, year, confirmed_at);
CREATE INDEX regional_figure_body ON regional_figure (body_id, entered_at);
CREATE INDEX regional_figure_open ON regional_figure (body_id) WHERE confirmed_at IS NULL AND withdrawn_at IS NULL;
CREATE TRIGGER keep BEFORE UPDATE ON regional_figure FOR EACH ROW EXECUTE FUNCTION keep_columns('id', 'region_id', 'indicator_code', 'what', 'year', 'value',
  'document_title', 'document_no', 'file_id', 'body_id', 'entered_by_id', 'entered_at');
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON regional_figure FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION guard_regional_figure() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE b body; v_how text; v_unit text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN PERFORM refuse('regional.decided'); END IF;
    IF NEW.confirmed_by_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM body_membership WHERE body_id = NEW.body_id AND account_id = NEW.confirmed_by_id AND role = 'APPROVER') THEN PERFORM refuse('forbidden'); END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO b FROM body WHERE id = NEW.body_id;
  IF NOT ('REGISTRY' = ANY (b.duties) AND region_within(NEW.region_id, b.region_id)) THEN PERFORM refuse('regional.no-jurisdiction'); END IF;
  IF NEW.confirmed_at IS NOT NULL THEN PERFORM refuse('regional.four-eyes'); END IF;
  SELECT how, unit INTO v_how, v_unit FROM regional_indicator WHERE code = NEW.indicator_code;
  -- What is counted is not typed over.
  IF NEW.what = 'ACTUAL' AND v_how = 'COMPUTED' THEN PERFORM refuse('regional.computed'); END IF;
  IF NEW.what <> 'TARGET' AND NEW.year > extract(year FROM today()) THEN PERFORM refuse('regional.year-ahead'); END IF;
  IF v_unit = 'PERCENT' AND NEW.value > 100 OR v_unit = 'SCORE' AND NEW.value > 5 THEN PERFORM refuse('regional.too-large'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER regional_figure_guard BEFORE INSERT OR UPDATE ON regional_figure FOR EACH ROW EXECUTE FUNCTION guard_regional_figure();

-- What counts: of several confirmed for the same, the newest.
CREATE VIEW regional_figure_in_force AS
  SELECT DISTINCT ON (region_id, indicator_code, what, year) id, region_id, indicator_code, what, year, value, document_title, document_no, file_id
  FROM regional_figure WHERE confirmed_at IS NOT NULL ORDER BY region_id, indicator_code, what, year, confirmed_at DESC, id DESC;

-- Volunteers and hours of a place and time. Null as long as no such records are kept; the area that keeps them writes this function anew.
CREATE FUNCTION regional_volunteers(p_region uuid, p_from date, p_to date, OUT people int, OUT hours numeric) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NULL::int, NULL::numeric
$$;

-- Every indicator of a place and everything below it, in one year: up to its last day, or to today. No row: not known. Nothing of years ahead.
CREATE FUNCTION regional_actual(p_region uuid, p_year int) RETURNS TABLE (code text, value numeric) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH span AS (SELECT make_date(p_year, 1, 1) AS first, least(make_date(p_year, 12, 31), today()) AS last WHERE make_date(p_year, 1, 1) <= today()),
  place AS MATERIALIZED (SELECT i.id, i.level FROM region o JOIN region i ON i.path = o.path OR i.path LIKE o.path || '/%' WHERE o.id = p_region),
  organized AS MATERIALIZED (SELECT o.id, o.kind FROM span s CROSS JOIN organization o JOIN place x ON x.id = o.region_id
    WHERE o.kind <> 'ENTERPRISE' AND coalesce(o.founded_on, (o.created_at AT TIME ZONE 'Asia/Shanghai')::date) <= s.last
      AND NOT EXISTS (SELECT 1 FROM organization_end e WHERE e.organization_id = o.id AND e.confirmed_at IS NOT NULL AND e.ended_on <= s.last)
      AND (o.state <> 'ENDED' OR EXISTS (SELECT 1 FROM organization_end e WHERE e.organization_id = o.id AND e.confirmed_at IS NOT NULL AND e.ended_on > s.last))),
  bought AS (SELECT sum(w.amount_fen) AS fen, sum(w.amount_fen) FILTER (WHERE o.kind <> 'ENTERPRISE') AS ours
    FROM span s CROSS JOIN call c JOIN place x ON x.id = c.region_id JOIN award w ON w.call_id = c.id JOIN bid b ON b.id = w.bid_id JOIN organization o ON o.id = b.organization_id
    WHERE w.revoked_at IS NULL AND c.method <> 'VENTURE_CALL' AND NOT c.is_rehearsal AND (w.decided_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN s.first AND s.last),
  here AS MATERIALIZED (SELECT p.id, p.region_id, p.state, p.starts_on, p.ended_at FROM project p JOIN place x ON x.id = p.region_id
    JOIN award w ON w.id = p.award_id AND w.revoked_at IS NULL),
  running AS MATERIALIZED (SELECT h.id, h.region_id FROM span s CROSS JOIN here h
    WHERE h.state <> 'PREPARING' AND h.starts_on <= s.last AND coalesce((h.ended_at AT TIME ZONE 'Asia/Shanghai')::date >= s.first, true)),
  session AS MATERIALIZED (SELECT v.id, v.attendance, v.volunteers FROM span s CROSS JOIN here h JOIN service_session v ON v.project_id = h.id
    WHERE v.held_on BETWEEN s.first AND s.last AND NOT EXISTS (SELECT 1 FROM activity_withdrawal a WHERE a.session_id = v.id)),
  community AS (SELECT count(*) AS n, count(*) FILTER (WHERE EXISTS (SELECT 1 FROM running r WHERE r.region_id = x.id)
      OR EXISTS (SELECT 1 FROM need d WHERE d.region_id = x.id AND d.state <> 'DECLINED' AND (d.raised_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN s.first AND s.last)) AS covered
    FROM span s CROSS JOIN place x WHERE x.level = 'COMMUNITY'),
  known (code, value) AS (
    SELECT 'REGISTERED_ORGANIZATIONS', (SELECT count(*) FROM organized WHERE kind <> 'COMMUNITY_GROUP')::numeric FROM span
    UNION ALL SELECT 'FILED_ORGANIZATIONS', (SELECT count(*) FROM organized WHERE kind = 'COMMUNITY_GROUP') FROM span
    UNION ALL SELECT 'ORGANIZATIONS_PER_10K', round(10000.0 * (SELECT count(*) FROM organized) / nullif((SELECT f.value FROM regional_figure_in_force f
        WHERE f.region_id = p_region AND f.indicator_code = 'POPULATION' AND f.what = 'ACTUAL' AND f.year <= p_year ORDER BY f.year DESC LIMIT 1), 0), 2) FROM span
    UNION ALL SELECT 'RATED_3A', (SELECT count(*) FROM organized o WHERE EXISTS (SELECT 1 FROM rating_decision d WHERE d.organization_id = o.id AND d.grade >= 3 AND d.confirmed_at IS NOT NULL)
        AND rating_on(o.id, span.last) >= 3) FROM span
    UNION ALL SELECT 'PURCHASE_SHARE', round(100.0 * coalesce(ours, 0) / nullif(fen, 0), 2) FROM bought
    UNION ALL SELECT 'PROJECTS', (SELECT count(*) FROM running) FROM span
    UNION ALL SELECT 'BENEFICIARIES', (SELECT coalesce(sum(attendance), 0) FROM session) FROM span
    UNION ALL SELECT 'VOLUNTEER_TIMES', (SELECT coalesce(sum(volunteers), 0) FROM session) FROM span
    UNION ALL SELECT 'VOLUNTEERS', (regional_volunteers(p_region, first, last)).people FROM span
    UNION ALL SELECT 'VOLUNTEER_HOURS', (regional_volunteers(p_region, first, last)).hours FROM span
    UNION ALL SELECT 'SATISFACTION', CASE WHEN count(*) >= 5 THEN round(avg(a.score), 2) END FROM session v JOIN service_answer a ON a.session_id = v.id
    UNION ALL SELECT 'INCUBATOR_SPACE', (SELECT coalesce(sum(b.area_m2), 0) FROM incubator b JOIN place x ON x.id = b.region_id) FROM span WHERE p_year = extract(year FROM today())
    UNION ALL SELECT 'COMMUNITIES_COVERED', round(100.0 * covered / nullif(n, 0), 2) FROM community
    UNION ALL SELECT i.code, f.value FROM span CROSS JOIN regional_indicator i JOIN regional_figure_in_force f ON f.indicator_code = i.code
      WHERE i.how = 'ENTERED' AND f.region_id = p_region AND f.what = 'ACTUAL' AND f.year = p_year)
  SELECT k.code, k.value FROM known k WHERE k.value IS NOT NULL
$$;

REVOKE INSERT, UPDATE ON regional_indicator FROM commonweal_app;
REVOKE UPDATE ON regional_figure FROM commonweal_app;
REVOKE INSERT, UPDATE ON regional_figure_in_force FROM commonweal_app;
GRANT SELECT ON regional_indicator, regional_figure_in_force TO commonweal_app;
GRANT UPDATE (confirmed_by_id, confirmed_at, withdrawn_by_id, withdrawn_at) ON regional_figure TO commonweal_app;
