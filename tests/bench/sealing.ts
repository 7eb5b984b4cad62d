import { createDb } from '#app/services/shared/db.server.ts'
import { sceneDatabase } from '#tests/e2e/scene-database.ts'
import { needed } from '#tests/support/needed.ts'
import { openTogether } from '#tests/support/opening-scenes.ts'
import { pressSeal, readyToSeal } from '#tests/support/sealing-rush.ts'
import { startSiteWith } from '#tests/support/start-site.ts'
import { inLanes } from './lanes.ts'
import type { Load } from './load.ts'

export type SealingFigures = { sealing: Load; bids: number; openingSeconds: number }

const bids = 1000
const lanes = 8

/** A thousand bidders press the last button of the production build, eight at a time; then the bids are opened by two of the keyholders. */
export async function benchSealing(): Promise<SealingFigures> {
  const stop = await startSiteWith({})
  const db = createDb(needed('SITE_OWNER_URL'), 6)
  try {
    const t = sceneDatabase({ db, locale: 'zh-CN' })
    const { call, bureau, ready } = await readyToSeal(t, bids)
    const siteUrl = needed('SITE_URL')
    const sealing = await inLanes(ready, lanes, async (bid) => {
      const { as } = await pressSeal(siteUrl, bid)
      if (as !== 'sealed') throw new Error(`${bid.bidId}: ${as}`)
    })
    const startedAt = performance.now()
    await openTogether(t, { call, bureau })
    const openingSeconds = (performance.now() - startedAt) / 1000
    const opened = await db.openedBid.count({ where: { bid: { callId: call.id }, hashesMatched: true } })
    if (opened !== bids) throw new Error(`${String(opened)} of ${String(bids)} were opened`)
    return { sealing, bids, openingSeconds }
  } finally {
    await db.$disconnect()
    await stop()
  }
}
