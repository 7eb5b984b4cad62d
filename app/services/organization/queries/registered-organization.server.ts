import { type EndKind, registryPolicy } from '#app/domain/organization/registry.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { tiePolicy } from '#app/domain/tie/policy.ts'
import { tiesOf } from '#app/services/tie/queries/ties.server.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOne } from '#app/services/shared/read-together.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'

/** What is settled before an organization ends (organization_obstacles() in PostgreSQL). */
type Obstacle = 'projects' | 'bids' | 'clawbacks' | 'callouts' | 'incubations'

/** One organization before an authority: its ties, and to the registry of its place what is entered about it. Undefined: there is none. */
export async function readRegisteredOrganization({ db, actor, locale }: Context, id: string) {
  const organization = await db.organization.findUnique({
    where: { id },
    select: { name: true, kind: true, state: true, creditCode: true },
  })
  if (organization === null) return undefined
  const bodyIds = bodiesWhere(actor, 'OFFICER', 'APPROVER', 'SUPERVISOR')
  const [bodies, ties, registries] = await Promise.all([
    db.body.findMany({ where: { id: { in: bodyIds } }, orderBy: { nameZh: 'asc' } }),
    readOne(db, tiesOf(id, { actor })),
    db.$queryRaw<{ id: string }[]>`
      SELECT b.id::text FROM body b JOIN region r ON r.id = b.region_id
      WHERE b.id = ${among(bodyIds)} AND has_jurisdiction(b.id, ${id}::uuid) ORDER BY length(r.path) DESC, b.id`,
  ])
  const registryId = registries[0]?.id
  const isReader = registryId !== undefined && may(registryPolicy, 'read', actor, { bodyId: registryId })
  const { designations, ends, obstacles } = isReader ? await readEntered(db, id) : nothingEntered
  return {
    id,
    ...organization,
    ties,
    tieBodies: bodies
      .filter((body) => may(tiePolicy, 'stateForBody', actor, { bodyId: body.id }))
      .map((body) => ({ value: body.id, label: locale === 'en' ? body.nameEn : body.nameZh })),
    isRegistry: isReader,
    mayEnter: registryId !== undefined && may(registryPolicy, 'enter', actor, { bodyId: registryId }),
    obstacles,
    designations: designations.map(({ bodyId, recordedById, ...row }) => ({
      id: row.id,
      body: { zh: row.body.nameZh, en: row.body.nameEn },
      fromOn: dayOfDate(row.fromOn),
      documentNo: row.documentNo,
      isConfirmed: row.confirmedAt !== null,
      endedOn: row.endedOn === null ? null : dayOfDate(row.endedOn),
      endReason: row.endReason,
      mayConfirm:
        row.confirmedAt === null &&
        row.endedOn === null &&
        may(registryPolicy, 'confirm', actor, { bodyId, recordedById }),
      mayEnd: row.endedOn === null && may(registryPolicy, 'withdraw', actor, { bodyId, recordedById }),
    })),
    ends: ends.map(({ bodyId, recordedById, ...row }) => {
      const isOpen = row.confirmedAt === null && row.withdrawnAt === null
      return {
        id: row.id,
        kind: row.kind as EndKind,
        into: row.into,
        endedOn: dayOfDate(row.endedOn),
        documentNo: row.documentNo,
        reason: row.reason,
        isConfirmed: row.confirmedAt !== null,
        isWithdrawn: row.withdrawnAt !== null,
        mayConfirm: isOpen && may(registryPolicy, 'confirm', actor, { bodyId, recordedById }),
        mayWithdraw: isOpen && may(registryPolicy, 'withdraw', actor, { bodyId, recordedById }),
      }
    }),
  }
}
export type RegisteredOrganization = NonNullable<Awaited<ReturnType<typeof readRegisteredOrganization>>>

const nothingEntered = { designations: [], ends: [], obstacles: [] }

/** Who bids is told at the opening and not before (docs/threat-model-sealed-bids.md): sealed bids are not among the obstacles. */
async function readEntered(db: Db, id: string) {
  const [designations, ends, obstacles] = await Promise.all([
    db.hubDesignation.findMany({
      where: { organizationId: id },
      orderBy: { id: 'desc' },
      take: 20,
      include: { body: { select: { nameZh: true, nameEn: true } } },
    }),
    db.organizationEnd.findMany({
      where: { organizationId: id },
      orderBy: { id: 'desc' },
      take: 20,
      include: { into: { select: { id: true, name: true } } },
    }),
    db.$queryRaw<{ code: Obstacle; count: number }[]>`
      SELECT code, count FROM organization_obstacles(${id}::uuid) WHERE code <> 'bids'
      UNION ALL SELECT 'bids', count(*)::int FROM bid b JOIN call c ON c.id = b.call_id
        WHERE b.organization_id = ${id}::uuid AND b.state IN ('OPENED', 'SCORED') AND c.state NOT IN ('AWARDED', 'FAILED', 'CANCELLED') HAVING count(*) > 0`,
  ])
  return { designations, ends, obstacles }
}
