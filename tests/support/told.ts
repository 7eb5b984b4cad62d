import { deserialize, serialize } from 'node:v8'
import { inject } from 'vitest'
import { Prisma } from '#prisma/generated/client.ts'
import { openClone, runName, type TestDatabase, withContexts } from './database.ts'
import { onServer } from './services.ts'

/**
 * A scene as it is always told. Where a test may begin in a database of its own, the scene is told once a run, whoever needs it first,
 * and copied from then on: copying takes a tenth of the time. A second scene in the same test is told anew, beside the first.
 */
export function told<Story, Overrides extends unknown[]>(
  scene: string,
  tell: (t: TestDatabase, ...overrides: Overrides) => Promise<Story>,
) {
  return async (t: TestDatabase, ...overrides: Overrides): Promise<Story> => {
    if (t.goOverTo === undefined || overrides.length > 0) return tell(t, ...overrides)
    const { template, story } = await templateOf(scene, (fresh) => tell(fresh, ...overrides))
    await t.goOverTo(template)
    return story
  }
}

async function templateOf<Story>(scene: string, tell: (t: TestDatabase) => Promise<Story>) {
  const template = `${runName()}_told_${scene.toLowerCase()}`
  return onServer(async (server) => {
    // Two test files at once: the second waits here, and finds what the first one told.
    await server.query('SELECT pg_advisory_lock(hashtext($1))', [template])
    const { rows } = await server.query<{ story: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS story FROM pg_database WHERE datname = $1`,
      [template],
    )
    const kept = rows[0]?.story
    if (kept != null) return { template, story: unpack(kept) as Story }
    if (rows.length > 0) await server.query(`DROP DATABASE ${template}`)
    const { leave, ...clients } = await openClone(inject('template'), template)
    const story = await tell(withContexts({ ...clients } as unknown as TestDatabase))
    await leave()
    // Nobody looks in any more, not even the server's own vacuum: a database that somebody is in cannot be copied.
    await server.query(`ALTER DATABASE ${template} WITH ALLOW_CONNECTIONS false`)
    await server.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename = current_user',
      [template],
    )
    await server.query(`COMMENT ON DATABASE ${template} IS '${pack(story)}'`)
    return { template, story }
  })
}

const marker = 'decimal:'

/** Text for a story, and back: v8 knows dates and bigints, and is told of decimals. */
const pack = (story: unknown): string =>
  serialize(
    replaced(story, (value) => (Prisma.Decimal.isDecimal(value) ? `${marker}${value.toString()}` : value)),
  ).toString('base64')
const unpack = (kept: string): unknown =>
  replaced(deserialize(Buffer.from(kept, 'base64')), (value) =>
    typeof value === 'string' && value.startsWith(marker) ? new Prisma.Decimal(value.slice(marker.length)) : value,
  )

function replaced(value: unknown, replace: (value: unknown) => unknown): unknown {
  const other = replace(value)
  if (other !== value) return other
  if (Array.isArray(value)) return value.map((item) => replaced(item, replace))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, replace)]))
}
