import { tiePolicy } from '#app/domain/tie/policy.ts'
import type { TieAspect } from '#app/domain/tie/schema.ts'
import { type Actor, anonymous } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'

export type TieView = {
  id: string
  body: { zh: string; en: string }
  aspect: TieAspect
  description: string
  fromOn: string
  untilOn: string | null
  statedBy: 'ORGANIZATION' | 'BODY'
  mayEnd: boolean
}

/** What ties an organization to buyers (to one of them, where it is named): those that hold first, then those that ended. */
export async function readTies(
  db: Db,
  organizationId: string,
  { bodyId, actor = anonymous }: { bodyId?: string; actor?: Actor } = {},
): Promise<TieView[]> {
  const rows = await db.organizationTie.findMany({
    where: { organizationId, ...(bodyId === undefined ? {} : { bodyId }) },
    include: { body: { select: { nameZh: true, nameEn: true } } },
    orderBy: [{ untilOn: { sort: 'desc', nulls: 'first' } }, { id: 'asc' }],
    take: 100,
  })
  return rows.map((row) => ({
    id: row.id,
    body: { zh: row.body.nameZh, en: row.body.nameEn },
    aspect: row.aspect as TieAspect,
    description: row.description,
    fromOn: dayOfDate(row.fromOn),
    untilOn: row.untilOn === null ? null : dayOfDate(row.untilOn),
    statedBy: row.statedBy as TieView['statedBy'],
    mayEnd:
      row.untilOn === null &&
      may(tiePolicy, row.statedBy === 'BODY' ? 'stateForBody' : 'stateForOrganization', actor, row),
  }))
}
