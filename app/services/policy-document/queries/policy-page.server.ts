import type { PolicyArea } from '#app/domain/policy-document/areas.ts'
import { changedFields, type PolicyField } from '#app/domain/policy-document/changes.ts'
import { namesPolicy, policyStanding } from '#app/domain/policy-document/terms.ts'
import { inWords, type RuleLine } from '#app/domain/rule-book/in-words.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type BookView, bookView, readRuleBooks } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { PolicyDocument } from '#prisma/generated/client.ts'
import type { PolicyRow } from './policies.server.ts'

/** What a rule says of its source; `validFrom` null: it holds since the site does. */
export type PolicyRuleLine = { words: string; validFrom: string | null; isConfirmed: boolean }
/** A part of the site that follows from it; without lines, it follows by what it is for and not by a number. */
export type PolicyPart = { area: PolicyArea; lines: PolicyRuleLine[] }
export type PolicyBook = { book: BookView; lines: RuleLine[] }
export type PolicyChange = {
  version: number
  at: string
  /** Else it came with the site. */
  isByAdministrator: boolean
  reason: string
  fields: PolicyField[]
}
export type PolicyPage = PolicyRow & {
  issuerZh: string
  sourceUrl: string
  parts: PolicyPart[]
  books: PolicyBook[]
  changes: PolicyChange[]
}

type Rule = { rule: PolicyArea; words: string; validFrom: string | null; isConfirmed: boolean }

/** One document with what follows from it and its history; undefined where there is none. Four statements. */
export async function readPolicy(ctx: Context, id: string): Promise<PolicyPage | undefined> {
  const { db, locale, now } = ctx
  const row = await db.policyDocument.findUnique({ where: { id } })
  if (row === null) return undefined
  const [rules, books, versions] = await Promise.all([
    db.$queryRaw<Rule[]>`
      SELECT DISTINCT s.rule, CASE WHEN ${locale === 'en'} THEN s.source_en ELSE s.source_zh END AS words, s.valid_from::text AS "validFrom",
        s.is_confirmed AS "isConfirmed" FROM rule_source s WHERE names_policy(${row.citedAs}::text[], s.source_zh)
      ORDER BY s.rule, "validFrom" DESC NULLS LAST, words`,
    readRuleBooks(db),
    db.$queryRaw<
      { version: number; content: Record<string, unknown>; reason: string; at: Date; isByAdministrator: boolean }[]
    >`
      SELECT v.version, v.content, v.reason, v.changed_at AS at, v.changed_by_id IS NOT NULL AS "isByAdministrator"
      FROM policy_document_version v WHERE v.document_id = ${id}::uuid ORDER BY v.version DESC`,
  ])
  const areas = [...new Set([...rules.map(({ rule }) => rule), ...(row.areas as PolicyArea[])])]
  return {
    ...rowOf(ctx, row),
    standing: policyStanding(rowOf(ctx, row), dayOf(now)),
    issuerZh: row.issuerZh,
    sourceUrl: row.sourceUrl,
    parts: areas.map((area) => ({
      area,
      lines: rules.filter(({ rule }) => rule === area),
    })),
    books: books.flatMap((book) => {
      const lines = inWords(book)
        .flatMap((part) => part.lines)
        .filter(({ citation }) => namesPolicy(row.citedAs, citation.docNo.zh))
      return lines.length === 0 ? [] : [{ book: bookView(book), lines }]
    }),
    changes: versions.map(({ version, content, reason, at, isByAdministrator }, index) => {
      const before = versions[index + 1]
      return {
        version,
        at: at.toISOString(),
        isByAdministrator,
        reason,
        fields: before === undefined ? [] : changedFields(before.content, content),
      }
    }),
  }
}

const textOf = (date: Date | null) => (date === null ? null : dayOfDate(date))

const rowOf = ({ locale }: Context, row: PolicyDocument): Omit<PolicyRow, 'standing'> => ({
  id: row.id,
  kind: row.kind,
  level: row.level,
  place: locale === 'en' ? row.placeEn : row.placeZh,
  documentNo: row.documentNo,
  titleZh: row.titleZh,
  titleEn: row.titleEn,
  issuer: locale === 'en' ? row.issuerEn : row.issuerZh,
  issuedYear: row.issuedYear,
  issuedOn: textOf(row.issuedOn),
  inForceFrom: textOf(row.inForceFrom),
  inForceUntil: textOf(row.inForceUntil),
  summary: locale === 'en' ? row.summaryEn : row.summaryZh,
  isConfirmed: row.isConfirmed,
})

/** The fields of an administrator's form as they stand. */
export async function readPolicyForm({ db }: Pick<Context, 'db'>, id: string) {
  const row = await db.policyDocument.findUnique({ where: { id } })
  if (row === null) return undefined
  const { version, titleZh, citedAs, isConfirmed, issuedYear, issuedOn, inForceFrom, inForceUntil, ...rest } = row
  return {
    id,
    version,
    titleZh,
    stored: {
      kind: rest.kind,
      level: rest.level,
      regionCode: rest.regionCode,
      placeZh: rest.placeZh,
      placeEn: rest.placeEn,
      documentNo: rest.documentNo,
      titleZh,
      titleEn: rest.titleEn,
      issuerZh: rest.issuerZh,
      issuerEn: rest.issuerEn,
      issuedYear: issuedYear === null ? '' : String(issuedYear),
      issuedOn: textOf(issuedOn) ?? '',
      inForceFrom: textOf(inForceFrom) ?? '',
      inForceUntil: textOf(inForceUntil) ?? '',
      summaryZh: rest.summaryZh,
      summaryEn: rest.summaryEn,
      sourceUrl: rest.sourceUrl,
      citedAs: citedAs.join('\n'),
      areas: rest.areas,
      isConfirmed: isConfirmed ? 'yes' : 'no',
    },
  }
}
