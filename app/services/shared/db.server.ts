import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient, type Prisma } from '#prisma/generated/client.ts'

export type Db = PrismaClient
export type Tx = Prisma.TransactionClient

/** One client per process; `max` connections in its pool. */
export function createDb(url: string, max = 10): Db {
  const adapter = new PrismaPg(
    { connectionString: url, max, application_name: 'commonweal' },
    // A server restart drops idle connections: the pool replaces them, and an unheard 'error' event would end the process.
    { onPoolError: () => undefined, onConnectionError: () => undefined },
  )
  return new PrismaClient({ adapter })
}
