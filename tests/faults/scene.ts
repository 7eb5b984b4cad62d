import { randomUUID } from 'node:crypto'
import type { Actor } from '#app/domain/shared/actor.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { sceneDatabase } from '#tests/e2e/scene-database.ts'
import { completeDrafts } from '#tests/support/complete-drafts.ts'
import { enter } from '#tests/support/enter.ts'
import { accountIdOf } from '#tests/support/must.ts'
import { makeFinance, makeOrganization, makePerson, publishedCall } from '#tests/support/scenes.ts'
import { declareAll, openedCall, seatedPanel, startedPanel } from '#tests/support/scenes-panel.ts'
import { termsOfToday } from '#tests/support/scenes-today.ts'
import type { FaultySite } from './faulty-site.ts'

type Person = { actor: Actor; session: string }
/** A bid that is sealed and taken back, over and over. */
export type SealLane = { session: string; organizationId: string; code: string }
export type Scene = Awaited<ReturnType<typeof makeScene>>

const lanes = { seal: 3, draft: 2, profile: 2 }

/** Everybody who presses something, signed in; and what they press it on. */
export async function makeScene({ db, owner }: Pick<FaultySite, 'db' | 'owner'>) {
  const t = sceneDatabase({ db, locale: 'zh-CN' })
  const entered = async (actor: Actor): Promise<Person> => ({
    actor,
    session: (await enter(db, accountIdOf(actor))).session,
  })
  const terms = termsOfToday()
  const { call, callNo, bureau } = await publishedCall(t, terms)
  const drafts = await completeDrafts(t, call, lanes.seal + lanes.draft, terms.now)
  const bids: { bidId: string; organizationId: string; session: string }[] = []
  for (const { bidId, certifier } of drafts) {
    const { organizationId } = await db.bid.findUniqueOrThrow({ where: { id: bidId } })
    const owner = await db.organizationMembership.findFirstOrThrow({ where: { organizationId, role: 'OWNER' } })
    const isSealed = bids.length < lanes.seal
    const { session } = await enter(db, isSealed ? accountIdOf(certifier) : owner.accountId)
    bids.push({ bidId, organizationId, session })
  }

  const organizations: { id: string; regionId: string; session: string }[] = []
  for (let number = 1; number <= lanes.profile; number += 1) {
    const made = await makeOrganization(t, `改写第${String(number)}社`)
    const { regionId } = await db.organization.findUniqueOrThrow({ where: { id: made.id } })
    organizations.push({ id: made.id, regionId, session: (await entered(made.owner)).session })
  }

  const judged = await startedPanel(t, await seatedPanel(t, await openedCall(t, {})))
  await declareAll(t, judged, judged.chair)
  const asker = await makeOrganization(t, '提问社')
  const finance = await entered(await makeFinance(t, bureau.body))
  // A clock may be off by half an hour, and a whole suite takes longer than an hour.
  const lastLong = () => owner.query(`UPDATE session SET expires_at = now() + interval '20 hours'`)
  const scene = {
    t,
    call,
    callNo,
    bureau,
    sealing: bids
      .slice(0, lanes.seal)
      .map(({ organizationId, session }): SealLane => ({ session, organizationId, code: newRetrievalCode() })),
    drafting: bids.slice(lanes.seal),
    organizations,
    judging: {
      callId: judged.call.id,
      bidIds: judged.bids.map(({ bidId }) => bidId),
      criterionIds: judged.criteria.filter(({ kind }) => kind === 'SUBJECTIVE').map(({ id }) => id),
      session: (await entered(judged.chair)).session,
      expertId: judged.chair.expertId,
    },
    asking: { organizationId: asker.id, session: (await entered(asker.owner)).session },
    money: { fundId: bureau.fund.id, finance: finance.session, approver: (await entered(bureau.approver)).session },
    entered,
    lastLong,
    /** Somebody who has kept no search yet: nobody keeps many. */
    newcomer: async () => {
      const { session } = await entered(await makePerson(t, `订阅者${randomUUID().slice(0, 4)}`))
      await lastLong()
      return session
    },
  }
  await lastLong()
  return scene
}
