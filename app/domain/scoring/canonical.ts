import canonicalize from 'canonicalize'
import type { DecisionRecord } from './decision-record.ts'

/** SHA-256 of UTF-8 text as lower-case hex. Handed in, because hashing belongs to the platform and rules are pure. */
export type Sha256 = (text: string) => string

/** RFC 8785: one text for one value, whatever the order of keys. @throws TypeError for what is not JSON. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('not a JSON value')
  return text
}

/** `sha256:` and the hash over call, rules, judges and bids as they were written, results left out. */
export const decisionHash = ({ call, rules, judges, bids }: DecisionRecord, sha256: Sha256): string =>
  `sha256:${sha256(canonicalJson({ call, rules, judges, bids }))}`
