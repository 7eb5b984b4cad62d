import type { Ending } from '#app/domain/call/end-codes.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { readConcerned } from './concerned.server.ts'

/** Everybody who had a hand in the call learns that it ended, and why. */
export async function tellOfEnd(tx: Tx, teller: Teller, call: Call, { event, code, reason }: Ending): Promise<void> {
  for (const { email, locale } of await readConcerned(tx, call.id))
    await sendLetter(tx, teller, {
      to: email,
      locale,
      template: 'callEnded',
      values: {
        callTitle: call.title,
        outcomeKey: event === 'fail' ? 'call.event.call-failed' : 'call.event.call-cancelled',
        codeKey: `call.endCode.${code ?? 'OTHER'}`,
        reason,
        url: `/calls/${call.callNo ?? ''}`,
      },
    })
}
