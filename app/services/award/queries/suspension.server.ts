import type { Context } from '#app/services/shared/context.server.ts'
import { type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Whether an open objection or complaint holds award and signature back: what PostgreSQL's assert_not_suspended refuses. */
export const suspensionOf = ({ now }: Pick<Context, 'now'>, callId: string): Reading<boolean> =>
  reading(
    Prisma.sql`
    SELECT EXISTS (
      SELECT 1 FROM remedy WHERE call_id = ${callId}::uuid AND state = 'FILED' AND kind <> 'INQUIRY' AND stage IN ('PROCESS', 'RESULT')
        AND (suspends_until IS NULL OR suspends_until > ${now}::timestamptz)) AS suspends`,
    ([row]: { suspends: boolean }[]) => row?.suspends ?? true,
  )
