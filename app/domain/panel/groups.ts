import type { RuleBook } from '../rule-book/rule-book.ts'
import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import type { SeatFacts, SeatKind } from './seating.ts'

/** More groups than this have no letters. */
export const groupsMax = 6
/** A, B …: as many as there are groups; none where the committee is one. */
export const lettersOf = (groups: number): string[] =>
  groups === 1 ? [] : Array.from({ length: groups }, (_, index) => String.fromCharCode(65 + index))

/** How totals of several groups are made comparable: published with the call, printed in the decision record. */
export type Calibration = {
  readonly dropHigh: number
  readonly dropLow: number
  readonly meanDecimals: number
  readonly coefficientDecimals: number
  readonly decimals: number
}
/** The columns of `call_scoring`: all five, or none. */
export type CalibrationColumns = {
  readonly dropHigh: number | null
  readonly dropLow: number | null
  readonly meanDecimals: number | null
  readonly coefficientDecimals: number | null
  readonly totalDecimals: number | null
}
export const noCalibration: CalibrationColumns = {
  dropHigh: null,
  dropLow: null,
  meanDecimals: null,
  coefficientDecimals: null,
  totalDecimals: null,
}
/** What is customary: nothing dropped, and decimals as most published rules have them. */
export const usualCalibration: Calibration = {
  dropHigh: 0,
  dropLow: 0,
  meanDecimals: 4,
  coefficientDecimals: 4,
  decimals: 2,
}

export function calibrationOf(row: CalibrationColumns | null): Calibration | null {
  if (row === null) return null
  const { dropHigh, dropLow, meanDecimals, coefficientDecimals, totalDecimals } = row
  return dropHigh === null ||
    dropLow === null ||
    meanDecimals === null ||
    coefficientDecimals === null ||
    totalDecimals === null
    ? null
    : { dropHigh, dropLow, meanDecimals, coefficientDecimals, decimals: totalDecimals }
}

/** Bids a group needs: two to be compared by, and more than are dropped. */
export const bidsOfGroupAtLeast = ({ dropHigh, dropLow }: Pick<Calibration, 'dropHigh' | 'dropLow'>): number =>
  Math.max(2, dropHigh + dropLow + 1)

/**
 * What calibration comes down to when scoring is over. Bids may have been rejected since: where a group has no more left than
 * would be dropped, nothing is dropped in any group. Where one group is left, nothing is calibrated.
 */
export function calibrationFor(calibration: Calibration, bidsOfGroups: readonly number[]): Calibration | null {
  const sizes = bidsOfGroups.filter((size) => size > 0)
  if (sizes.length < 2) return null
  const dropped = calibration.dropHigh + calibration.dropLow
  return sizes.every((size) => size > dropped) ? calibration : { ...calibration, dropHigh: 0, dropLow: 0 }
}

export type GroupFacts = {
  readonly letters: readonly string[]
  readonly seats: readonly (Pick<SeatFacts, 'state'> & { readonly kind: SeatKind; readonly panelGroup: string })[]
  /** Group's letter of every admitted bid; empty where it has none yet. */
  readonly bids: readonly string[]
}

/** Each group is a panel in itself. PostgreSQL counts the same again when the panel starts (assert_groups). */
export function decideGroups(
  { letters, seats, bids }: GroupFacts,
  {
    book,
    quorum,
    calibration,
  }: { readonly book: RuleBook; readonly quorum: number; readonly calibration: Calibration | null },
): Outcome {
  if (letters.length === 0) return ok()
  if (calibration === null) return refuse('panel.groups-not-published')
  const seated = seats.filter(({ state }) => state === 'SEATED')
  if (seated.some(({ panelGroup }) => panelGroup === '')) return refuse('panel.seat-without-group')
  const least = Math.max(book.panel.minSeats, quorum)
  const { numerator, denominator } = book.panel.expertShare
  for (const group of letters) {
    const own = seated.filter(({ panelGroup }) => panelGroup === group)
    const experts = own.filter(({ kind }) => kind === 'EXPERT').length
    if (own.length < least) return refuse('panel.group-too-small', { data: { group, seats: own.length, least } })
    if (book.panel.isOdd && own.length % 2 === 0)
      return refuse('panel.group-even', { data: { group, seats: own.length } })
    if (experts * denominator < own.length * numerator)
      return refuse('panel.too-few-experts', { data: { experts, share: `${numerator}/${denominator}` } })
  }
  if (bids.includes('')) return refuse('panel.lot-first')
  const bidsLeast = bidsOfGroupAtLeast(calibration)
  for (const group of letters)
    if (bids.filter((letter) => letter === group).length < bidsLeast)
      return refuse('panel.group-too-few-bids', { data: { group, least: bidsLeast } })
  return ok()
}

/** The group in which a place is free once scoring runs: the one that lacks most seats. */
export const groupWithPlace = (
  sizes: readonly number[],
  seats: readonly (Pick<SeatFacts, 'state'> & { readonly panelGroup: string })[],
): string => {
  const [free] = lettersOf(sizes.length)
    .map((group, index) => ({
      group,
      lacking:
        (sizes[index] ?? 0) -
        seats.filter(({ state, panelGroup }) => state === 'SEATED' && panelGroup === group).length,
    }))
    .filter(({ lacking }) => lacking > 0)
    .sort((a, b) => b.lacking - a.lacking || (a.group < b.group ? -1 : 1))
  return free?.group ?? ''
}
