import type { Db } from '#app/services/shared/db.server.ts'
import { sceneDatabase } from '#tests/e2e/scene-database.ts'
import { pressSeal, type Pressed, type ReadyToSeal, readyToSeal } from '#tests/support/sealing-rush.ts'

type Rush = {
  db: Db
  siteUrl: string
  /** What is done to the site meanwhile, one after the other. */
  replaced: readonly (() => Promise<void>)[]
}

const bidders = 400
const atOnce = 16

/** Each presses twice at the same moment; who got no answer, or was told so, presses again. */
export async function rush({ db, siteUrl, replaced }: Rush): Promise<{ text: string; faults: string[] }> {
  const { call, ready } = await readyToSeal(sceneDatabase({ db, locale: 'zh-CN' }), bidders)
  const came: { bidId: string; pressed: Pressed }[] = []
  const press = async (bid: ReadyToSeal) => {
    for (;;) {
      const pressed = await pressSeal(siteUrl, bid)
      came.push({ bidId: bid.bidId, pressed })
      if (pressed.as === 'sealed' || pressed.as === 'already') return
    }
  }
  const left = [...ready]
  const lane = async () => {
    for (let bid = left.shift(); bid !== undefined; bid = left.shift()) await Promise.all([press(bid), press(bid)])
  }
  const meanwhile = async () => {
    for (const replace of replaced) await replace()
  }
  const startedAt = performance.now()
  await Promise.all([...Array.from({ length: atOnce }, lane), meanwhile()])
  const seconds = (performance.now() - startedAt) / 1000

  const count = (as: Pressed['as']) => came.filter(({ pressed }) => pressed.as === as).length
  const sealed = await db.bidEnvelope.groupBy({ by: ['bidId'], where: { bid: { callId: call.id } }, _count: true })
  const faults: string[] = []
  const stored = new Map(sealed.map(({ bidId, _count }) => [bidId, _count]))
  for (const { bidId } of ready)
    if (stored.get(bidId) !== 1) faults.push(`bid ${bidId} has ${String(stored.get(bidId) ?? 0)} envelopes`)
  const receipts = came.filter(({ pressed }) => pressed.as === 'sealed').map(({ bidId }) => bidId)
  if (new Set(receipts).size !== receipts.length) faults.push('one bid was told twice that it had been sealed')
  return {
    text: `${String(bidders)} bidders pressed twice at once, ${String(came.length)} presses in ${seconds.toFixed(1)} s while ${String(replaced.length)} web servers were replaced: ${String(count('sealed'))} receipts, ${String(count('already'))} sealed already, ${String(count('again'))} told to press again, ${String(count('unanswered'))} without an answer; ${String(sealed.length)} sealed`,
    faults,
  }
}
