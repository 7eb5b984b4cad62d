import { paths } from '#app/http/paths.ts'
import { fill, press } from '../hands.ts'
import { type Actor, expect, type Stage } from '../stage.ts'
import { passphrase, password } from './staff.ts'

/** The keyholders come together, each with a passphrase, and then sign the record of what they opened. */
export async function openTogether({ db, t }: Stage, keyholders: readonly Actor[], callId: string): Promise<void> {
  for (const actor of keyholders) {
    await actor.goto(paths.bureauOpening(callId))
    await fill(actor.page, { passphrase })
    await press(actor.page, t('bid.opening.confirm'))
  }
  expect((await db.call.findUniqueOrThrow({ where: { id: callId } })).state).toBe('OPENED')
}

export async function signOpening({ t }: Stage, keyholders: readonly Actor[], callId: string): Promise<void> {
  for (const actor of keyholders) {
    await actor.goto(paths.bureauOpening(callId))
    await fill(actor.page, { password })
    await press(actor.page, t('opening.record.sign'))
  }
}
