/** What the answer to one press said: done; not done; nothing that can be relied on (no answer, or that of a site in trouble). */
export type Told = 'acknowledged' | 'refused' | 'unknown'

/** `mark`: by which the thing is found again, there once for each press. */
export type Press = { kind: string; mark: string; told: Told }

/** A thing that one person writes over again and again. `at`: version and mark as they stood before. */
export type Overwritten = { kind: string; of: string; at: { version: number; mark: string }; presses: Press[] }

/** What the site was asked to do in one round, and what it said of it. */
export type Memory = {
  once: Press[]
  over: Map<string, Overwritten>
  /** Pages that were only read, by status; 0: no answer. */
  read: Map<number, number>
}

export const createMemory = (): Memory => ({ once: [], over: new Map(), read: new Map() })

export const pressesOf = ({ once, over }: Memory): Press[] => [
  ...once,
  ...[...over.values()].flatMap(({ presses }) => presses),
]

export const countTold = (memory: Memory, told: Told): number =>
  pressesOf(memory).filter((press) => press.told === told).length
