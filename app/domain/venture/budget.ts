import { type Fen, toFen } from '../shared/money.ts'
import { type Outcome, ok, refuse } from '../shared/outcome.ts'

export type AskedLine = { readonly item: string; readonly askedFen: bigint }
export type ApprovedLine = { readonly approvedFen: bigint; readonly reason: string }
export type ReviewedLine = AskedLine & ApprovedLine & { readonly position: number }

/** What is reviewed: the lines of the bid's budget in their order; a bid without lines is one sum, with no name. */
export const linesToReview = (
  lines: readonly { readonly item: string; readonly amountFen: string }[],
  askedFen: bigint,
): AskedLine[] =>
  lines.length === 0
    ? [{ item: '', askedFen }]
    : lines.map(({ item, amountFen }) => ({ item, askedFen: BigInt(amountFen) }))

/** The reviewed budget: no line above what was asked, a reason for each cut, and something left. */
export function decideBudget(
  asked: readonly AskedLine[],
  approved: readonly ApprovedLine[],
): Outcome<{ lines: ReviewedLine[]; askedFen: Fen; approvedFen: Fen }> {
  if (asked.length !== approved.length) return refuse('venture.sums')
  const lines: ReviewedLine[] = []
  for (const [index, line] of asked.entries()) {
    const { approvedFen, reason } = approved[index] ?? { approvedFen: 0n, reason: '' }
    if (approvedFen > line.askedFen) return refuse('venture.over-asked', { field: `lines[${index}].approved` })
    if (approvedFen < line.askedFen && reason === '')
      return refuse('venture.cut-reason', { field: `lines[${index}].reason` })
    lines.push({ ...line, approvedFen, reason: approvedFen === line.askedFen ? '' : reason, position: index + 1 })
  }
  const sum = (of: 'askedFen' | 'approvedFen') => toFen(lines.reduce((total, line) => total + line[of], 0n))
  const approvedFen = sum('approvedFen')
  // Nothing approved at all is not a budget but a rejection, which has its own place and its own reasons.
  if (approvedFen === 0n) return refuse('venture.nothing-approved')
  return ok({ lines, askedFen: sum('askedFen'), approvedFen })
}

/** The bidder has at least a day to answer, and at most a month. */
export function decideAnswerTerm(now: Date, dueAt: Date): Outcome {
  const hours = (dueAt.getTime() - now.getTime()) / 3_600_000
  if (hours < leastHours) return refuse('venture.term-too-short', { field: 'dueAt', data: { hours: leastHours } })
  if (hours > 31 * 24) return refuse('venture.term-too-long', { field: 'dueAt' })
  return ok()
}
export const leastHours = 24
