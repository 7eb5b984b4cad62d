import type { KnownOfYear, ReportContent, SupervisionKind } from '#app/domain/inspection/content.ts'
import type { AnnualReportState } from '#app/domain/inspection/lifecycle.ts'
import { assignmentPolicy } from '#app/domain/assignment/policy.ts'
import { creditPolicy } from '#app/domain/credit/policy.ts'
import { inspectionPolicy } from '#app/domain/inspection/policy.ts'
import { poorYearsInARow, type YearOutcome } from '#app/domain/inspection/years.ts'
import type { InspectionConclusion } from '#app/domain/credit/schema.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type ReportLine = {
  id: string
  organizationId: string
  organizationName: string
  year: number
  state: AnnualReportState
  dueOn: string
  conclusion: InspectionConclusion | null
  isMissing: boolean
  isLate: boolean
  /** It is proposed as a credit event, or was. */
  isProposed: boolean
}
export type InspectionBoard = {
  years: number[]
  year: number
  group: 'all' | 'waiting' | 'missing'
  rows: ReportLine[]
  counts: { opened: number; submitted: number; concluded: number; failed: number; missing: number; late: number }
  isRegistry: boolean
  mayPropose: boolean
  next: string | undefined
}

const shown = 50
const isMissing = (today: string) => Prisma.sql`(r.first_submitted_at IS NULL AND r.due_on < ${today}::date)`
const isLate = (today: string) =>
  Prisma.sql`(coalesce((r.first_submitted_at AT TIME ZONE 'Asia/Shanghai')::date, ${today}::date) > r.due_on)`
const columns = (
  today: string,
) => Prisma.sql`r.id, r.organization_id AS "organizationId", o.name AS "organizationName", r.year::int AS year, r.state::text AS state, r.due_on::text AS "dueOn",
  r.conclusion, ${isMissing(today)} AS "isMissing", ${isLate(today)} AS "isLate",
  EXISTS (SELECT 1 FROM credit_event v WHERE v.id = r.late_event_id AND v.withdrawn_at IS NULL) AS "isProposed"`

/** The reports of a year at the reader's registries, a page by name; and how many there are of each. Three statements. */
export async function readInspectionBoard(ctx: Context, params: URLSearchParams): Promise<InspectionBoard> {
  const { db, actor } = ctx
  const today = dayOf(ctx.now)
  const bodyIds = bodiesWhere(actor, 'OFFICER', 'APPROVER', 'SUPERVISOR')
  const registries = await db.body.findMany({
    where: { id: { in: bodyIds }, duties: { has: 'REGISTRY' } },
    select: { id: true },
  })
  const ids = registries.map(({ id }) => id)
  const years = await db.$queryRaw<{ year: number }[]>`
    SELECT DISTINCT year::int AS year FROM annual_report WHERE body_id = ${among(ids)} ORDER BY 1 DESC LIMIT 20`
  const asked = Number(params.get('year'))
  const year = years.find((each) => each.year === asked)?.year ?? years[0]?.year ?? Number(today.slice(0, 4)) - 1
  const group = (['waiting', 'missing'] as const).find((each) => each === params.get('group')) ?? 'all'
  const filter = {
    all: Prisma.empty,
    waiting: Prisma.sql`AND r.state IN ('SUBMITTED', 'REVIEWED')`,
    missing: Prisma.sql`AND ${isMissing(today)}`,
  }[group]
  const after = (params.get('after') ?? '').slice(0, 200)
  const [rows, [counts]] = await Promise.all([
    db.$queryRaw<ReportLine[]>`
      SELECT ${columns(today)} FROM annual_report r JOIN organization o ON o.id = r.organization_id
      WHERE r.body_id = ${among(ids)} AND r.year = ${year} ${filter} AND o.name > ${after} ORDER BY o.name, r.id LIMIT ${atMost(shown + 1)}`,
    db.$queryRaw<InspectionBoard['counts'][]>`
      SELECT count(*)::int AS opened, count(r.first_submitted_at)::int AS submitted, (count(*) FILTER (WHERE r.state = 'CONCLUDED'))::int AS concluded,
        (count(*) FILTER (WHERE r.conclusion = 'FAIL'))::int AS failed, (count(*) FILTER (WHERE ${isMissing(today)}))::int AS missing,
        (count(*) FILTER (WHERE ${isLate(today)} AND r.first_submitted_at IS NOT NULL))::int AS late
      FROM annual_report r WHERE r.body_id = ${among(ids)} AND r.year = ${year}`,
  ])
  const page = rows.slice(0, shown)
  return {
    years: years.map((each) => each.year),
    year,
    group,
    rows: page,
    counts: counts ?? { opened: 0, submitted: 0, concluded: 0, failed: 0, missing: 0, late: 0 },
    isRegistry: ids.length > 0,
    mayPropose: ids.some((bodyId) => may(inspectionPolicy, 'propose', actor, { bodyId })),
    next: rows.length > shown ? page.at(-1)?.organizationName : undefined,
  }
}

export type ReportView = {
  id: string
  organizationId: string
  organizationName: string
  bodyName: string
  year: number
  state: AnnualReportState
  version: number
  dueOn: string
  known: KnownOfYear
  content: ReportContent
  fileId: string | null
  submittedAt: string | null
  returnedReason: string
  reviewNote: string
  proposedConclusion: InspectionConclusion | null
  conclusion: InspectionConclusion | null
  conclusionReason: string
  documentNo: string
  isLate: boolean
  may: { write: boolean; submit: boolean; review: boolean; conclude: boolean; giveBack: boolean; fail: boolean }
  /** Years failed or missed in a row, and from how many on the rules say more. */
  poorYears: number
  poorFrom: number
  rule: { source: string }
}

/** One report for its organization or its registry; a draft is nobody else's. Null where it is not the reader's. Three statements. */
export async function readReport(
  ctx: Context,
  id: string,
  side: 'organization' | 'registry',
): Promise<ReportView | null> {
  const { db, actor, locale } = ctx
  const today = dayOf(ctx.now)
  const report = await db.annualReport.findUnique({
    where: { id },
    include: { organization: { select: { name: true } } },
  })
  if (report === null) return null
  const { organizationId, bodyId, reviewedById, state } = report
  const isTheirs =
    side === 'organization'
      ? may(inspectionPolicy, 'readOwn', actor, { organizationId })
      : may(inspectionPolicy, 'readBoard', actor, { bodyId })
  if (!isTheirs) return null
  const [row] = await db.$queryRaw<{ bodyName: string; years: YearOutcome[]; poorFrom: number; source: string }[]>`
    SELECT CASE WHEN ${locale} = 'en' THEN b.name_en ELSE b.name_zh END AS "bodyName",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('year', r.year, 'outcome', CASE WHEN r.conclusion IS NOT NULL THEN r.conclusion WHEN ${isMissing(today)} THEN 'MISSED' END)), '[]')
        FROM annual_report r WHERE r.organization_id = ${organizationId}::uuid) AS years,
      x.in_a_row AS "poorFrom", CASE WHEN ${locale} = 'en' THEN x.source_en ELSE x.source_zh END AS source
    FROM body b CROSS JOIN (SELECT * FROM inspection_rule WHERE valid_from <= ${today}::date ORDER BY valid_from DESC LIMIT 1) x WHERE b.id = ${bodyId}::uuid`
  if (row === undefined) return null
  const facts = { bodyId, organizationId, reviewedById }
  const isDraft = state === 'OPEN' || state === 'RETURNED'
  const mayReview = may(inspectionPolicy, 'review', actor, facts)
  return {
    id,
    organizationId,
    organizationName: report.organization.name,
    bodyName: row.bodyName,
    year: report.year,
    state,
    version: report.version,
    dueOn: report.dueOn.toISOString().slice(0, 10),
    known: report.known as unknown as KnownOfYear,
    // What is being written is the organization's own.
    content: side === 'registry' && isDraft ? {} : (report.content as ReportContent),
    fileId: side === 'registry' && isDraft ? null : report.fileId,
    submittedAt: report.submittedAt?.toISOString() ?? null,
    returnedReason: report.returnedReason,
    reviewNote: side === 'registry' || state === 'CONCLUDED' ? report.reviewNote : '',
    proposedConclusion: side === 'registry' ? (report.proposedConclusion as InspectionConclusion | null) : null,
    conclusion: report.conclusion as InspectionConclusion | null,
    conclusionReason: report.conclusionReason,
    documentNo: report.documentNo,
    isLate: dayOf(report.firstSubmittedAt ?? ctx.now) > report.dueOn.toISOString().slice(0, 10),
    may: {
      write: side === 'organization' && isDraft && may(inspectionPolicy, 'write', actor, facts),
      submit: side === 'organization' && isDraft && may(inspectionPolicy, 'submit', actor, facts),
      review: side === 'registry' && state === 'SUBMITTED' && mayReview,
      giveBack: side === 'registry' && (state === 'SUBMITTED' || state === 'REVIEWED') && mayReview,
      conclude: side === 'registry' && state === 'REVIEWED' && may(inspectionPolicy, 'conclude', actor, { bodyId }),
      fail: may(inspectionPolicy, 'conclude', actor, { ...facts, conclusion: 'FAIL' }),
    },
    poorYears: poorYearsInARow(row.years),
    poorFrom: row.poorFrom,
    rule: { source: row.source },
  }
}

export type SupervisionLine = {
  id: string
  kind: SupervisionKind
  happenedOn: string
  bodyName: string
  summary: string
  documentNo: string
  fileId: string | null
  /** Of a case that was opened: it is not closed yet. */
  isOpenCase: boolean
}
export type OwnReports = { id: string; name: string; reports: ReportLine[]; records: SupervisionLine[] }

const supervision = (ctx: Context, organizationId: string, bodyIds?: readonly string[]) => ctx.db.$queryRaw<
  SupervisionLine[]
>`
  SELECT s.id, s.kind, s.happened_on::text AS "happenedOn", CASE WHEN ${ctx.locale} = 'en' THEN b.name_en ELSE b.name_zh END AS "bodyName", s.summary, s.document_no AS "documentNo",
    s.file_id AS "fileId", s.kind = 'CASE_OPENED' AND NOT EXISTS (SELECT 1 FROM supervision_record e WHERE e.case_id = s.id) AS "isOpenCase"
  FROM supervision_record s JOIN body b ON b.id = s.body_id
  WHERE s.organization_id = ${organizationId}::uuid AND ${bodyIds === undefined ? Prisma.sql`TRUE` : Prisma.sql`s.body_id = ${among(bodyIds)}`}
  ORDER BY s.happened_on DESC, s.id DESC LIMIT 100`

/** For an organization: its reports of every year, and what was recorded of it. Null where it is not the reader's. */
export async function readOwnReports(ctx: Context, organizationId: string): Promise<OwnReports | null> {
  if (!may(inspectionPolicy, 'readOwn', ctx.actor, { organizationId })) return null
  const today = dayOf(ctx.now)
  const organization = await ctx.db.organization.findUnique({
    where: { id: organizationId },
    select: { id: true, name: true },
  })
  if (organization === null) return null
  const [reports, records] = await Promise.all([
    ctx.db.$queryRaw<ReportLine[]>`
      SELECT ${columns(today)} FROM annual_report r JOIN organization o ON o.id = r.organization_id WHERE r.organization_id = ${organizationId}::uuid ORDER BY r.year DESC LIMIT 30`,
    supervision(ctx, organizationId),
  ])
  return { ...organization, reports, records }
}

export type SupervisionPage = {
  id: string
  name: string
  bodies: { id: string; name: string }[]
  records: SupervisionLine[]
  maySupervise: boolean
  mayEnterCredit: boolean
  mayProposeJoint: boolean
}

/** What the reader's authorities recorded of an organization. Null where they keep none. */
export async function readSupervision(ctx: Context, organizationId: string): Promise<SupervisionPage | null> {
  const { db, actor, locale } = ctx
  const bodies = await db.body.findMany({
    where: {
      id: { in: bodiesWhere(actor, 'OFFICER', 'APPROVER', 'SUPERVISOR') },
      duties: { hasSome: ['REGISTRY', 'REGULATION'] },
    },
    select: { id: true, nameZh: true, nameEn: true },
    orderBy: { nameZh: 'asc' },
  })
  const organization = await db.organization.findUnique({
    where: { id: organizationId },
    select: { id: true, name: true },
  })
  if (organization === null || bodies.length === 0) return null
  const writing = bodies.filter(({ id }) => may(inspectionPolicy, 'supervise', actor, { bodyId: id }))
  return {
    ...organization,
    bodies: writing.map(({ id, nameZh, nameEn }) => ({ id, name: locale === 'en' ? nameEn : nameZh })),
    records: await supervision(
      ctx,
      organizationId,
      bodies.map(({ id }) => id),
    ),
    maySupervise: writing.length > 0,
    mayEnterCredit: bodies.some(({ id }) => may(creditPolicy, 'enter', actor, { bodyId: id })),
    mayProposeJoint: bodies.some(({ id }) => may(assignmentPolicy, 'propose', actor, { bodyId: id })),
  }
}
