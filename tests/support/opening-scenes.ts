import type { Actor } from '#app/domain/shared/actor.ts'
import { setKeyholders } from '#app/services/call/set-keyholders.server.ts'
import { contributeShare } from '#app/services/opening/contribute-share.server.ts'
import { setOpeningKey } from '#app/services/opening/set-opening-key.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import type { TestDatabase } from './database.ts'
import { accountIdOf, afterDeadline, must } from './must.ts'
import type { Bureau } from './scenes.ts'

/** Everybody's in these stories. */
export const scenePassphrase = '海棠花开满院春风又绿江南岸'
/** argon2id at its least: stories open many calls, and what is tested is not how long guessing takes. */
const lightCost = { memoryKib: 64, passes: 1 }

export const giveOpeningKey = async (t: TestDatabase, actor: Actor, now: string, passphrase = scenePassphrase) =>
  must(await setOpeningKey(t.contextAt(now, actor), { passphrase, cost: lightCost }))

/** The bureau's three, any two of whom open the call. */
export async function nameKeyholders(
  t: TestDatabase,
  { call, bureau, now }: { call: Pick<Call, 'id' | 'version'>; bureau: Bureau; now: string },
): Promise<void> {
  for (const actor of [bureau.officer, bureau.approver, bureau.supervisor])
    if ((await t.owner.openingKey.count({ where: { accountId: accountIdOf(actor), replacedAt: null } })) === 0)
      await giveOpeningKey(t, actor, now)
  must(
    await setKeyholders(t.contextAt(now, bureau.officer), {
      callId: call.id,
      version: call.version,
      officers: [accountIdOf(bureau.officer), accountIdOf(bureau.approver)],
      escrow: accountIdOf(bureau.supervisor),
      threshold: 2,
    }),
  )
}

export const contribute = (t: TestDatabase, call: Call, actor: Actor, minutes = 1, passphrase = scenePassphrase) =>
  contributeShare(t.contextAt(afterDeadline(call, minutes), actor), { callId: call.id, passphrase })

/** Officer and approver come together after the deadline. */
export async function openTogether(t: TestDatabase, { call, bureau }: { call: Call; bureau: Bureau }): Promise<void> {
  must(await contribute(t, call, bureau.officer))
  must(await contribute(t, call, bureau.approver, 2))
}
