import type { DueKind } from '#app/domain/call/due-events.ts'
import type { MailTemplate } from '#app/domain/notice/mail-template.ts'
import { addJob } from '#app/services/shared/jobs.server.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { listSealedBids } from '../sealed-list-store.server.ts'
import { readOfficials } from '../officials.server.ts'

const pages: Record<DueKind, (callId: string) => string> = {
  bidDeadline: (id) => `/bureau/calls/${id}/opening`,
  questionsEnd: (id) => `/bureau/calls/${id}`,
  decisionLate: (id) => `/bureau/calls/${id}/result`,
}
const templates = {
  bidDeadline: 'bidsToOpen',
  questionsEnd: 'questionsEnd',
  decisionLate: 'decisionLate',
} as const satisfies Record<DueKind, MailTemplate>

/** Tells the call's own officials. Of a deadline the public learns the sorted checksums of what was sealed, and nothing else. */
export async function doDueEvent(tx: Tx, teller: Teller, kind: DueKind, call: Call): Promise<void> {
  for (const { email, locale } of await readOfficials(tx, call.bodyId, ['OFFICER', 'APPROVER']))
    await sendLetter(tx, teller, {
      to: email,
      locale,
      template: templates[kind],
      values: { callTitle: call.title, url: pages[kind](call.id) },
    })
  await record(tx, teller, {
    type: `call.due-${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    entity: 'call',
    entityId: call.id,
    bodyId: call.bodyId,
    callId: call.id,
  })
  // Lists tell open calls from closed ones.
  if (kind !== 'bidDeadline') return
  await addJob(tx, 'sync-index', { kind: 'call', id: call.id }, `sync-index:call:${call.id}`)
  await listSealedBids(tx, teller, call)
}
