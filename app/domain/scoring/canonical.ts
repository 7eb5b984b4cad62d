import type { DecisionRecord } from './decision-record.ts'

/** SHA-256 of UTF-8 text as lower-case hex. Handed in, because hashing belongs to the platform and rules are pure. */
export type Sha256 = (text: string) => string

/**
 * RFC 8785: one text for one value, whatever the order of keys. Members that are `undefined` are not there. Each level is joined at
 * once, so that a record of a large tender does not leave a million little texts behind. @throws TypeError for what is not JSON.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isPlain(value)) throw new TypeError('not a JSON value')
  const members: string[] = []
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`)
  }
  return `{${members.join(',')}}`
}

/** A date or an instance of a class says more than its members: nobody may hash it by mistake. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** `sha256:` and the hash over call, rules, judges and bids as they were written, results left out. */
export const decisionHash = ({ call, rules, judges, bids }: DecisionRecord, sha256: Sha256): string =>
  `sha256:${sha256(canonicalJson({ call, rules, judges, bids }))}`
