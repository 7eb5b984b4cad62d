import type { Actor } from '#app/domain/shared/actor.ts'
import type { Outcome } from '#app/domain/shared/outcome.ts'
import type { Call } from '#prisma/generated/client.ts'

/** The value, or a failed test that names the refusal. */
export function must<T extends object>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`)
  return outcome
}

/** Of somebody who was made with an account. */
export const accountIdOf = ({ accountId }: Actor): string => {
  if (accountId === undefined) throw new Error('a made person has an account')
  return accountId
}

/** The instant just after a call's deadline, as text for contextAt. */
export const afterDeadline = (call: Pick<Call, 'bidDeadlineAt'>, minutes = 1): string =>
  new Date(call.bidDeadlineAt.getTime() + minutes * 60_000).toISOString()
