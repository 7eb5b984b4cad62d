import type { Instrument, ServiceField } from '../call/terms.ts'

/** One line of what a fund is meant for in a year; null: any field, any instrument. Fen. */
export type PlanLine = {
  readonly name: string
  readonly field: ServiceField | null
  readonly instrument: Instrument | null
  readonly plannedFen: bigint
}

/** What a year really brought for one call: set aside, promised by contract (both net of what was freed), paid, and paid back. Fen. */
export type CallActual = {
  readonly field: ServiceField
  readonly instrument: Instrument
  readonly allocatedFen: bigint
  readonly committedFen: bigint
  readonly paidFen: bigint
  readonly returnedFen: bigint
}

export type ActualLine = Omit<PlanLine, 'plannedFen'> & {
  plannedFen: bigint
  allocatedFen: bigint
  committedFen: bigint
  paidFen: bigint
  returnedFen: bigint
  /** Planned and not set aside; below zero: more than was planned. */
  leftFen: bigint
}

/**
 * A year held against its plan (seeds A21: 财务预决算). Every call counts once, for the line that names most of it: field and
 * instrument, else the field, else the instrument, else the line for anything. What no line names is a line of its own, the last,
 * with the name ''; it is there only where there is such money.
 */
export function planAgainstActual(lines: readonly PlanLine[], calls: readonly CallActual[]): ActualLine[] {
  const rows: ActualLine[] = lines.map((line) => ({
    ...line,
    allocatedFen: 0n,
    committedFen: 0n,
    paidFen: 0n,
    returnedFen: 0n,
    leftFen: line.plannedFen,
  }))
  const unplanned: ActualLine = {
    name: '',
    field: null,
    instrument: null,
    plannedFen: 0n,
    allocatedFen: 0n,
    committedFen: 0n,
    paidFen: 0n,
    returnedFen: 0n,
    leftFen: 0n,
  }
  for (const call of calls) {
    const row = lineOf(rows, call) ?? unplanned
    row.allocatedFen += call.allocatedFen
    row.committedFen += call.committedFen
    row.paidFen += call.paidFen
    row.returnedFen += call.returnedFen
    row.leftFen -= call.allocatedFen
  }
  const { allocatedFen, committedFen, paidFen, returnedFen } = unplanned
  const isThere = [allocatedFen, committedFen, paidFen, returnedFen].some((fen) => fen !== 0n)
  return isThere ? [...rows, unplanned] : rows
}

function lineOf(rows: readonly ActualLine[], { field, instrument }: CallActual): ActualLine | undefined {
  const named = (f: ServiceField | null, i: Instrument | null) =>
    rows.find((row) => row.field === f && row.instrument === i)
  return named(field, instrument) ?? named(field, null) ?? named(null, instrument) ?? named(null, null)
}
