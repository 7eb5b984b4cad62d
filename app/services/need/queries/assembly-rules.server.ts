import type { AssemblyRule } from '#app/domain/need/assembly.ts'
import type { AssemblyBasis } from '#app/domain/need/schema.ts'
import type { NeedStepKind } from '#app/domain/need/lifecycle.ts'
import { type Day, toDay } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

export type DatedAssemblyRule = AssemblyRule & {
  basis: AssemblyBasis
  validFrom: Day
  sourceZh: string
  sourceEn: string
  isConfirmed: boolean
}
export type AssemblyRuleView = Omit<DatedAssemblyRule, 'sourceZh' | 'sourceEn'> & { source: string }

/** The rules in force on a day for a step of a kind of committee, one for each way to count. */
async function readRules(
  db: Pick<Db | Tx, 'assemblyRule'>,
  committeeKind: string,
  step: string,
  on: string,
): Promise<DatedAssemblyRule[]> {
  const rows = await db.assemblyRule.findMany({
    where: { committeeKind, step, validFrom: { lte: dateOfDay(toDay(on)) } },
    orderBy: { validFrom: 'desc' },
  })
  const latest = rows.filter((row, index) => rows.findIndex(({ basis }) => basis === row.basis) === index)
  return latest.map((row) => ({
    basis: row.basis as AssemblyBasis,
    validFrom: dayOfDate(row.validFrom),
    quorum: { num: row.quorumNum, den: row.quorumDen, strict: row.quorumStrict },
    majority: { num: row.majorityNum, den: row.majorityDen, strict: row.majorityStrict },
    sourceZh: row.sourceZh,
    sourceEn: row.sourceEn,
    isConfirmed: row.isConfirmed,
  }))
}

export const readAssemblyRule = async (
  db: Pick<Db | Tx, 'assemblyRule'>,
  committeeKind: string,
  step: string,
  basis: string,
  on: string,
) => (await readRules(db, committeeKind, step, on)).find((rule) => rule.basis === basis)

/** For a page: what a step asks for today. */
export const readAssemblyRules = async (
  { db, locale }: Pick<Context, 'db' | 'locale'>,
  committeeKind: string,
  step: NeedStepKind,
  on: string,
): Promise<AssemblyRuleView[]> =>
  (await readRules(db, committeeKind, step, on)).map(({ sourceZh, sourceEn, ...rule }) => ({
    ...rule,
    source: locale === 'en' ? sourceEn : sourceZh,
  }))
