import type { CreditList } from '#app/domain/credit/event.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { parseCreditCode } from '#app/domain/organization/credit-code.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type CreditRow = {
  id: string
  name: string
  creditCode: string | null
  regionName: string
  state: 'REGULAR' | CreditList
  since: string | null
}
export type CreditLookup = { rows: CreditRow[]; isAsked: boolean; isCut: boolean }

const shown = 50

/** Organizations `o` with their region `r` and the list `s` that they are on, the graver of two. */
export const creditFrom = (on: Prisma.Sql): Prisma.Sql => Prisma.sql`organization o JOIN region r ON r.id = o.region_id
      LEFT JOIN LATERAL (SELECT x.list, x.from_on FROM credit_span x WHERE x.organization_id = o.id AND x.from_on <= ${on}
        AND (x.to_on IS NULL OR ${on} < x.to_on) ORDER BY x.list DESC LIMIT 1) s ON true`

/** What is asked for, of `o` and `s`: a code, or a part of a name; nothing: whoever is on a list. */
export function creditWanted(asked: string): Prisma.Sql {
  const code = parseCreditCode(asked)
  if (asked === '') return Prisma.sql`s.list IS NOT NULL`
  if (code.ok) return Prisma.sql`o.credit_code = ${code.code}`
  return Prisma.sql`o.name ILIKE ${`%${asked.replace(/[\\%_]/g, '\\$&')}%`}`
}

export const creditQuestion = (typed: string): string => typed.normalize('NFKC').trim().slice(0, 80)

/**
 * Organizations by their code or a part of their name, with where they stand today; without a question, those who are on a list, the
 * latest first. One statement.
 */
export async function lookUpCredit({ db, now, locale }: Context, asked: string): Promise<CreditLookup> {
  const today = dayOf(now)
  const q = creditQuestion(asked)
  const rows = await db.$queryRaw<CreditRow[]>`
    SELECT o.id, o.name, o.credit_code AS "creditCode", ${Prisma.raw(locale === 'en' ? 'r.name_en' : 'r.name_zh')} AS "regionName",
      coalesce(s.list, 'REGULAR') AS state, s.from_on::text AS since
    FROM ${creditFrom(Prisma.sql`${today}::date`)} WHERE ${creditWanted(q)} ORDER BY s.from_on DESC NULLS LAST, o.name, o.id LIMIT ${atMost(shown + 1)}`
  return { rows: rows.slice(0, shown), isAsked: q !== '', isCut: rows.length > shown }
}
