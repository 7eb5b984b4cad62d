import type { Day } from '../shared/day.ts'
import type { CertificateKind, Post } from './terms.ts'

export type Held = { kind: CertificateKind; issuedOn: Day; validUntil: Day | null }
/** Of a post, the certificates of which one is asked for; none where it is not among them. */
export type PostRules = Readonly<Partial<Record<Post, readonly CertificateKind[]>>>

/** Counts on its first and its last day. */
const countsOn = ({ issuedOn, validUntil }: Held, on: Day) =>
  issuedOn <= on && (validUntil === null || validUntil >= on)

/** Certificate before post (持证上岗): which certificates would do, where none of them counts on that day; otherwise none. */
export function missingCertificates(
  post: Post,
  held: readonly Held[],
  rules: PostRules,
  on: Day,
): readonly CertificateKind[] {
  const asked = rules[post] ?? []
  return held.some((one) => asked.includes(one.kind) && countsOn(one, on)) ? [] : asked
}
