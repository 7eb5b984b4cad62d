import { type Day, daysBetween } from '../shared/day.ts'
import type { FoundWarning, ProjectFacts } from './find-warnings.ts'

/** How far money and time may be apart before somebody should look: thirty points of a hundred. */
const apartBps = 3_000n
const graveBps = 5_000n
/** In its first days nothing can be said of a project. */
const settlingDays = 30

/**
 * What was paid against the time that has gone, both in hundredths of a percent. Budget lines are compared here too as soon as there are
 * claims against them: a line's share takes the place of the payments' share.
 */
export function moneyWarnings(
  { startsOn, endsOn, amountFen, paidFen }: Pick<ProjectFacts, 'startsOn' | 'endsOn' | 'amountFen' | 'paidFen'>,
  today: Day,
): FoundWarning[] {
  const amount = BigInt(amountFen)
  const length = daysBetween(startsOn, endsOn)
  const gone = daysBetween(startsOn, today)
  if (amount <= 0n || length <= 0 || gone < settlingDays) return []
  const paidBps = (BigInt(paidFen) * 10_000n) / amount
  const timeBps = (BigInt(Math.min(gone, length)) * 10_000n) / BigInt(length)
  const apart = paidBps - timeBps
  const size = apart < 0n ? -apart : apart
  if (size <= apartBps) return []
  return [
    {
      code: apart < 0n ? 'UNDERSPENT' : 'OVERSPENT',
      subject: '',
      level: apart < 0n && size > graveBps ? 'HIGH' : 'MEDIUM',
      figures: { paidPercent: Number(paidBps / 100n), timePercent: Number(timeBps / 100n), paidFen, amountFen },
      since: today,
    },
  ]
}
