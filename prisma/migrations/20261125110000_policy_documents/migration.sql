-- Why: whoever is judged by a rule wants to read the document it comes from. The documents are data with their history; what follows from
-- one is found by the name under which the rules cite it, so a new rule stands below its document by itself.
CREATE TYPE policy_document_kind AS ENUM ('LAW', 'REGULATION', 'RULE', 'NOTICE', 'STANDARD');
CREATE TYPE policy_document_level AS ENUM ('NATION', 'PROVINCE', 'CITY', 'DISTRICT');

CREATE TABLE policy_document (
  id uuid NOT NULL PRIMARY KEY DEFAULT uuidv7(),
  kind policy_document_kind NOT NULL,
  level policy_document_level NOT NULL,
  -- GB/T 2260, two digits a province, four a city, six a district; empty for the nation. The place may be none of this site's regions.
  region_code text NOT NULL DEFAULT '',
  place_zh text NOT NULL DEFAULT '',
  place_en text NOT NULL DEFAULT '',
  -- Empty: it has none, or none is known.
  document_no text NOT NULL DEFAULT '',
  title_zh text NOT NULL,
  title_en text NOT NULL,
  issuer_zh text NOT NULL,
  issuer_en text NOT NULL,
  issued_year smallint,
  issued_on date,
  in_force_from date,
  -- The last day on which it holds.
  in_force_until date,
  summary_zh text NOT NULL,
  summary_en text NOT NULL,
  source_url text NOT NULL DEFAULT '',
  -- How rules name it: what is in one of these is in the words of a rule's source.
  cited_as text[] NOT NULL,
  -- Parts of this site that answer to it besides.
  areas text[] NOT NULL DEFAULT '{}',
  -- False: not read again from its text; to be confirmed before real use.
  is_confirmed boolean NOT NULL,
  -- Of the last change; empty for what came with the site.
  reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  -- No foreign key: the documents came with the site and outlive whoever changed them. Null: it came with the site.
  changed_by_id uuid,
  changed_at timestamptz(3) NOT NULL DEFAULT clock(),
  CONSTRAINT policy_document_words CHECK (btrim(title_zh) <> '' AND char_length(title_zh) <= 200 AND btrim(title_en) <> '' AND char_length(title_en) <= 300
    AND btrim(issuer_zh) <> '' AND char_length(issuer_zh) <= 80 AND btrim(issuer_en) <> '' AND char_length(issuer_en) <= 160
    AND btrim(summary_zh) <> '' AND char_length(summary_zh) <= 600 AND btrim(summary_en) <> '' AND char_length(summary_en) <= 1200
    AND char_length(document_no) <= 60 AND char_length(reason) <= 300),
  CONSTRAINT policy_document_place CHECK (CASE level WHEN 'NATION' THEN region_code = '' AND place_zh = '' AND place_en = ''
    ELSE region_code ~ (CASE level WHEN 'PROVINCE' THEN '^\d{2}$' WHEN 'CITY' THEN '^\d{4}$' ELSE '^\d{6}$' END)
      AND btrim(place_zh) <> '' AND char_length(place_zh) <= 40 AND btrim(place_en) <> '' AND char_length(place_en) <= 80 END),
  CONSTRAINT policy_document_days CHECK (issued_year BETWEEN 1949 AND 2199 AND (issued_on IS NULL OR (issued_year IS NOT NULL AND issued_year = extract(year FROM issued_on)))
    AND (in_force_until IS NULL OR in_force_from IS NULL OR in_force_until >= in_force_from)
    AND (in_force_until IS NULL OR issued_on IS NULL OR in_force_until >= issued_on)),
  CONSTRAINT policy_document_source CHECK (source_url = '' OR (source_url ~ '^https?://[^\s]+$' AND char_length(source_url) <= 500)),
  CONSTRAINT policy_document_cited CHECK (cardinality(cited_as) BETWEEN 1 AND 12 AND array_position(cited_as, '') IS NULL AND array_position(cited_as, NULL) IS NULL),
  CONSTRAINT policy_document_areas CHECK (areas <@ ARRAY['amendment_rule', 'annual_report_rule', 'answer_term', 'appeal_rule', 'assembly_rule', 'assignment_report_rule',
    'beneficiary_group', 'calendar_notice', 'closing_rule', 'cost_rule', 'credit_effect', 'credit_rule', 'evaluation_set', 'handover_rule', 'incubator_rule',
    'inspection_rule', 'open_data', 'post_price_rule', 'rating_rule', 'recognition', 'regional_indicator', 'report_rule', 'rule_book', 'staff_post_rule', 'staff_rule',
    'supplement_rule', 'volunteer_rule']),
  CONSTRAINT policy_document_version CHECK (version >= 1 AND (version = 1 OR btrim(reason) <> ''))
);
-- One number names one document.
CREATE UNIQUE INDEX policy_document_number ON policy_document (document_no) WHERE document_no <> '';
CREATE UNIQUE INDEX policy_document_title ON policy_document (title_zh, region_code);
-- The day by which it stands among the others.
CREATE FUNCTION policy_document_day(p_issued_on date, p_in_force_from date, p_issued_year smallint) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(p_issued_on, p_in_force_from, make_date(p_issued_year::int, 1, 1), date '1949-10-01') $$;
CREATE INDEX policy_document_listed ON policy_document (policy_document_day(issued_on, in_force_from, issued_year) DESC, id DESC);
CREATE INDEX policy_document_kind_idx ON policy_document (kind);
CREATE INDEX policy_document_region ON policy_document (region_code);
CREATE INDEX policy_document_year ON policy_document (issued_year);

-- What it said before: each version whole.
CREATE TABLE policy_document_version (
  document_id uuid NOT NULL REFERENCES policy_document (id) ON UPDATE CASCADE ON DELETE CASCADE,
  version integer NOT NULL,
  content jsonb NOT NULL,
  reason text NOT NULL,
  changed_by_id uuid,
  changed_at timestamptz(3) NOT NULL,
  PRIMARY KEY (document_id, version)
);

CREATE FUNCTION guard_policy_document() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.version <> OLD.version + 1 THEN PERFORM refuse('policy-document.version'); END IF;
  IF TG_OP = 'UPDATE' AND btrim(NEW.reason) = '' THEN PERFORM refuse('policy-document.reason-missing'); END IF;
  IF TG_OP = 'INSERT' AND NEW.version <> 1 THEN PERFORM refuse('policy-document.version'); END IF;
  IF NEW.issued_on > today() THEN PERFORM refuse('policy-document.day-ahead'); END IF;
  NEW.changed_at := clock();
  IF NOT pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'public.call'::regclass), 'USAGE')
     AND NOT EXISTS (SELECT 1 FROM account WHERE id = NEW.changed_by_id AND is_administrator AND state = 'ACTIVE') THEN PERFORM refuse('policy-document.not-administrator'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER policy_document_guard BEFORE INSERT OR UPDATE ON policy_document FOR EACH ROW EXECUTE FUNCTION guard_policy_document();

-- The one writer of the history.
CREATE FUNCTION keep_policy_document_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO policy_document_version (document_id, version, content, reason, changed_by_id, changed_at)
    VALUES (NEW.id, NEW.version, to_jsonb(NEW) - 'version' - 'reason' - 'changed_by_id' - 'changed_at' - 'id', NEW.reason, NEW.changed_by_id, NEW.changed_at);
  RETURN NULL;
END $$;
CREATE TRIGGER policy_document_kept AFTER INSERT OR UPDATE ON policy_document FOR EACH ROW EXECUTE FUNCTION keep_policy_document_version();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_document_version FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Whether words name one of these.
CREATE FUNCTION names_policy(p_cited_as text[], p_words text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT EXISTS (SELECT 1 FROM unnest(p_cited_as) c WHERE position(c IN p_words) > 0) $$;

-- The dated rules of this site with their sources in words; the rule books (rule_book) say theirs in their content.
CREATE VIEW rule_source AS
  SELECT 'amendment_rule' AS rule, valid_from, source_zh, source_en, is_confirmed FROM amendment_rule
  UNION ALL SELECT 'annual_report_rule', valid_from, source_zh, source_en, is_confirmed FROM annual_report_rule
  UNION ALL SELECT 'answer_term', valid_from, source_zh, source_en, is_confirmed FROM answer_term
  UNION ALL SELECT 'appeal_rule', valid_from, source_zh, source_en, is_confirmed FROM appeal_rule
  UNION ALL SELECT 'assembly_rule', valid_from, source_zh, source_en, is_confirmed FROM assembly_rule
  UNION ALL SELECT 'assignment_report_rule', valid_from, source_zh, source_en, is_confirmed FROM assignment_report_rule
  UNION ALL SELECT 'beneficiary_group', valid_from, source_zh, source_en, is_confirmed FROM beneficiary_group
  UNION ALL SELECT 'calendar_notice', make_date(year::int, 1, 1), doc_no, doc_no, true FROM calendar_notice
  UNION ALL SELECT 'closing_rule', valid_from, source_zh, source_en, is_confirmed FROM closing_rule
  UNION ALL SELECT 'cost_rule', valid_from, source_zh, source_en, is_confirmed FROM cost_rule
  UNION ALL SELECT 'credit_effect', valid_from, source_zh, source_en, is_confirmed FROM credit_effect
  UNION ALL SELECT 'credit_rule', valid_from, source_zh, source_en, is_confirmed FROM credit_rule
  UNION ALL SELECT 'evaluation_set', NULL::date, source_zh, source_en, is_confirmed FROM evaluation_set
  UNION ALL SELECT 'handover_rule', valid_from, source_zh, source_en, is_confirmed FROM handover_rule
  UNION ALL SELECT 'incubator_rule', valid_from, source_zh, source_en, is_confirmed FROM incubator_rule
  UNION ALL SELECT 'inspection_rule', valid_from, source_zh, source_en, is_confirmed FROM inspection_rule
  UNION ALL SELECT 'post_price_rule', valid_from, source_zh, source_en, is_confirmed FROM post_price_rule WHERE state = 'APPROVED'
  UNION ALL SELECT 'rating_rule', valid_from, source_zh, source_en, is_confirmed FROM rating_rule
  UNION ALL SELECT 'recognition', from_on, document_no || ' ' || title, document_no || ' ' || title, true FROM recognition WHERE confirmed_at IS NOT NULL AND withdrawn_at IS NULL
  UNION ALL SELECT 'regional_indicator', NULL::date, source_zh, source_en, is_confirmed FROM regional_indicator
  UNION ALL SELECT 'report_rule', valid_from, source_zh, source_en, is_confirmed FROM report_rule
  UNION ALL SELECT 'staff_post_rule', valid_from, source_zh, source_en, is_confirmed FROM staff_post_rule
  UNION ALL SELECT 'staff_rule', valid_from, source_zh, source_en, is_confirmed FROM staff_rule
  UNION ALL SELECT 'supplement_rule', valid_from, source_zh, source_en, is_confirmed FROM supplement_rule
  UNION ALL SELECT 'volunteer_rule', valid_from, source_zh, source_en, is_confirmed FROM volunteer_rule;

GRANT SELECT, INSERT ON policy_document TO commonweal_app;
REVOKE UPDATE, DELETE ON policy_document FROM commonweal_app;
GRANT UPDATE (kind, level, region_code, place_zh, place_en, document_no, title_zh, title_en, issuer_zh, issuer_en, issued_year, issued_on, in_force_from, in_force_until,
  summary_zh, summary_en, source_url, cited_as, areas, is_confirmed, reason, version, changed_by_id) ON policy_document TO commonweal_app;
REVOKE INSERT, UPDATE, DELETE ON policy_document_version FROM commonweal_app;
GRANT SELECT ON policy_document_version, rule_source TO commonweal_app;

-- The documents that the rules of this site cite. What was not read again from its text is to be confirmed, and its page says so.
INSERT INTO policy_document (kind, level, region_code, place_zh, place_en, document_no, title_zh, title_en, issuer_zh, issuer_en, issued_year, issued_on, in_force_from, in_force_until, summary_zh, summary_en, source_url, cited_as, areas, is_confirmed) VALUES
  ('LAW', 'NATION', '', '', '', '', '政府采购法（2014年修正）', 'Government Procurement Law (as amended in 2014)', '全国人民代表大会或其常务委员会', 'The National People’s Congress or its Standing Committee', 2014, NULL, NULL, NULL, '政府采购的方式、程序、期限、合同、质疑与投诉。公开招标从发布到截止不少于二十日，中标通知后三十日内签合同，文件保存十五年。', 'Methods, steps and terms of government procurement, contracts, objections and complaints. An open tender stays open for at least twenty days, a contract is signed within thirty days of the award, files are kept for fifteen years.', '', ARRAY['政府采购法（2014年修正）', '政府采购法第']::text[], '{}', true),
  ('REGULATION', 'NATION', '', '', '', '国务院令第658号', '政府采购法实施条例', 'Implementing Regulation of the Government Procurement Law', '国务院', 'The State Council', 2015, NULL, NULL, NULL, '把政府采购法落到天数和条件：回避、保证金、结果报告与公告、答复期限；不得以所有制、组织形式或所在地限制供应商。', 'Puts the law into days and conditions: recusal, bonds, reporting and publishing results, terms of answers; suppliers may not be limited by ownership, form or place.', '', ARRAY['国务院令第658号', '政府采购法实施条例']::text[], '{}', true),
  ('REGULATION', 'NATION', '', '', '', '', '社会团体登记管理条例', 'Regulations on the Registration of Social Associations', '国务院', 'The State Council', NULL, NULL, NULL, NULL, '社会团体成立的人数和资金条件；每年三月三十一日前向业务主管单位、五月三十一日前向登记管理机关报年度报告。', 'Members and money that an association needs to be founded; its yearly report goes to its supervising unit by 31 March and to the registry by 31 May.', '', ARRAY['社会团体登记管理条例']::text[], '{}', true),
  ('REGULATION', 'NATION', '', '', '', '', '民办非企业单位登记管理暂行条例', 'Interim Regulations on the Registration of Private Non-enterprise Units', '国务院', 'The State Council', NULL, NULL, NULL, NULL, '社会服务机构（民办非企业单位）的登记、年度报告和监督。', 'Registration, yearly reports and supervision of social service institutions (private non-enterprise units).', '', ARRAY['民办非企业单位登记管理暂行条例']::text[], '{}', true),
  ('REGULATION', 'NATION', '', '', '', '', '基金会管理条例', 'Regulations on the Administration of Foundations', '国务院', 'The State Council', NULL, NULL, NULL, NULL, '基金会的原始基金、年度报告和信息公开；资助项目的种类和申请、评审程序应当公开。', 'Founding money, yearly reports and disclosure of foundations; kinds of grants and how to apply and be judged are published.', '', ARRAY['基金会管理条例']::text[], '{}', true),
  ('LAW', 'NATION', '', '', '', '', '慈善法（2023年修正）', 'Charity Law (as amended in 2023)', '全国人民代表大会或其常务委员会', 'The National People’s Congress or its Standing Committee', 2023, NULL, NULL, NULL, '公开募捐资格、定向募捐、募捐期间的定期报告和志愿者记录。超过六个月的募捐每三个月报告一次，结束后三个月内作最后报告。', 'Who may appeal to the public, directed appeals, reports on the way, and records of volunteers. An appeal of more than six months reports every three months and within three months of its end.', '', ARRAY['慈善法']::text[], ARRAY['appeal_rule']::text[], true),
  ('REGULATION', 'NATION', '', '', '', '国务院令第685号', '志愿服务条例', 'Regulations on Voluntary Service', '国务院', 'The State Council', NULL, NULL, NULL, NULL, '志愿者实名注册，服务情况如实记录，免费出具证明。', 'Volunteers register by name, services are recorded as they were, certificates are free.', '', ARRAY['志愿服务条例', '国务院令第685号']::text[], '{}', true),
  ('REGULATION', 'NATION', '', '', '', '', '政府信息公开条例', 'Regulations on the Disclosure of Government Information', '国务院', 'The State Council', NULL, NULL, NULL, NULL, '主动公开在形成或变更之日起二十个工作日内；依申请公开二十个工作日内答复；补正通知七个工作日。', 'What is published of one’s own accord is published within twenty working days; a request is answered within twenty, a correction asked for within seven.', '', ARRAY['信息公开条例']::text[], ARRAY['open_data']::text[], true),
  ('LAW', 'NATION', '', '', '', '', '城市居民委员会组织法', 'Organic Law of Urban Residents’ Committees', '全国人民代表大会或其常务委员会', 'The National People’s Congress or its Standing Committee', NULL, NULL, NULL, NULL, '居民会议由过半数出席、出席人过半数通过；五分之一以上成年居民或户、三分之一以上居民小组可以提议召开。', 'A residents’ meeting needs more than half present and is decided by more than half of those; one fifth of the adults or households, or one third of the groups, may call one.', '', ARRAY['城市居民委员会组织法']::text[], '{}', true),
  ('LAW', 'NATION', '', '', '', '', '村民委员会组织法', 'Organic Law of Villagers’ Committees', '全国人民代表大会或其常务委员会', 'The National People’s Congress or its Standing Committee', NULL, NULL, NULL, NULL, '村民会议、村民代表会议的人数要求；一般事项至少每季度公布一次，收支较多的按月公布。', 'How many a villagers’ meeting or their representatives need; general matters are published each quarter, money monthly where much moves.', '', ARRAY['村民委员会组织法']::text[], '{}', true),
  ('RULE', 'NATION', '', '', '', '财政部令第87号', '政府采购货物和服务招标投标管理办法', 'Measures for Tendering of Goods and Services in Government Procurement', '财政部', 'Ministry of Finance', 2017, '2017-07-11', '2017-10-01', NULL, '招标投标的开标、评审、打分、定标和公告：评审组至少五人且为单数，专家不少于三分之二；服务类价格权重不低于百分之十。', 'Opening, judging, scoring, award and notices of tenders: at least five judges in odd number, two thirds of them experts; the price counts at least ten per cent for services.', '', ARRAY['财政部令第87号']::text[], '{}', false),
  ('RULE', 'NATION', '', '', '', '财政部令第94号', '政府采购质疑和投诉办法', 'Measures for Objections and Complaints in Government Procurement', '财政部', 'Ministry of Finance', NULL, NULL, NULL, NULL, '质疑和投诉怎样提出、受理、处理，期限怎样计算。', 'How objections and complaints are filed, taken up and decided, and how terms are counted.', '', ARRAY['财政部令第94号']::text[], '{}', false),
  ('RULE', 'NATION', '', '', '', '财政部令第102号', '政府购买服务管理办法', 'Measures for the Administration of Government Purchase of Services', '财政部', 'Ministry of Finance', NULL, NULL, '2020-03-01', NULL, '谁可以购买、谁可以承接、什么不能购买；以事定费，合同一般不超过一年，条件成熟的不超过三年。', 'Who may buy, who may supply and what may not be bought; paid by what is done, for a year as a rule and three at most.', '', ARRAY['财政部令第102号']::text[], '{}', false),
  ('RULE', 'NATION', '', '', '', '财政部令第74号', '政府采购非招标采购方式管理办法', 'Measures for Methods of Government Procurement other than Tender', '财政部', 'Ministry of Finance', NULL, NULL, NULL, NULL, '竞争性谈判、单一来源、询价的适用情形和程序。', 'When and how competitive negotiation, single source and quotation are used.', '', ARRAY['财政部令第74号']::text[], '{}', false),
  ('NOTICE', 'NATION', '', '', '', '财库〔2014〕214号', '政府采购竞争性磋商采购方式管理暂行办法', 'Interim Measures for Competitive Consultation in Government Procurement', '财政部', 'Ministry of Finance', 2014, NULL, NULL, NULL, '竞争性磋商的程序：响应期不少于十日，小组三人以上单数，服务类价格权重百分之十至三十。', 'How a competitive consultation goes: at least ten days to respond, a group of three or more in odd number, the price counts ten to thirty per cent for services.', '', ARRAY['财库〔2014〕214号']::text[], '{}', false),
  ('NOTICE', 'NATION', '', '', '', '财库〔2015〕124号', '关于政府采购竞争性磋商采购方式管理暂行办法有关问题的补充通知', 'Supplement to the Interim Measures for Competitive Consultation', '财政部', 'Ministry of Finance', 2015, NULL, NULL, NULL, '政府购买服务项目在磋商过程中只剩两家时可以继续进行。', 'A consultation for services bought by government may go on with two suppliers.', '', ARRAY['财库〔2015〕124号']::text[], '{}', false),
  ('NOTICE', 'NATION', '', '', '', '财库〔2016〕198号', '政府采购评审专家管理办法', 'Measures for the Administration of Experts in Government Procurement', '财政部', 'Ministry of Finance', 2016, NULL, NULL, NULL, '评审专家的选聘、随机抽取、回避、劳务报酬和监督。', 'How experts are chosen, drawn at random, recused, paid and supervised.', '', ARRAY['财库〔2016〕198号']::text[], '{}', false),
  ('NOTICE', 'NATION', '', '', '', '财库〔2019〕38号', '关于促进政府采购公平竞争优化营商环境的通知', 'Notice on Fair Competition in Government Procurement', '财政部', 'Ministry of Finance', 2019, NULL, NULL, NULL, '满足合同约定支付条件的，自收到发票后三十日内付款。', 'Where the conditions of a contract are met, payment follows within thirty days of the invoice.', '', ARRAY['财库〔2019〕38号']::text[], '{}', false),
  ('NOTICE', 'NATION', '', '', '', '财办库〔2024〕265号', '政府采购异常低价问题试点通知', 'Trial Notice on Abnormally Low Prices in Government Procurement', '财政部办公厅', 'General Office of the Ministry of Finance', 2024, NULL, NULL, NULL, '报价明显偏低时启动审查，请供应商书面说明；不因价低自动否决。', 'A price far below the others opens a review and a request to explain; it is never rejected by itself.', '', ARRAY['财办库〔2024〕265号']::text[], '{}', false),
  ('NOTICE', 'NATION', '', '', '', '财综〔2016〕54号', '关于通过政府购买服务支持社会组织培育发展的指导意见', 'Guidance on Supporting Social Organizations by Government Purchase of Services', '财政部、民政部', 'Ministries of Finance and of Civil Affairs', 2016, NULL, NULL, NULL, '新增公共服务支出通过购买安排的部分，向社会组织购买的比例原则上不低于百分之三十。', 'Of new public services that are bought, in principle at least thirty per cent is bought from social organizations.', '', ARRAY['财综〔2016〕54号']::text[], '{}', false),
  ('RULE', 'NATION', '', '', '', '民政部令第39号', '社会组织评估管理办法', 'Measures for the Rating of Social Organizations', '民政部', 'Ministry of Civil Affairs', NULL, NULL, '2011-03-01', NULL, '社会组织评估等级从 5A 到 1A，有效期五年；登记满两年可以参加，满两年可以重新评估。', 'Grades from 5A to 1A, valid for five years; open two years after registration and again after two.', '', ARRAY['民政部令第39号']::text[], '{}', false),
  ('RULE', 'NATION', '', '', '', '民政部令第60号', '社会组织信用信息管理办法', 'Measures for the Credit Information of Social Organizations', '民政部', 'Ministry of Civil Affairs', 2018, '2018-01-24', NULL, NULL, '信用信息的种类和录入期限，活动异常名录与严重违法失信名单的列入、移出和后果。条文数字据征求意见稿。', 'Kinds of credit information and when they are entered; how an organization comes onto and off the abnormal and serious breach lists, and what follows. Numbers after the draft for comment.', '', ARRAY['民政部令第60号']::text[], '{}', false),
  ('NOTICE', 'NATION', '', '', '', '民发〔2017〕191号', '关于大力培育发展社区社会组织的意见', 'Opinions on Community Social Organizations', '民政部', 'Ministry of Civil Affairs', 2017, NULL, NULL, NULL, '培育发展社区社会组织，登记与备案并行。', 'Community organizations are fostered, registered or on file.', '', ARRAY['民发〔2017〕191号']::text[], '{}', false),
  ('NOTICE', 'NATION', '', '', '', '国人部发〔2006〕71号', '社会工作者职业水平评价暂行规定', 'Provisional Rules on the Professional Levels of Social Workers', '人事部、民政部', 'Ministries of Personnel and of Civil Affairs', 2006, NULL, NULL, NULL, '社会工作者职业水平的等级和证书。', 'Levels and certificates of social workers.', '', ARRAY['国人部发〔2006〕71号']::text[], '{}', false),
  ('REGULATION', 'NATION', '', '', '', '国务院令第649号', '社会救助暂行办法', 'Interim Measures for Social Assistance', '国务院', 'The State Council', NULL, NULL, NULL, NULL, '最低生活保障、特困供养等社会救助对象的认定依据。', 'Who is given social assistance, such as minimum living allowance and support for those in extreme hardship.', '', ARRAY['国务院令第649号']::text[], '{}', false),
  ('NOTICE', 'NATION', '', '', '', '国发〔2016〕36号', '国务院关于加强困境儿童保障工作的意见', 'Opinions of the State Council on Children in Difficulty', '国务院', 'The State Council', 2016, NULL, NULL, NULL, '困境儿童的范围和保障。', 'Which children are in difficulty and how they are provided for.', '', ARRAY['国发〔2016〕36号']::text[], '{}', false),
  ('REGULATION', 'NATION', '', '', '', '', '军人抚恤优待条例', 'Regulations on Preferential Treatment for Servicemen', '国务院、中央军事委员会', 'The State Council and the Central Military Commission', NULL, NULL, NULL, NULL, '抚恤优待对象的范围。', 'Who is given preferential treatment.', '', ARRAY['军人抚恤优待条例']::text[], '{}', false),
  ('LAW', 'NATION', '', '', '', '', '残疾人保障法', 'Law on the Protection of Disabled Persons', '全国人民代表大会或其常务委员会', 'The National People’s Congress or its Standing Committee', NULL, NULL, NULL, NULL, '残疾人的定义和权益保障。', 'Who counts as disabled, and their rights.', '', ARRAY['残疾人保障法']::text[], '{}', false),
  ('LAW', 'NATION', '', '', '', '', '老年人权益保障法', 'Law on the Rights and Interests of the Elderly', '全国人民代表大会或其常务委员会', 'The National People’s Congress or its Standing Committee', NULL, NULL, NULL, NULL, '老年人的年龄界定和权益保障；优待的具体年龄各地不同。', 'Who counts as elderly, and their rights; ages of preference differ by place.', '', ARRAY['老年人权益保障法']::text[], '{}', false),
  ('LAW', 'NATION', '', '', '', '', '社区矫正法', 'Community Correction Law', '全国人民代表大会或其常务委员会', 'The National People’s Congress or its Standing Committee', NULL, NULL, NULL, NULL, '社区矫正对象的监督管理和帮扶。', 'How those under community correction are supervised and helped.', '', ARRAY['社区矫正法']::text[], '{}', false),
  ('LAW', 'NATION', '', '', '', '', '劳动合同法', 'Labour Contract Law', '全国人民代表大会或其常务委员会', 'The National People’s Congress or its Standing Committee', NULL, NULL, NULL, NULL, '已经解除或者终止的劳动合同文本至少保存二年。', 'Contracts that ended are kept for at least two years.', '', ARRAY['劳动合同法第']::text[], '{}', false),
  ('LAW', 'NATION', '', '', '', '', '个人信息保护法', 'Personal Information Protection Law', '全国人民代表大会或其常务委员会', 'The National People’s Congress or its Standing Committee', NULL, NULL, NULL, NULL, '个人信息的保存期限为实现处理目的所必要的最短时间。', 'Personal data are kept no longer than their purpose needs.', '', ARRAY['个人信息保护法第']::text[], '{}', false),
  ('LAW', 'NATION', '', '', '', '', '会计法', 'Accounting Law', '全国人民代表大会或其常务委员会', 'The National People’s Congress or its Standing Committee', NULL, NULL, NULL, NULL, '会计人员应当具备从事会计工作所需要的专业能力。', 'Accountants are able to do their work.', '', ARRAY['会计法第']::text[], '{}', false),
  ('NOTICE', 'NATION', '', '', '', '国办发明电〔2024〕12号', '国务院办公厅关于2025年部分节假日安排的通知', 'Notice of the General Office of the State Council on Holidays in 2025', '国务院办公厅', 'General Office of the State Council', 2024, '2024-11-12', '2025-01-01', '2025-12-31', '2025 年的放假和调休日期；本站的工作日期限按它计算。', 'Holidays and make-up working days of 2025, by which terms in working days are counted here.', 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm', ARRAY['国办发明电〔2024〕12号']::text[], ARRAY['calendar_notice']::text[], true),
  ('NOTICE', 'NATION', '', '', '', '国办发明电〔2025〕7号', '国务院办公厅关于2026年部分节假日安排的通知', 'Notice of the General Office of the State Council on Holidays in 2026', '国务院办公厅', 'General Office of the State Council', 2025, '2025-11-04', '2026-01-01', '2026-12-31', '2026 年的放假和调休日期；本站的工作日期限按它计算。', 'Holidays and make-up working days of 2026, by which terms in working days are counted here.', 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm', ARRAY['国办发明电〔2025〕7号']::text[], ARRAY['calendar_notice']::text[], true),
  ('NOTICE', 'PROVINCE', '14', '山西省', 'Shanxi', '晋财购〔2021〕24号', '山西省政府采购评审专家劳务报酬标准', 'Fees of Experts in Government Procurement, Shanxi', '山西省财政厅', 'Department of Finance of Shanxi', 2021, NULL, NULL, NULL, '评审专家劳务报酬：两小时以内三百元，每超一小时加一百元，一天不超过八百元。', 'Fees of experts: 300 yuan for two hours, 100 for each hour more, 800 a day at most.', '', ARRAY['晋财购〔2021〕24号']::text[], '{}', false),
  ('STANDARD', 'PROVINCE', '31', '上海市', 'Shanghai', '', '社区公益服务项目绩效评估导则（上海市地方标准 DB31）', 'Performance Evaluation of Community Public-benefit Services (Shanghai standard DB31)', '上海市', 'Shanghai', NULL, NULL, NULL, NULL, '社区公益服务项目怎样评估：评分系数分高、中、低三档，预算调整以百分之五、百分之十为界，挪用项目资金的总分为零。', 'How community services are evaluated: factors in three bands, budget changes weighed at five and ten per cent, and no points at all where money was misused.', '', ARRAY['社区公益服务项目绩效评估导则']::text[], '{}', false),
  ('NOTICE', 'CITY', '4401', '广州市', 'Guangzhou', '', '广州市社会组织公益创投活动规定', 'Rules of Guangzhou’s Venture Calls for Social Organizations', '广州市民政局', 'Civil Affairs Bureau of Guangzhou', NULL, NULL, NULL, NULL, '资助不超过预算的六成；2020 年起人员经费不超过资助额的三成；结束后一个月内申请验收，结余收回。', 'A grant is at most sixty per cent of the budget; since 2020 staff take at most thirty per cent of it; acceptance is asked for within a month of the end, what is left goes back.', 'http://mzj.gz.gov.cn/gk/wgkzl/jcgk/content/post_9359005.html', ARRAY['广州市社会组织公益创投活动', '徐州、广州公益创投办法']::text[], '{}', false),
  ('NOTICE', 'CITY', '4419', '东莞市', 'Dongguan', '', '东莞市履行《民政部、广东省人民政府共同推进珠江三角洲地区民政工作改革发展协议》试点方案', 'Dongguan’s Pilot Plan for the Agreement on Civil Affairs in the Pearl River Delta', '东莞市人民政府办公室', 'General Office of the People’s Government of Dongguan', NULL, NULL, NULL, NULL, '用政府购买服务支持社区社会组织，建孵化基地，深圳、东莞、惠州三地评估互认和诚信记录公共查阅，专职人员先培训后上岗。', 'Community organizations are supported by purchase of services; incubators; ratings recognized and credit records open across Shenzhen, Dongguan and Huizhou; staff are trained before they take a post.', '', ARRAY['东莞市履行']::text[], ARRAY['credit_rule', 'incubator_rule', 'recognition', 'staff_post_rule']::text[], false),
  ('NOTICE', 'DISTRICT', '330302', '温州市鹿城区', 'Lucheng, Wenzhou', '', '温州市鹿城区民政局“基层基础年”活动实施方案', 'Plan of the Civil Affairs Bureau of Lucheng, Wenzhou, for the Year of the Grassroots', '温州市鹿城区民政局', 'Civil Affairs Bureau of Lucheng, Wenzhou', 2010, '2010-03-23', NULL, NULL, '社区恳谈会、协调会、听证会、评议会，居务公开，工作事项准入；每季度经牵头领导审阅后向领导小组办公室书面报告一次。', 'Consultations, coordination, hearings and appraisals in communities, open affairs, admission of tasks; once a quarter a written report to the office of the leading group, read by the lead first.', '', ARRAY['领导小组工作要求']::text[], ARRAY['assembly_rule', 'post_price_rule']::text[], false);
