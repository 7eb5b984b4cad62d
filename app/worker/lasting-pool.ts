import pg from 'pg'

/** What the queue takes for “the database is starting up”: it waits some seconds and asks again, a hundred times. */
const notYet = '57P03'

const isLost = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    /^(?:57P0[12]|08\d{3}|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code) ||
    /^Connection terminated|connection error and is not queryable|^Client was closed/.test(error.message)
  )
}

const orNotYet = (error: unknown): never => {
  if (!isLost(error)) throw error
  throw Object.assign(new Error('the database is away', { cause: error }), { code: notYet })
}

class LastingClient extends pg.Client {
  override query(...asked: unknown[]): never {
    const query = super.query.bind(this) as (...args: unknown[]) => unknown
    const answer = query(...asked)
    return (answer instanceof Promise ? answer.catch(orNotYet) : answer) as never
  }
}

class LastingPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(done: Parameters<typeof pg.Pool.prototype.connect>[0]): void
  override connect(done?: Parameters<typeof pg.Pool.prototype.connect>[0]): Promise<pg.PoolClient> | undefined {
    if (done === undefined) return super.connect().catch(orNotYet)
    super.connect(done)
    return undefined
  }
}

/**
 * Connections for the job queue. It marks a job done without waiting for the answer, and what it does not take for passing ends the process:
 * a PostgreSQL that is started again took the worker with it. That a connection is gone is passing, and every task bears being done twice.
 */
export const lastingPool = (connectionString: string, max: number): pg.Pool => {
  const pool = new LastingPool({ connectionString, max, Client: LastingClient })
  // Idle connections that end are replaced; of one in use the next question tells.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
