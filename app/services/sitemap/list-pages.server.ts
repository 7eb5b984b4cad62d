import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { readAll, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** What has a public page for each of it. */
export const listed = ['calls', 'projects', 'organizations', 'needs', 'policies'] as const
export type Listed = (typeof listed)[number]

/** So many of a kind in a file; each is there in two languages. */
export const pagesInFile = 5000

/** `id` orders; `key` is what the address has. The same rows as the public lists. */
const rowsOf: Readonly<Record<Listed, ReturnType<typeof Prisma.sql>>> = {
  calls: Prisma.sql`SELECT id, call_no AS key FROM public_call WHERE published_at IS NOT NULL`,
  projects: Prisma.sql`SELECT p.id, p.project_no AS key FROM project p JOIN award w ON w.id = p.award_id AND w.revoked_at IS NULL`,
  organizations: Prisma.sql`SELECT id, id::text AS key FROM organization`,
  policies: Prisma.sql`SELECT id, id::text AS key FROM policy_document`,
  needs: Prisma.sql`SELECT id, need_no AS key FROM need WHERE state NOT IN ('RECEIVED', 'DECLINED')`,
}

/** The first id of every file of a kind. */
const fileStarts = (kind: Listed): Reading<string[]> =>
  reading(
    Prisma.sql`
    SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM (${rowsOf[kind]}) r) q WHERE n % ${pagesInFile}::int = 1 ORDER BY id`,
    (rows: { id: string }[]) => rows.map(({ id }) => id),
  )

/** Every file there is: its kind and its first id. */
export async function listFiles({ db }: Pick<Context, 'db'>): Promise<{ kind: Listed; start: string }[]> {
  const starts = await readAll<Record<string, string[]>>(
    db,
    Object.fromEntries(listed.map((kind) => [kind, fileStarts(kind)])),
  )
  return listed.flatMap((kind) => (starts[kind] ?? []).map((start) => ({ kind, start })))
}

/** The keys of one file, from its first id on. */
export async function keysFrom({ db }: Pick<Context, 'db'>, kind: Listed, start: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ key: string }[]>`
    SELECT key FROM (${rowsOf[kind]}) r WHERE id >= ${start}::uuid ORDER BY id LIMIT ${atMost(pagesInFile)}`
  return rows.map(({ key }) => key)
}
