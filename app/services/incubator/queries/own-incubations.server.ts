import type { IncubationState } from '#app/domain/incubator/lifecycle.ts'
import { organizationsWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type OwnIncubation = {
  id: string
  state: IncubationState
  name: string
  incubatorName: string
  fromOn: string | null
  toOn: string | null
}

/** Applications and tenancies of the person's organizations and of groups that they lead. One statement. */
export async function readOwnIncubations({ db, actor, locale }: Context): Promise<OwnIncubation[]> {
  const organizations = organizationsWhere(actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  return db.$queryRaw<OwnIncubation[]>`
    SELECT i.id, i.state, coalesce(o.name, i.group_name) AS name, b.${Prisma.raw(locale === 'en' ? 'name_en' : 'name_zh')} AS "incubatorName",
      i.from_on::text AS "fromOn", i.to_on::text AS "toOn"
    FROM incubation i JOIN incubator b ON b.id = i.incubator_id LEFT JOIN organization o ON o.id = i.organization_id
    WHERE (i.organization_id IS NULL AND i.account_id = ${actor.accountId ?? null}::uuid) OR i.organization_id = ${among(organizations)}
    ORDER BY i.created_at DESC LIMIT 100`
}

/** What may be applied for and by whom; null where there is no such incubator. */
export async function readApplicationStart({ db, actor, locale }: Context, incubatorId: string) {
  const base = await db.incubator.findUnique({ where: { id: incubatorId } })
  if (base === null) return null
  const organizations = await db.organization.findMany({
    where: { id: { in: organizationsWhere(actor, 'OWNER', 'EDITOR') } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
  return { id: base.id, name: locale === 'en' ? base.nameEn : base.nameZh, isOpen: base.isOpen, organizations }
}

/** Organizations that a group of this person's may become. */
export const readOwnedOrganizations = ({ db, actor }: Context) =>
  db.organization.findMany({
    where: { id: { in: organizationsWhere(actor, 'OWNER') } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
