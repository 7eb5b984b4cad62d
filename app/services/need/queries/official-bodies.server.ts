import { bodiesWhere } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** Bodies in whose name the reader may speak. */
export async function readOfficialBodies({
  db,
  actor,
  locale,
}: Context): Promise<{ id: string; name: string; regionId: string }[]> {
  const ids = bodiesWhere(actor, 'OFFICER', 'APPROVER')
  if (ids.length === 0) return []
  const bodies = await db.body.findMany({
    where: { id: { in: ids } },
    select: { id: true, nameZh: true, nameEn: true, regionId: true },
    orderBy: { nameZh: 'asc' },
  })
  return bodies.map(({ id, nameZh, nameEn, regionId }) => ({ id, regionId, name: locale === 'en' ? nameEn : nameZh }))
}
