/**
 * For every address with open places, which thing of the demonstration is asked for: one statement each, whose columns are named as the places
 * are. The first whose beginning fits holds. Things of the organization `organization` and the body `body` (tables of one row) come first, so
 * that everybody's standing towards them is known; what nobody there has is somebody else's, and what the demonstration lacks is not there.
 */
const own = (table: string, columns: string, more = '') =>
  `SELECT ${columns} FROM ${table} WHERE x.body_id IN (SELECT id FROM body_asked) ${more} ORDER BY x.id LIMIT 1`

/** A project of both, for it stands between the two sides. */
const project = `(SELECT x.* FROM project x ORDER BY (x.organization_id IN (SELECT id FROM organization_asked))::int DESC, (x.body_id IN (SELECT id FROM body_asked))::int DESC, x.id)`
const ofProject = (table: string, columns: string, first = 'x.id') =>
  `SELECT ${columns} FROM ${table} x JOIN project p ON p.id = x.project_id ORDER BY (p.organization_id IN (SELECT id FROM organization_asked))::int DESC, (p.body_id IN (SELECT id FROM body_asked))::int DESC, ${first}, x.id LIMIT 1`
const openedBid = `SELECT b.call_id AS "callId", b.id AS "bidId", coalesce((SELECT f->>'fileId' FROM jsonb_array_elements(o.content->'files') f LIMIT 1), gen_random_uuid()::text) AS "fileId"
  FROM opened_bid o JOIN bid b ON b.id = o.bid_id JOIN call c ON c.id = b.call_id
  WHERE c.body_id IN (SELECT id FROM body_asked) AND NOT c.is_rehearsal
  ORDER BY (b.organization_id IN (SELECT id FROM organization_asked))::int DESC, jsonb_array_length(o.content->'files') DESC, b.id LIMIT 1`
const ofBody = (state: string, more = '') =>
  `SELECT x.id AS "callId", x.id, x.call_no AS "callNo" FROM call x WHERE x.body_id IN (SELECT id FROM body_asked) AND x.state = '${state}' AND NOT x.is_rehearsal ${more} ORDER BY x.id LIMIT 1`
const draft = ofBody('DRAFT', `AND x.regime = 'VENTURE'`)
const scoring = ofBody('SCORING')
/** A bid whose budget is looked through, of the organization asked. */
const reviewedBid = `SELECT b.call_id AS "callId", b.id AS "bidId" FROM budget_review r JOIN bid b ON b.id = r.bid_id JOIN call c ON c.id = b.call_id
  WHERE c.body_id IN (SELECT id FROM body_asked) ORDER BY (b.organization_id IN (SELECT id FROM organization_asked))::int DESC, b.id LIMIT 1`
/** A bid that is sealed and not yet opened. */
const sealedBid = `SELECT b.call_id AS "callId", b.id AS "bidId", c.call_no AS "callNo" FROM bid b JOIN call c ON c.id = b.call_id
  WHERE b.state = 'SEALED' AND c.state = 'PUBLISHED' AND NOT c.is_rehearsal
  ORDER BY (c.body_id IN (SELECT id FROM body_asked))::int DESC, (b.organization_id IN (SELECT id FROM organization_asked))::int DESC, b.id LIMIT 1`
const singleSource = ofBody('NOTICED', 'AND x.id IN (SELECT call_id FROM single_source)')
const matched = `SELECT p.id FROM project p WHERE p.body_id IN (SELECT id FROM body_asked) AND EXISTS (SELECT 1 FROM cofunding c WHERE c.project_id = p.id) ORDER BY p.id LIMIT 1`
const drafting = [
  'edit',
  'conditions',
  'posts',
  'fees',
  'matching',
  'form',
  'criteria',
  'scoring',
  'plan',
  'documents',
  'keyholders',
]

const theOrganization = 'SELECT id, id AS "organizationId" FROM organization_asked'
const nothing = `SELECT gen_random_uuid() AS id`
const word = (name: string, value: string) => `SELECT '${value}' AS "${name}"`

export const things: readonly (readonly [address: string, statement: string])[] = [
  ['/organizations/:id', theOrganization],
  ['/guides/:role', word('role', 'owner')],
  ['/search/letters/:token', word('token', 'a'.repeat(43))],
  ['/follows/letters/:token', word('token', 'a'.repeat(43))],
  [
    '/open-data/ocds/records/:file',
    `SELECT 'ocds-000000-' || call_no || '.json' AS file FROM call WHERE state = 'AWARDED' AND NOT is_rehearsal ORDER BY id LIMIT 1`,
  ],
  [
    '/api/v1/:list',
    `SELECT 'calls' AS list, call_no AS key FROM call WHERE state = 'AWARDED' AND NOT is_rehearsal ORDER BY id LIMIT 1`,
  ],
  ['/sitemaps/:file', word('file', 'pages.xml')],
  ['/needs/:needNo', `SELECT need_no AS "needNo" FROM need WHERE need_no IS NOT NULL ORDER BY id LIMIT 1`],
  [
    '/bureau/needs/:needId',
    `SELECT x.id AS "needId" FROM need x ORDER BY (x.state = 'RECEIVED')::int DESC, (x.body_id IN (SELECT id FROM body_asked))::int DESC NULLS LAST, x.id LIMIT 1`,
  ],
  ['/venues/:venueId', own('venue x', 'x.id AS "venueId"')],
  ['/bureau/venues/:venueId', own('venue x', 'x.id AS "venueId"')],
  ['/meetings/:meetingId', own('meeting x', 'x.id AS "meetingId"')],
  ['/bureau/meetings/:meetingId', own('meeting x', 'x.id AS "meetingId"')],
  ['/policies/:id', 'SELECT id FROM policy_document ORDER BY id LIMIT 1'],
  ['/admin/policies/:id', 'SELECT id FROM policy_document ORDER BY id LIMIT 1'],
  ['/single-source/:callId', 'SELECT call_id AS "callId" FROM single_source ORDER BY 1 LIMIT 1'],
  ['/rules/:code/:version', 'SELECT code, version::text FROM rule_book ORDER BY code, version LIMIT 1'],
  ...['budget-review', 'advice', 'diligence'].map(
    (page) => [`/bureau/calls/:callId/bids/:bidId/${page}`, reviewedBid] as const,
  ),
  ...['stages', 'pitch'].map((page) => [`/bureau/calls/:callId/${page}`, reviewedBid] as const),
  ...['single-source', 'negotiation'].map((page) => [`/bureau/calls/:callId/${page}`, singleSource] as const),
  ['/bureau/calls/:callId/bids/:bidId', openedBid],
  ['/bureau/calls/:callId/form/:code', `SELECT d."callId", 'new' AS code FROM (${draft}) d`],
  ...drafting.map((page) => [`/bureau/calls/:callId/${page}`, draft] as const),
  ['/bureau/calls/:callId', openedBid],
  ['/bureau/calls/:id', `SELECT "callId" AS id FROM (${openedBid}) o`],
  ['/calls/:callNo', `SELECT call_no AS "callNo" FROM call WHERE id = (SELECT "callId"::uuid FROM (${openedBid}) o)`],
  [
    '/ngo/calls/:callNo',
    `SELECT call_no AS "callNo" FROM call WHERE state = 'PUBLISHED' AND NOT is_rehearsal ORDER BY id LIMIT 1`,
  ],
  ['/bureau/post-prices/:ruleId', own('post_price_rule x', 'x.id AS "ruleId"')],
  [
    '/ngo/partnerships/:bidId/:organizationId',
    'SELECT bid_id AS "bidId", organization_id AS "organizationId" FROM bid_partner ORDER BY 1, 2 LIMIT 1',
  ],
  ...['budget-review', 'advice'].map((page) => [`/ngo/bids/:bidId/${page}`, reviewedBid] as const),
  ['/ngo/bids/:bidId', `SELECT o.*, o."bidId" AS id FROM (${openedBid}) o`],
  ['/ngo/bids/:id', `SELECT o."bidId" AS id FROM (${openedBid}) o`],
  ['/admin/data-requests/:id', 'SELECT id FROM data_request ORDER BY id LIMIT 1'],
  ['/privacy/requests/:token', word('token', 'a'.repeat(43))],
  ['/confirm/:token', word('token', 'a'.repeat(43))],
  ['/reset/:token', word('token', 'a'.repeat(43))],
  ['/invitations/:token', word('token', 'a'.repeat(43))],
  [
    '/inbox/:id',
    `SELECT m.id FROM message m JOIN account a ON a.id = m.account_id WHERE a.email = 'owner@demo.example' ORDER BY m.id LIMIT 1`,
  ],
  ['/projects/:projectNo', `SELECT project_no AS "projectNo" FROM ${project} x LIMIT 1`],
  ['/bureau/projects/:id/cofunding', matched],
  ['/bureau/projects/:id', `SELECT id, 'csv' AS format FROM ${project} x LIMIT 1`],
  ['/oversight/projects/:id', `SELECT id FROM ${project} x LIMIT 1`],
  ['/ngo/projects/:id/amendments/:part', `SELECT id, 'budget' AS part FROM ${project} x LIMIT 1`],
  ['/ngo/projects/:id/activities/:sessionId', ofProject('service_session', 'p.id, x.id AS "sessionId"')],
  [
    '/ngo/projects/:id/voice/:sessionId',
    ofProject('service_session', 'p.id, x.id AS "sessionId"', 'x.code_count DESC'),
  ],
  ['/ngo/projects/:id', `SELECT id, 'csv' AS format FROM ${project} x LIMIT 1`],
  ['/ngo/quarterly/:id', ofProject('quarterly_report', 'x.id')],
  ['/bureau/quarterly/:id', ofProject('quarterly_report', 'x.id')],
  ['/bureau/milestones/:id', ofProject('milestone', 'x.id')],
  ['/ngo/milestones/:id', ofProject('milestone', 'x.id')],
  ['/agreements/:id', `SELECT x.id FROM contract_party x ORDER BY x.id LIMIT 1`],
  ['/bureau/amendments/:id', 'SELECT x.id FROM amendment x ORDER BY x.id LIMIT 1'],
  ['/ngo/amendments/:id', 'SELECT x.id FROM amendment x ORDER BY x.id LIMIT 1'],
  ['/bureau/expenses/:id', ofProject('expense', 'x.id')],
  ['/ngo/expenses/:id', ofProject('expense', 'x.id')],
  ['/ngo/handovers/:id', ofProject('handover', 'x.id')],
  ['/appeals/:id', own('appeal x', 'x.id', `AND x.state = 'OPEN'`)],
  ['/bureau/appeals/:id', own('appeal x', 'x.id')],
  ['/gifts/:code', word('code', 'AAAA-AAAA-AAAA-AAAA')],
  ['/pledges/:code', word('code', 'AAAA-AAAA-AAAA-AAAA')],
  ['/voice/:code', word('code', 'AAAA-AAAA-AAAA')],
  ['/volunteering/certificates/:code', word('code', 'AAAA-AAAA-AAAA-AAAA')],
  ['/volunteering/mine/:code', word('code', 'AAAA-AAAA-AAAA-AAAA')],
  ['/volunteering/:id', 'SELECT id FROM callout ORDER BY id LIMIT 1'],
  ['/finance/donations/:id', own('pledge x', 'x.id')],
  ['/finance/funds/:id', own('fund x', `x.id, extract(year FROM now())::int::text AS year, 'csv' AS format`)],
  ['/finance/releases/:trancheId', ofProject('tranche', 'x.id AS "trancheId"')],
  ['/finance/books/:id', own('ledger_book x', `x.id, 'csv' AS format`)],
  ['/finance/statement/:format', word('format', 'csv')],
  ['/finance/organizations/:id', `SELECT id, 'csv' AS format FROM organization_asked`],
  ['/imports/:id', `SELECT x.id, 'csv' AS format FROM import_draft x ORDER BY x.id LIMIT 1`],
  ['/import-templates/:kind/:format', `SELECT 'STAFF' AS kind, 'csv' AS format`],
  [
    '/ngo/staff/:id',
    `SELECT x.id FROM staff_member x ORDER BY (x.organization_id IN (SELECT id FROM organization_asked))::int DESC, x.id LIMIT 1`,
  ],
  [
    '/ngo/callouts/:id',
    `SELECT x.id FROM callout x ORDER BY (x.organization_id IN (SELECT id FROM organization_asked))::int DESC, x.id LIMIT 1`,
  ],
  ['/ngo/organizations/:id', `SELECT id, 'csv' AS format FROM organization_asked`],
  ['/bureau/organizations/:id', theOrganization],
  [
    '/incubators/:id',
    'SELECT id FROM incubator ORDER BY (body_id IN (SELECT id FROM body_asked))::int DESC NULLS LAST, id LIMIT 1',
  ],
  [
    '/bureau/incubators/:id',
    'SELECT id FROM incubator WHERE body_id IS NOT NULL ORDER BY (body_id IN (SELECT id FROM body_asked))::int DESC, id LIMIT 1',
  ],
  ['/trainings/:id', 'SELECT id FROM incubator_training ORDER BY id LIMIT 1'],
  [
    '/incubation/:id',
    `SELECT x.id FROM incubation x JOIN incubator i ON i.id = x.incubator_id ORDER BY (i.body_id IN (SELECT id FROM body_asked))::int DESC NULLS LAST, x.id LIMIT 1`,
  ],
  [
    '/bureau/incubations/:id',
    `SELECT x.id FROM incubation x JOIN incubator i ON i.id = x.incubator_id ORDER BY (i.body_id IN (SELECT id FROM body_asked))::int DESC NULLS LAST, x.id LIMIT 1`,
  ],
  [
    '/ratings/:id',
    'SELECT id FROM rating_application ORDER BY (body_id IN (SELECT id FROM body_asked))::int DESC, id LIMIT 1',
  ],
  ['/bureau/ratings/enter/:organizationId', theOrganization],
  [
    '/bureau/ratings/:id',
    'SELECT id FROM rating_application ORDER BY (body_id IN (SELECT id FROM body_asked))::int DESC, id LIMIT 1',
  ],
  [
    '/bureau/inspection/:id',
    `SELECT id FROM annual_report ORDER BY (state NOT IN ('OPEN', 'RETURNED'))::int DESC, (body_id IN (SELECT id FROM body_asked))::int DESC, id LIMIT 1`,
  ],
  [
    '/ngo/annual-reports/:id',
    `SELECT id FROM annual_report ORDER BY (organization_id IN (SELECT id FROM organization_asked))::int DESC, id LIMIT 1`,
  ],
  ['/bureau/supervision/:organizationId', theOrganization],
  ['/bureau/credit/:organizationId', theOrganization],
  [
    '/indicators/:code',
    `SELECT r.code, 'csv' AS format FROM region r JOIN body b ON b.region_id = r.id WHERE b.id IN (SELECT id FROM body_asked)`,
  ],
  [
    '/districts/:code',
    `SELECT r.code, 'csv' AS format FROM region r JOIN body b ON b.region_id = r.id WHERE b.id IN (SELECT id FROM body_asked)`,
  ],
  ['/bureau/burden/:format', word('format', 'csv')],
  [
    '/responsibilities/:id',
    'SELECT id FROM assignment WHERE issued_at IS NOT NULL ORDER BY (body_id IN (SELECT id FROM body_asked))::int DESC, id LIMIT 1',
  ],
  [
    '/bureau/responsibilities/:id',
    'SELECT id FROM assignment ORDER BY (body_id IN (SELECT id FROM body_asked))::int DESC, id LIMIT 1',
  ],
  [
    '/bureau/responsibility-reports/:id',
    `SELECT x.id FROM assignment_report x JOIN assignment a ON a.id = x.assignment_id ORDER BY (a.body_id IN (SELECT id FROM body_asked))::int DESC, x.id LIMIT 1`,
  ],
  ['/statistics/:picture/:format', `SELECT 'money' AS picture, 'csv' AS format`],
  ['/funds/:id', own('fund x', 'x.id')],
  ['/observations/:id', ofProject('observation', 'x.id')],
  ['/evaluations/:id', ofProject('evaluation', 'x.id')],
  ['/bureau/evaluations/:id', ofProject('evaluation', 'x.id')],
  ['/ngo/evaluations/:id', ofProject('evaluation', 'x.id')],
  ['/panel/invitations/:placeId', `SELECT x.id AS "placeId" FROM draw_place x ORDER BY x.id LIMIT 1`],
  [
    '/panel/:callId',
    `SELECT b.call_id AS "callId", b.id AS "bidId", coalesce((SELECT f->>'fileId' FROM jsonb_array_elements(o.content->'files') f LIMIT 1), gen_random_uuid()::text) AS "fileId"
    FROM opened_bid o JOIN bid b ON b.id = o.bid_id JOIN call c ON c.id = b.call_id JOIN panel p ON p.call_id = c.id
      JOIN seat s ON s.panel_id = p.id JOIN expert e ON e.id = s.expert_id JOIN account a ON a.id = e.account_id AND a.email = 'expert@demo.example'
    ORDER BY jsonb_array_length(o.content->'files') DESC, b.id LIMIT 1`,
  ],
  [
    '/remedies/:id',
    `SELECT x.id FROM remedy x ORDER BY (x.organization_id IN (SELECT id FROM organization_asked))::int DESC NULLS LAST, x.id LIMIT 1`,
  ],
  ['/admin/accounts/:id', `SELECT id FROM account WHERE email = 'owner@demo.example'`],
  ['/admin/audit/file/:format', word('format', 'csv')],
  ['/admin/templates/:template', word('template', 'confirmEmail')],
  ['/admin/messages/:id', 'SELECT id FROM message ORDER BY id LIMIT 1'],
  ['/files/:fileId', nothing],
]

/** Things in other states, which are asked for as well: what is not open yet. */
export const furtherThings: readonly (readonly [address: string, what: string, statement: string])[] = [
  ['/calls/:callNo/sealed-bids.txt', 'before the deadline', sealedBid],
  ['/calls/:callNo/opening', 'before the deadline', sealedBid],
  ['/calls/:callNo/opening-record.json', 'before the deadline', sealedBid],
  ['/bureau/calls/:callId/opening', 'before the deadline', sealedBid],
  ['/bureau/calls/:callId/bids/:bidId', 'before the deadline', sealedBid],
  ['/ngo/bids/:bidId', 'before the deadline', sealedBid],
  ['/ngo/bids/:bidId/receipt', 'before the deadline', sealedBid],
  ['/ngo/bids/:bidId/content', 'before the deadline', sealedBid],
  ['/calls/:callNo/result', 'while it is scored', scoring],
  ['/calls/:callNo/decision-record.json', 'while it is scored', scoring],
  ['/bureau/calls/:id/result', 'while it is scored', scoring],
  ['/bureau/calls/:id/report', 'while it is scored', scoring],
  ['/bureau/calls/:callId/review', 'while it is scored', scoring],
  ['/bureau/calls/:callId', 'draft', draft],
  [
    '/projects/:projectNo',
    'being prepared',
    `SELECT x.project_no AS "projectNo" FROM project x WHERE x.state = 'PREPARING' AND x.body_id IN (SELECT id FROM body_asked) ORDER BY x.id LIMIT 1`,
  ],
  [
    '/needs/:needNo',
    'not read yet',
    `SELECT need_no AS "needNo" FROM need WHERE state = 'RECEIVED' ORDER BY id LIMIT 1`,
  ],
  ['/ratings/:id', 'not decided', 'SELECT id FROM rating_application WHERE decided_at IS NULL ORDER BY id LIMIT 1'],
]
