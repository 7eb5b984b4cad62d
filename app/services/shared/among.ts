import { Prisma } from '#prisma/generated/client.ts'

/**
 * To stand after `=`: one of these ids. Through a list of its own, because of a bare parameter PostgreSQL looks how many there are, finds
 * that few are cheaper than it supposes, and plans the statement anew at each asking.
 */
export const among = (ids: readonly string[]): Prisma.Sql =>
  Prisma.sql`ANY (ARRAY (SELECT unnest(${[...ids]}::uuid[])))`
