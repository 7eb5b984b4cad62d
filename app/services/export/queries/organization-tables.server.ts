import type { ExportColumn, ExportTable, ExportValue, organizationTables } from '#app/domain/export/table.ts'
import { unlockDraft } from '#app/services/bid/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { readNumber } from '#app/services/staff/store.server.ts'
import { readContact } from '#app/services/volunteer/store.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { columns, type Query, readTables } from './read-tables.server.ts'

type Kind = (typeof organizationTables)[number]
const bodyName = Prisma.sql`jsonb_build_object('zh', b.name_zh, 'en', b.name_en)`

/** Each kind of thing an organization has here, as its own people see it on their pages; what bodies keep to themselves is not in it. */
const queries = (id: string): Record<Exclude<Kind, 'bids'>, Query> => ({
  profile: {
    columns: columns({
      name: 'text',
      nameEn: 'text',
      kind: 'organization.public.kind',
      creditCode: 'text',
      state: 'text',
      region: 'text',
      foundedOn: 'day',
      legalRepresentative: 'text',
      supervisingUnit: 'text',
      businessScope: 'text',
      registered: 'fen',
      spaceSqm: 'number',
      venues: 'text',
      taxStatus: 'organization.tax',
      taxExemptUntil: 'day',
      fields: 'text',
      introduction: 'text',
      address: 'text',
      contactName: 'text',
      phone: 'text',
      website: 'text',
      at: 'instant',
    }),
    sql: Prisma.sql`SELECT o.name, o.name_en AS "nameEn", o.kind::text, o.credit_code AS "creditCode", o.state::text, r.name_zh AS region, o.founded_on::text AS "foundedOn",
      o.legal_representative AS "legalRepresentative", o.supervising_unit AS "supervisingUnit", o.business_scope AS "businessScope", o.registered_fen::text AS registered,
      o.space_sqm AS "spaceSqm", o.venues, o.tax_status AS "taxStatus", o.tax_exempt_until::text AS "taxExemptUntil", array_to_string(o.fields, ', ') AS fields, o.introduction, o.address,
      o.contact_name AS "contactName", o.contact_phone AS phone, o.website, o.created_at AS at FROM organization o JOIN region r ON r.id = o.region_id WHERE o.id = ${id}::uuid`,
  },
  names: {
    columns: columns({ name: 'text', fromOn: 'day', untilOn: 'day', documentNo: 'text' }),
    sql: Prisma.sql`SELECT name, from_on::text AS "fromOn", until_on::text AS "untilOn", document_no AS "documentNo" FROM organization_former_name WHERE organization_id = ${id}::uuid ORDER BY until_on`,
  },
  members: {
    columns: columns({ name: 'text', email: 'text', role: 'account.organizationRole', at: 'instant' }),
    sql: Prisma.sql`SELECT a.name, a.email::text, m.role::text, m.created_at AS at FROM organization_membership m JOIN account a ON a.id = m.account_id WHERE m.organization_id = ${id}::uuid ORDER BY m.created_at, m.id`,
  },
  documents: {
    columns: columns({
      kind: 'application.documentKind',
      title: 'text',
      number: 'text',
      issuedOn: 'day',
      validUntil: 'day',
      isPublic: 'yes',
      at: 'instant',
      file: 'text',
    }),
    sql: Prisma.sql`SELECT d.kind::text, d.title, d.number, d.issued_on::text AS "issuedOn", d.valid_until::text AS "validUntil", d.is_public AS "isPublic", d.added_at AS at, f.name AS file
      FROM organization_document d JOIN file f ON f.id = d.file_id WHERE d.organization_id = ${id}::uuid ORDER BY d.added_at, d.id`,
  },
  staff: {
    columns: columns({
      id: 'text',
      name: 'text',
      post: 'staff.post',
      postTitle: 'text',
      fromOn: 'day',
      untilOn: 'day',
      consentHow: 'staff.consentHow',
      consentOn: 'day',
      at: 'instant',
    }),
    sql: Prisma.sql`SELECT id::text, name, post, post_title AS "postTitle", from_on::text AS "fromOn", until_on::text AS "untilOn", consent_how AS "consentHow", consent_on::text AS "consentOn", recorded_at AS at
      FROM staff_member WHERE organization_id = ${id}::uuid ORDER BY from_on, id`,
  },
  certificates: {
    columns: columns({
      of: 'text',
      name: 'text',
      kind: 'staff.certificate',
      number: 'text',
      issuedOn: 'day',
      validUntil: 'day',
    }),
    sql: Prisma.sql`SELECT s.id::text AS of, s.name, c.kind, c.number_sealed AS sealed, c.issued_on::text AS "issuedOn", c.valid_until::text AS "validUntil"
      FROM staff_certificate c JOIN staff_member s ON s.id = c.staff_id WHERE s.organization_id = ${id}::uuid AND c.withdrawn_at IS NULL ORDER BY c.issued_on, c.id`,
    finish: ({ keys }, { sealed, ...row }) => ({ ...row, number: readNumber(keys, String(row['of']), bytes(sealed)) }),
  },
  trainings: {
    columns: columns({ of: 'text', name: 'text', heldOn: 'day', title: 'text', hours: 'number' }),
    sql: Prisma.sql`SELECT s.id::text AS of, s.name, t.held_on::text AS "heldOn", t.title, t.hours::float8 AS hours
      FROM staff_training t JOIN staff_member s ON s.id = t.staff_id WHERE s.organization_id = ${id}::uuid AND t.withdrawn_at IS NULL ORDER BY t.held_on, t.id`,
  },
  volunteers: {
    columns: columns({
      id: 'text',
      name: 'text',
      phone: 'text',
      email: 'text',
      consentHow: 'staff.consentHow',
      consentOn: 'day',
      at: 'instant',
    }),
    sql: Prisma.sql`SELECT id::text, name, contact_sealed AS sealed, consent_how AS "consentHow", consent_on::text AS "consentOn", recorded_at AS at FROM volunteer WHERE organization_id = ${id}::uuid ORDER BY recorded_at, id`,
    finish: ({ keys }, { sealed, ...row }) => ({ ...row, ...readContact(keys, String(row['id']), bytes(sealed)) }),
  },
  callouts: {
    columns: columns({
      id: 'text',
      title: 'text',
      about: 'text',
      place: 'text',
      startsAt: 'instant',
      endsAt: 'instant',
      seats: 'number',
      cancelledAt: 'instant',
      reason: 'text',
    }),
    sql: Prisma.sql`SELECT id::text, title, about, place, starts_at AS "startsAt", ends_at AS "endsAt", seats, cancelled_at AS "cancelledAt", cancelled_reason AS reason FROM callout WHERE organization_id = ${id}::uuid ORDER BY starts_at, id`,
  },
  hours: {
    columns: columns({
      title: 'text',
      of: 'text',
      name: 'text',
      startsAt: 'instant',
      hours: 'number',
      points: 'number',
      at: 'instant',
      confirmedAt: 'instant',
      cancelledAt: 'instant',
    }),
    sql: Prisma.sql`SELECT c.title, v.id::text AS of, v.name, c.starts_at AS "startsAt", s.hours::float8 AS hours, s.rating AS points, s.signed_up_at AS at, s.confirmed_at AS "confirmedAt", s.cancelled_at AS "cancelledAt"
      FROM volunteer_signup s JOIN callout c ON c.id = s.callout_id JOIN volunteer v ON v.id = s.volunteer_id WHERE c.organization_id = ${id}::uuid ORDER BY c.starts_at, s.id`,
  },
  questions: {
    columns: columns({ callNo: 'text', text: 'text', at: 'instant', answer: 'text', answeredAt: 'instant' }),
    sql: Prisma.sql`SELECT c.call_no AS "callNo", q.text, q.asked_at AS at, q.answer, q.answered_at AS "answeredAt" FROM call_question q JOIN call c ON c.id = q.call_id WHERE q.organization_id = ${id}::uuid ORDER BY q.asked_at, q.id`,
  },
  projects: {
    columns: columns({
      projectNo: 'text',
      title: 'text',
      summary: 'text',
      body: 'text',
      field: 'common.field',
      amount: 'fen',
      startsOn: 'day',
      endsOn: 'day',
      state: 'project.state',
      contractNo: 'text',
      signedAt: 'instant',
    }),
    sql: Prisma.sql`SELECT p.project_no AS "projectNo", p.title, p.summary, ${bodyName} AS body, p.field::text, p.amount_fen::text AS amount, p.starts_on::text AS "startsOn", p.ends_on::text AS "endsOn", p.state::text,
      k.contract_no AS "contractNo", k.signed_at AS "signedAt" FROM project p JOIN body b ON b.id = p.body_id JOIN contract k ON k.id = p.contract_id WHERE p.organization_id = ${id}::uuid ORDER BY p.project_no`,
  },
  milestones: {
    columns: columns({
      projectNo: 'text',
      position: 'number',
      title: 'text',
      deliverable: 'text',
      dueOn: 'day',
      state: 'milestone.state',
    }),
    sql: Prisma.sql`SELECT p.project_no AS "projectNo", m.position, m.title, m.deliverable, m.due_on::text AS "dueOn", m.state::text FROM milestone m JOIN project p ON p.id = m.project_id WHERE p.organization_id = ${id}::uuid ORDER BY p.project_no, m.position`,
  },
  reports: {
    columns: columns({
      projectNo: 'text',
      position: 'number',
      number: 'number',
      state: 'report.state',
      narrative: 'text',
      submittedAt: 'instant',
      decidedAt: 'instant',
      reason: 'text',
    }),
    sql: Prisma.sql`SELECT p.project_no AS "projectNo", m.position, r.number, r.state::text, r.narrative, r.submitted_at AS "submittedAt", r.decided_at AS "decidedAt", r.decision_reason AS reason
      FROM report r JOIN milestone m ON m.id = r.milestone_id JOIN project p ON p.id = m.project_id WHERE p.organization_id = ${id}::uuid ORDER BY p.project_no, m.position, r.number`,
  },
  figures: {
    columns: columns({
      projectNo: 'text',
      position: 'number',
      number: 'number',
      name: 'text',
      unit: 'text',
      target: 'number',
      actual: 'number',
    }),
    sql: Prisma.sql`SELECT p.project_no AS "projectNo", m.position, r.number, i.name, i.unit, i.target::float8 AS target, f.actual::float8 AS actual
      FROM figure f JOIN indicator i ON i.id = f.indicator_id JOIN report r ON r.id = f.report_id JOIN milestone m ON m.id = r.milestone_id JOIN project p ON p.id = m.project_id WHERE p.organization_id = ${id}::uuid ORDER BY p.project_no, m.position, r.number, i.position`,
  },
  activities: {
    columns: columns({
      projectNo: 'text',
      heldOn: 'day',
      title: 'text',
      place: 'text',
      people: 'number',
      minutes: 'number',
      at: 'instant',
    }),
    sql: Prisma.sql`SELECT p.project_no AS "projectNo", s.held_on::text AS "heldOn", s.title, s.place, s.attendance AS people, s.minutes, s.made_at AS at FROM service_session s JOIN project p ON p.id = s.project_id WHERE p.organization_id = ${id}::uuid ORDER BY s.held_on, s.id`,
  },
  payments: {
    columns: columns({
      projectNo: 'text',
      position: 'number',
      amount: 'fen',
      state: 'tranche.state',
      paidAt: 'instant',
      reference: 'text',
      receipt: 'release.receipt',
      receivedAt: 'instant',
    }),
    sql: Prisma.sql`SELECT p.project_no AS "projectNo", m.position, coalesce(x.amount_fen, t.amount_fen)::text AS amount, t.state::text, t.released_at AS "paidAt", x.payment_ref AS reference,
      (SELECT c.state::text FROM receipt c WHERE c.tranche_id = t.id ORDER BY c.said_at DESC, c.id DESC LIMIT 1) AS receipt, (SELECT c.said_at FROM receipt c WHERE c.tranche_id = t.id ORDER BY c.said_at DESC, c.id DESC LIMIT 1) AS "receivedAt"
      FROM tranche t JOIN milestone m ON m.id = t.milestone_id JOIN project p ON p.id = t.project_id LEFT JOIN payment_order x ON x.tranche_id = t.id AND t.released_at IS NOT NULL WHERE p.organization_id = ${id}::uuid ORDER BY p.project_no, m.position, x.source`,
  },
  expenses: {
    columns: columns({
      projectNo: 'text',
      kind: 'claim.kind',
      spentOn: 'day',
      payee: 'text',
      purpose: 'text',
      amount: 'fen',
      invoiceNo: 'text',
      state: 'claim.state',
      at: 'instant',
    }),
    sql: Prisma.sql`SELECT p.project_no AS "projectNo", e.kind::text, e.spent_on::text AS "spentOn", e.payee, e.purpose, e.amount_fen::text AS amount, e.invoice_no AS "invoiceNo", e.state::text, e.entered_at AS at FROM expense e JOIN project p ON p.id = e.project_id WHERE p.organization_id = ${id}::uuid ORDER BY p.project_no, e.spent_on, e.id`,
  },
  ratings: {
    columns: columns({ grade: 'number', documentNo: 'text', decidedOn: 'day', validFrom: 'day', validUntil: 'day' }),
    sql: Prisma.sql`SELECT grade, document_no AS "documentNo", decided_on::text AS "decidedOn", valid_from::text AS "validFrom", valid_until::text AS "validUntil" FROM rating_decision WHERE organization_id = ${id}::uuid AND confirmed_at IS NOT NULL AND withdrawn_at IS NULL ORDER BY valid_from`,
  },
  annualReports: {
    columns: columns({
      year: 'number',
      state: 'inspection.state',
      dueOn: 'day',
      submittedAt: 'instant',
      conclusion: 'credit.conclusion',
      documentNo: 'text',
      content: 'raw',
    }),
    sql: Prisma.sql`SELECT year, state::text, due_on::text AS "dueOn", submitted_at AS "submittedAt", conclusion, CASE WHEN conclusion IS NULL THEN '' ELSE document_no END AS "documentNo", content FROM annual_report WHERE organization_id = ${id}::uuid ORDER BY year`,
  },
  supervision: {
    columns: columns({ kind: 'inspection.kind', heldOn: 'day', body: 'text', summary: 'text', documentNo: 'text' }),
    sql: Prisma.sql`SELECT s.kind, s.happened_on::text AS "heldOn", ${bodyName} AS body, s.summary, s.document_no AS "documentNo" FROM supervision_record s JOIN body b ON b.id = s.body_id WHERE s.organization_id = ${id}::uuid ORDER BY s.happened_on, s.id`,
  },
  credit: {
    columns: columns({
      kind: 'credit.kind',
      heldOn: 'day',
      body: 'text',
      legalBasis: 'text',
      documentNo: 'text',
      summary: 'text',
      amount: 'fen',
      validUntil: 'day',
    }),
    sql: Prisma.sql`SELECT e.kind, e.happened_on::text AS "heldOn", ${bodyName} AS body, e.legal_basis AS "legalBasis", e.document_no AS "documentNo", e.summary, e.fine_fen::text AS amount, e.valid_until::text AS "validUntil"
      FROM credit_event e JOIN body b ON b.id = e.body_id WHERE e.organization_id = ${id}::uuid AND e.confirmed_at IS NOT NULL AND e.withdrawn_at IS NULL ORDER BY e.happened_on, e.id`,
  },
  // Done by its own people: what others enter about it is theirs to show.
  deeds: {
    columns: columns({ at: 'instant', name: 'text', deed: 'text' }),
    sql: Prisma.sql`SELECT e.at, e.actor_name AS name, e.type AS deed FROM audit_event e WHERE e.organization_id = ${id}::uuid
      AND EXISTS (SELECT 1 FROM organization_membership m WHERE m.organization_id = e.organization_id AND m.account_id = e.actor_id) ORDER BY e.at, e.id`,
  },
  files: {
    columns: columns({
      id: 'text',
      name: 'text',
      mediaType: 'text',
      size: 'number',
      sha256: 'text',
      isSealed: 'yes',
      at: 'instant',
    }),
    sql: Prisma.sql`SELECT id::text, name, media_type AS "mediaType", size, sha256, is_encrypted AS "isSealed", created_at AS at FROM file WHERE organization_id = ${id}::uuid ORDER BY created_at, id`,
  },
})
const bytes = (value: unknown) => (value instanceof Uint8Array ? value : null)

const bidColumns: readonly ExportColumn[] = columns({
  callNo: 'text',
  title: 'text',
  state: 'bid.state',
  sealedAt: 'instant',
  receiptNo: 'text',
  contentSha256: 'text',
  openedAt: 'instant',
  withdrawnAt: 'instant',
  price: 'fen',
  isReadable: 'yes',
  content: 'raw',
})

/**
 * Bids with what they say, where that can be read: a draft, or a bid that was opened. What is sealed is a receipt and a checksum: the key of
 * its call is in the hands of its keyholders, and the retrieval code in those of the organization.
 */
async function readBids(tx: Tx, ctx: Context, organizationId: string): Promise<ExportTable> {
  const rows = await tx.bid.findMany({
    where: { organizationId },
    orderBy: { createdAt: 'asc' },
    include: {
      call: { select: { callNo: true, title: true } },
      draft: { select: { sealed: true, content: true } },
      envelope: { select: { receiptNo: true, contentSha256: true } },
      opened: { select: { content: true, priceFen: true } },
    },
  })
  const contentOf = ({ id, draft, opened }: (typeof rows)[number]): ExportValue => {
    if (opened !== null) return opened.content
    return draft === null ? null : unlockDraft(ctx.keys, id, draft)
  }
  return {
    kind: 'bids',
    columns: bidColumns,
    rows: rows.map((bid) => ({
      callNo: bid.call.callNo,
      title: bid.call.title,
      state: bid.state,
      sealedAt: bid.sealedAt?.toISOString() ?? null,
      receiptNo: bid.envelope?.receiptNo ?? null,
      contentSha256: bid.envelope?.contentSha256 ?? null,
      openedAt: bid.openedAt?.toISOString() ?? null,
      withdrawnAt: bid.withdrawnAt?.toISOString() ?? null,
      price: bid.opened?.priceFen?.toString() ?? null,
      isReadable: contentOf(bid) !== null,
      content: contentOf(bid),
    })),
  }
}

export async function readOrganizationTables(tx: Tx, ctx: Context, organizationId: string): Promise<ExportTable[]> {
  const tables = await readTables(tx, ctx, queries(organizationId))
  const bids = await readBids(tx, ctx, organizationId)
  const at = tables.findIndex(({ kind }) => kind === 'questions')
  return [...tables.slice(0, at), bids, ...tables.slice(at)]
}
