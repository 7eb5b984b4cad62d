import { median } from '#tests/bench/median.ts'
import type { RoundFigures } from './round.ts'

export type KindFigures = {
  kind: string
  rounds: number
  acknowledged: number
  unanswered: number
  refused: number
  lost: number
  doubled: number
  otherFaults: number
  lettersRepeated: number
  recoveredMs: { median: number; most: number }
  restedMs: { median: number; most: number }
}

const sum = (rounds: readonly RoundFigures[], of: (round: RoundFigures) => number): number =>
  rounds.reduce((total, round) => total + of(round), 0)
const times = (all: readonly number[]) => ({ median: Math.round(median(all)), most: Math.round(Math.max(...all)) })

const figuresOf = (kind: string, rounds: readonly RoundFigures[]): KindFigures => ({
  kind,
  rounds: rounds.length,
  acknowledged: sum(rounds, ({ acknowledged }) => acknowledged),
  unanswered: sum(rounds, ({ unknown }) => unknown),
  refused: sum(rounds, ({ refused }) => refused),
  lost: sum(rounds, ({ lost }) => lost.length),
  doubled: sum(rounds, ({ doubled }) => doubled.length),
  otherFaults: sum(rounds, ({ faults }) => faults.length),
  lettersRepeated: sum(rounds, ({ repeated }) => repeated),
  recoveredMs: times(rounds.map(({ recoveredMs }) => recoveredMs)),
  restedMs: times(rounds.map(({ restedMs }) => restedMs)),
})

/** One line for each kind that had rounds, and the last for all of them. */
export function tabulate(rounds: readonly RoundFigures[]): KindFigures[] {
  const kinds = [...new Set(rounds.map(({ kind }) => kind))]
  return [
    ...kinds.map((kind) =>
      figuresOf(
        kind,
        rounds.filter((round) => round.kind === kind),
      ),
    ),
    ...(rounds.length === 0 ? [] : [figuresOf('all', rounds)]),
  ]
}

const columns: readonly [string, (figures: KindFigures) => string][] = [
  ['kind', ({ kind }) => kind],
  ['rounds', ({ rounds }) => String(rounds)],
  ['acknowledged', ({ acknowledged }) => String(acknowledged)],
  ['unanswered', ({ unanswered }) => String(unanswered)],
  ['refused', ({ refused }) => String(refused)],
  ['lost', ({ lost }) => String(lost)],
  ['doubled', ({ doubled }) => String(doubled)],
  ['other faults', ({ otherFaults }) => String(otherFaults)],
  ['letters again', ({ lettersRepeated }) => String(lettersRepeated)],
  ['recovered ms (most)', ({ recoveredMs }) => `${String(recoveredMs.median)} (${String(recoveredMs.most)})`],
  ['at rest ms (most)', ({ restedMs }) => `${String(restedMs.median)} (${String(restedMs.most)})`],
]

export function tableText(figures: readonly KindFigures[]): string {
  const rows = [columns.map(([name]) => name), ...figures.map((each) => columns.map(([, cell]) => cell(each)))]
  const widths = columns.map((_column, index) => Math.max(...rows.map((row) => (row[index] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
