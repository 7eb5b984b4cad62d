import { ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

/** Reading every line takes a while: who asks again at once is answered by the finding there is. */
const freshSeconds = 60

/** Checks every rule of the books against every line, now, and keeps what was found. Anybody who may read books may ask. */
export const inspectBooks = (ctx: Context) =>
  transact(ctx, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('ledger-inspection', 0))`
    const [fresh] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM ledger_inspection 
      WHERE inspected_at BETWEEN clock() - make_interval(secs => ${freshSeconds}) AND clock() LIMIT 1`
    if (fresh === undefined) await tx.$queryRaw`SELECT ledger_inspect(${ctx.actor.accountId ?? null}::uuid)::text AS id`
    return ok()
  })
