import { tiePolicy } from '#app/domain/tie/policy.ts'
import type { TieAspect } from '#app/domain/tie/schema.ts'
import { type Actor, anonymous } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

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

type Row = Omit<TieView, 'body' | 'mayEnd'> & { organizationId: string; bodyId: string; nameZh: string; nameEn: string }

/** What ties an organization to buyers (to one of them, where it is named): those that hold first, then those that ended. */
export const tiesOf = (
  organizationId: string,
  { bodyId, actor = anonymous }: { bodyId?: string; actor?: Actor } = {},
): Reading<TieView[]> =>
  reading(
    Prisma.sql`
    SELECT t.id, t.organization_id AS "organizationId", t.body_id AS "bodyId", b.name_zh AS "nameZh", b.name_en AS "nameEn", t.aspect,
      t.description, t.from_on AS "fromOn", t.until_on AS "untilOn", t.stated_by AS "statedBy"
    FROM organization_tie t JOIN body b ON b.id = t.body_id
    WHERE t.organization_id = ${organizationId}::uuid ${bodyId === undefined ? Prisma.empty : Prisma.sql`AND t.body_id = ${bodyId}::uuid`}
    ORDER BY t.until_on DESC NULLS FIRST, t.id LIMIT 100`,
    (rows: Row[]) =>
      rows.map(({ organizationId: its, bodyId: to, nameZh, nameEn, ...row }) => ({
        ...row,
        body: { zh: nameZh, en: nameEn },
        mayEnd:
          row.untilOn === null &&
          may(tiePolicy, row.statedBy === 'BODY' ? 'stateForBody' : 'stateForOrganization', actor, {
            organizationId: its,
            bodyId: to,
          }),
      })),
  )
