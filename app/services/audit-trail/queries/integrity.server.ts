import type { Book } from '#app/domain/audit-trail/canonical.ts'
import type { Fault } from '#app/domain/audit-trail/verify.ts'
import type { Db } from '#app/services/shared/db.server.ts'

/** How the chains stand. `waiting`: rows that have no link yet. Instants as ISO text. */
export type Integrity = {
  heads: { book: Book; position: number; linkedAt: string }[]
  inspection: { at: string; rows: number; faults: number; fault: Fault | null } | null
  restores: { at: string; to: string; from: string }[]
}

export async function readIntegrity(db: Db): Promise<Integrity> {
  const [heads, inspection, restores] = await Promise.all([
    db.chainHead.findMany({ orderBy: { book: 'asc' }, select: { book: true, position: true, linkedAt: true } }),
    db.chainInspection.findFirst({ orderBy: { inspectedAt: 'desc' } }),
    db.auditEvent.findMany({
      where: { type: 'site.restored' },
      orderBy: { id: 'desc' },
      take: 20,
      select: { at: true, data: true },
    }),
  ])
  return {
    heads: heads.map(({ book, position, linkedAt }) => ({
      book: book as Book,
      position: Number(position),
      linkedAt: linkedAt.toISOString(),
    })),
    inspection:
      inspection === null
        ? null
        : {
            at: inspection.inspectedAt.toISOString(),
            rows: Number(inspection.rowCount),
            faults: Number(inspection.faultCount),
            fault: inspection.fault as Fault | null,
          },
    restores: restores.map(({ at, data }) => {
      const { restoredTo, from } = data as { restoredTo: string; from: string }
      return { at: at.toISOString(), to: restoredTo, from }
    }),
  }
}
