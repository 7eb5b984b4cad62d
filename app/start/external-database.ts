import pg from 'pg'
import { StartFailure } from './fail.mjs'

const leastVersion = 180_000

/** Never the password: these lines end up in terminals and tickets. */
const placeOf = (url: string) => {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname}${port ? `:${port}` : ''}${pathname}`
  } catch {
    throw new StartFailure(
      'DATABASE_URL is not an address',
      'Write it as postgresql://user:password@host:5432/database',
    )
  }
}

/** A database somebody else runs is tried before anything is built upon it. */
export const checkDatabase = async (url: string, variable: string) => {
  const place = placeOf(url)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ number: string; name: string }>(
      `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS name`,
    )
    const version = rows[0]
    if (version && Number(version.number) >= leastVersion) return
    throw new StartFailure(
      `The database at ${place} is PostgreSQL ${version?.name ?? 'of unknown version'}; 18 or later is required`,
      `Name a newer server in ${variable}, or leave it out to use the embedded one`,
    )
  } catch (error) {
    if (error instanceof StartFailure) throw error
    const reason = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error)
    throw new StartFailure(
      `The database at ${place} cannot be reached (${reason ?? 'unknown error'})`,
      `Check ${variable}, or leave it out to use the embedded one`,
      error,
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The same database, entered as another role. */
export const withRole = (url: string, role: string, password: string) => {
  const other = new URL(url)
  other.username = role
  other.password = encodeURIComponent(password)
  return other.href
}
