import type { PolicyKind, PolicyLevel, PolicyStanding } from '#app/domain/policy-document/terms.ts'
import { policyStanding } from '#app/domain/policy-document/terms.ts'
import { pageOf, pageRows, readCursor } from '#app/domain/shared/cursor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type PolicyRow = {
  id: string
  kind: PolicyKind
  level: PolicyLevel
  place: string
  documentNo: string
  titleZh: string
  titleEn: string
  issuer: string
  issuedYear: number | null
  issuedOn: string | null
  inForceFrom: string | null
  inForceUntil: string | null
  summary: string
  isConfirmed: boolean
  standing: PolicyStanding
}
export type PolicyFilter = {
  kind?: PolicyKind | undefined
  /** A place's code: what holds there itself; `nation`: what holds everywhere. */
  place?: string | undefined
  standing?: PolicyStanding | undefined
  year?: number | undefined
  q?: string | undefined
}

/** As PostgreSQL orders and indexes them. */
const dayOfDocument = Prisma.sql`policy_document_day(d.issued_on, d.in_force_from, d.issued_year)`

const standingIs = {
  inForce: Prisma.sql`AND coalesce(d.in_force_from, '-infinity') <= today() AND coalesce(d.in_force_until, 'infinity') >= today()`,
  notYet: Prisma.sql`AND d.in_force_from > today() AND coalesce(d.in_force_until, 'infinity') >= today()`,
  ended: Prisma.sql`AND d.in_force_until < today()`,
} as const satisfies Record<PolicyStanding, Prisma.Sql>

const hasWord = (
  word: string,
) => Prisma.sql`AND position(lower(${word}) IN lower(concat_ws(' ', d.document_no, d.title_zh, d.title_en,
  d.issuer_zh, d.issuer_en, d.place_zh, d.place_en, d.summary_zh, d.summary_en))) > 0`

/** What the list is narrowed by, of `d` (policy_document). Every word asked for is in what a row says. */
export const policiesWanted = ({ kind, place, standing, year, q }: PolicyFilter): Prisma.Sql => {
  const words = (q ?? '').trim().split(/\s+/u).filter(Boolean).slice(0, 8)
  return Prisma.sql`true
      ${kind === undefined ? Prisma.empty : Prisma.sql`AND d.kind = ${kind}::policy_document_kind`}
      ${place === undefined ? Prisma.empty : Prisma.sql`AND d.region_code = ${place === 'nation' ? '' : place}`}
      ${standing === undefined ? Prisma.empty : standingIs[standing]}
      ${year === undefined ? Prisma.empty : Prisma.sql`AND d.issued_year = ${year}::smallint`}
      ${words.length === 0 ? Prisma.empty : Prisma.join(words.map(hasWord), ' ')}`
}

const columns = (
  isEn: boolean,
) => Prisma.sql`d.id, d.kind, d.level, CASE WHEN ${isEn} THEN d.place_en ELSE d.place_zh END AS place,
  d.document_no AS "documentNo", d.title_zh AS "titleZh", d.title_en AS "titleEn",
  CASE WHEN ${isEn} THEN d.issuer_en ELSE d.issuer_zh END AS issuer, d.issued_year AS "issuedYear", d.issued_on::text AS "issuedOn",
  d.in_force_from::text AS "inForceFrom", d.in_force_until::text AS "inForceUntil",
  CASE WHEN ${isEn} THEN d.summary_en ELSE d.summary_zh END AS summary, d.is_confirmed AS "isConfirmed"`

/** The documents, the latest first; one statement. */
export async function readPolicies(
  { db, locale, now }: Pick<Context, 'db' | 'locale' | 'now'>,
  filter: PolicyFilter,
  after: string | null,
): Promise<{ policies: PolicyRow[]; next: string | undefined }> {
  const cursor = readCursor(after)
  const isOurs = cursor !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(cursor.key)
  const rows = await db.$queryRaw<(Omit<PolicyRow, 'standing'> & { sortDay: string })[]>`
    SELECT ${columns(locale === 'en')}, ${dayOfDocument}::text AS "sortDay" FROM policy_document d WHERE ${policiesWanted(filter)}
      ${isOurs ? Prisma.sql`AND (${dayOfDocument}, d.id) < (${cursor.key}::date, ${cursor.id}::uuid)` : Prisma.empty}
    ORDER BY ${dayOfDocument} DESC, d.id DESC LIMIT ${atMost(pageRows + 1)}`
  const page = pageOf(rows, (row) => ({ key: row.sortDay, id: row.id }))
  const on = dayOf(now)
  return {
    policies: page.rows.map((row) => ({ ...row, standing: policyStanding(row, on) })),
    next: page.next,
  }
}

export type PolicyChoices = { places: { code: string; name: string }[]; years: number[] }

/** Places and years that there are documents of. */
export async function readPolicyChoices({ db, locale }: Pick<Context, 'db' | 'locale'>): Promise<PolicyChoices> {
  const [row] = await db.$queryRaw<PolicyChoices[]>`
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('code', p.region_code, 'name', p.name) ORDER BY p.region_code), '[]') FROM (
        SELECT region_code, min(CASE WHEN ${locale === 'en'} THEN place_en ELSE place_zh END) AS name FROM policy_document
        WHERE region_code <> '' GROUP BY 1) p) AS places,
      (SELECT coalesce(jsonb_agg(y.issued_year ORDER BY y.issued_year DESC), '[]') FROM (
        SELECT DISTINCT issued_year FROM policy_document WHERE issued_year IS NOT NULL) y) AS years`
  return row ?? { places: [], years: [] }
}

/** The document that words name: the one whose name in them is longest. Undefined where none is. */
export async function findCited({ db }: Pick<Context, 'db'>, words: string): Promise<string | undefined> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM policy_document d CROSS JOIN LATERAL unnest(d.cited_as) c WHERE position(c IN ${words}) > 0
    ORDER BY char_length(c) DESC, d.id LIMIT 1`
  return rows[0]?.id
}
