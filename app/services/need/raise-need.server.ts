import { networkOf, throttles } from '#app/domain/account/throttle.ts'
import { needPolicy } from '#app/domain/need/policy.ts'
import type { NeedTyped } from '#app/domain/need/schema.ts'
import { dayOf, yearOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { countTry } from '#app/services/shared/throttle.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { findSimilar } from './queries/similar.server.ts'
import { sealContact } from './store.server.ts'

/**
 * Anybody says what is needed. Similar ones are shown first, once: `need.similar` carries them as JSON. The same form posted twice says
 * it once. Only an official of the place reads it before it is taken up.
 */
export async function raiseNeed(
  ctx: Context,
  { key, bodyId, name, phone, email, isDifferent, ...words }: NeedTyped,
): Promise<Outcome<{ needNo: string }>> {
  const { accountId } = ctx.actor
  if (bodyId !== undefined && !may(needPolicy, 'raiseForBody', ctx.actor, { bodyId })) return refuse('forbidden')
  if (accountId === undefined && phone === '' && email === '') return refuse('need.no-contact', { field: 'phone' })
  if (!isDifferent) {
    const similar = await findSimilar(ctx, words)
    if (similar.length > 0) return refuse('need.similar', { data: { similar: JSON.stringify(similar) } })
  }
  if (accountId === undefined) {
    const tries = await countTry(ctx.db, throttles.needIp, networkOf(ctx.ip))
    if (!tries.ok) return tries
  }
  return transact<{ needNo: string }>(ctx, async (tx) => {
    // One form at a time: sent twice at the same moment, the second finds the first.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`
    const known = await tx.need.findUnique({ where: { formKey: key }, select: { needNo: true } })
    if (known !== null) return ok({ needNo: known.needNo })
    const region = await tx.region.findUnique({ where: { id: words.regionId } })
    if (region === null) return refuse('need.no-region', { field: 'regionId' })
    const hasContact = name !== '' || phone !== '' || email !== ''
    const needNo = await nextNeedNo(tx, ctx)
    const { id } = await tx.need.create({
      data: {
        ...words,
        needNo,
        formKey: key,
        raisedAs: bodyId === undefined ? 'RESIDENT' : 'COMMITTEE',
        raisedById: accountId ?? null,
        raisedForId: bodyId ?? null,
        raisedAt: ctx.now,
        stateAt: ctx.now,
        locale: ctx.locale === 'en' ? 'EN' : 'ZH_CN',
        contactSealed: hasContact ? sealContact(ctx.keys, key, { name, phone, email }) : null,
        hasEmail: email !== '',
      },
      select: { id: true },
    })
    // Whoever wrote is nobody's to read: the event names the need alone.
    await record(tx, ctx, { type: 'need.raised', entity: 'need', entityId: id, data: { needNo } })
    for (const nearest of await nearestBodies(tx, region.id))
      await tell(tx, ctx, { bodyId: nearest, roles: ['OFFICER'] }, 'needRaised', {
        needTitle: words.title,
        regionName: region.nameZh,
        url: `/bureau/needs/${id}`,
      })
    return ok({ needNo })
  })
}

async function nextNeedNo(tx: Tx, { now }: Context): Promise<string> {
  const year = yearOf(dayOf(now))
  const [row] = await tx.$queryRaw<{ number: number }[]>`SELECT next_number('need', ${year}::int) AS number`
  return `XQ-${year}-${String(row?.number ?? 0).padStart(4, '0')}`
}

/** Bodies of the place itself; where it has none, of what it lies in. */
async function nearestBodies(tx: Tx, regionId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM (SELECT b.id, rank() OVER (ORDER BY length(own.path) DESC) AS nearness
      FROM body b JOIN region own ON own.id = b.region_id WHERE body_covers(b.id, ${regionId}::uuid)) near WHERE nearness = 1 ORDER BY id`
  return rows.map(({ id }) => id)
}
