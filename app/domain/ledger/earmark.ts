import type { Instrument } from '../call/terms.ts'
import type { ServiceField } from '../search/ask.ts'

/** What a fund may be used for (资金使用范围白名单); an empty list rules nothing out. */
export type Earmark = { fields: readonly ServiceField[]; instruments: readonly Instrument[] }

/** Which of a fund's limits a call lies outside of; undefined when it may be paid from it. */
export function outsideEarmark(
  { fields, instruments }: Earmark,
  call: { field: ServiceField; instrument: Instrument },
): 'field' | 'instrument' | undefined {
  if (fields.length > 0 && !fields.includes(call.field)) return 'field'
  if (instruments.length > 0 && !instruments.includes(call.instrument)) return 'instrument'
  return undefined
}
