import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient, type Prisma } from '#prisma/generated/client.ts'
import { statementNames } from './statement-names.ts'

export type Db = PrismaClient
export type Tx = Prisma.TransactionClient

/**
 * PostgreSQL may say that it goes in the same breath as a connection is handed from one request to the next, when nobody listens to it yet:
 * an error that nobody hears ends the process. Whoever uses the connection next is told by its own query.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    this.on('error', () => undefined)
  }
}

/**
 * One client per process; `max` connections in its pool. `isPooled`: the address is that of a pooler which lends a connection for one
 * transaction, so no connection can be relied on to have kept a statement.
 */
export function createDb(url: string, max = 10, { isPooled = false }: { isPooled?: boolean } = {}): Db {
  const nameOf = isPooled ? () => '' : statementNames()
  const adapter = new PrismaPg(
    { connectionString: url, max, application_name: 'commonweal', Client: SteadyClient },
    {
      // A server restart drops idle connections: the pool replaces them, and an unheard 'error' event would end the process.
      onPoolError: () => undefined,
      onConnectionError: () => undefined,
      statementNameGenerator: ({ sql }) => nameOf(sql),
    },
  )
  return new PrismaClient({ adapter })
}
