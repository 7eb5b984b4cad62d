import { administrationPolicy } from '#app/domain/account/policy.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'

type Duties = { isRegistry: boolean; isRegulator: boolean }
/** Every body here buys; some keep a register of organizations besides, some regulate them. */
const dutiesOf = ({ isRegistry = false, isRegulator = false }: Partial<Duties>): string[] => [
  'PURCHASE',
  ...(isRegistry ? ['REGISTRY'] : []),
  ...(isRegulator ? ['REGULATION'] : []),
]

/** A new body; its first approver is invited next. */
export function addBody(
  ctx: Context,
  input: { nameZh: string; nameEn: string; regionId: string } & Partial<Duties>,
): Promise<Outcome<{ bodyId: string }>> {
  return transact(ctx, async (tx) => {
    if (!may(administrationPolicy, 'addBody', ctx.actor, {})) return refuse('forbidden')
    const region = await tx.region.findUnique({ where: { id: input.regionId }, select: { id: true } })
    if (region === null) return refuse('invalid', { field: 'regionId' })
    const same = await tx.body.findFirst({ where: { nameZh: input.nameZh }, select: { id: true } })
    if (same !== null) return refuse('admin.body-there', { field: 'nameZh' })
    const { nameZh, nameEn, regionId } = input
    const { id } = await tx.body.create({
      data: { nameZh, nameEn, regionId, duties: dutiesOf(input), createdAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, { type: 'body.added', entity: 'body', entityId: id, bodyId: id, data: { nameZh } })
    return ok({ bodyId: id })
  })
}

/** What a body answers for besides buying: whoever registers or regulates enters credit records in its name. */
export const setBodyDuties = (ctx: Context, { bodyId, ...duties }: Duties & { bodyId: string }) =>
  transact(ctx, async (tx) => {
    if (!may(administrationPolicy, 'addBody', ctx.actor, {})) return refuse('forbidden')
    const { count } = await tx.body.updateMany({ where: { id: bodyId }, data: { duties: dutiesOf(duties) } })
    if (count === 0) return refuse('not-found')
    await record(tx, ctx, {
      type: 'body.duties-set',
      entity: 'body',
      entityId: bodyId,
      bodyId,
      data: { duties: dutiesOf(duties).join(' ') },
    })
    return ok()
  })
