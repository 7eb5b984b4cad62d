import type { Db } from '#app/services/shared/db.server.ts'

/** How long one kind of thing is kept, in days. */
export type RetentionTerm = {
  code: string
  days: number
  source: { zh: string; en: string }
  isConfirmed: boolean
}

/** The rules of today. */
export async function readRetentionTerms(db: Db): Promise<RetentionTerm[]> {
  const rows = await db.$queryRaw<{ code: string; days: number; zh: string; en: string; isConfirmed: boolean }[]>`
    SELECT DISTINCT ON (code) code, days, source_zh AS zh, source_en AS en, is_confirmed AS "isConfirmed" FROM retention_rule
    WHERE valid_from <= today() ORDER BY code, valid_from DESC`
  return rows.map(({ zh, en, ...row }) => ({ ...row, source: { zh, en } }))
}

/** A day's run, newest first. `finishedAt`: ISO text; null while there is more of it. */
export type RetentionRunRow = { day: string; code: string; erased: number; finishedAt: string | null }

/** What was erased in the last thirty days, and the last run of each kind. */
export async function readRetentionRuns(db: Db): Promise<{ runs: RetentionRunRow[]; last: RetentionRunRow[] }> {
  const found = await db.$queryRaw<{ day: string; code: string; erased: bigint; finishedAt: Date | null }[]>`
    SELECT day::text AS day, code, erased, finished_at AS "finishedAt" FROM retention_run WHERE day > today() - 30 ORDER BY day DESC, code`
  const runs = found.map((run) => ({
    ...run,
    erased: Number(run.erased),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  }))
  const last = new Map<string, RetentionRunRow>()
  for (const run of runs) if (!last.has(run.code)) last.set(run.code, run)
  return { runs: runs.filter(({ erased }) => erased > 0), last: [...last.values()] }
}

/** After how many months the registers take a name out, by their own rules. */
export async function readRegisterTerms(db: Db): Promise<{ staff: number; volunteer: number }> {
  const [row] = await db.$queryRaw<{ staff: number; volunteer: number }[]>`
    SELECT (staff_rule_on(today())).keep_months::int AS staff, (volunteer_rule_on(today())).keep_months::int AS volunteer`
  if (row === undefined) throw new Error('the registers have no rule')
  return row
}
