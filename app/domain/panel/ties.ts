/** What the server knows of an expert that may tie them to a bidder. */
export type ExpertTraits = {
  readonly name: string
  readonly employer: string
  readonly email: string
  readonly organizationIds: readonly string[]
}
export type BidderTraits = {
  readonly organizationId: string
  readonly name: string
  readonly legalRepresentative: string
  /** Addresses of its people. */
  readonly emails: readonly string[]
  /** Organizations that once bid in the same call as this one. */
  readonly coBidderIds: readonly string[]
}
/** Strongest first. Only membership is a fact that bars; the others are told, for people to judge. */
export type Tie = 'member' | 'employer' | 'legal-representative' | 'mail-domain' | 'co-bid'

/** Mail services open to everybody: sharing one says nothing. */
const publicDomains = new Set([
  ...['qq.com', 'vip.qq.com', 'foxmail.com', '126.com', '163.com', 'vip.163.com', 'yeah.net', '139.com', '189.cn'],
  ...['sina.com', 'sina.cn', 'sohu.com', '21cn.com', 'aliyun.com', 'tom.com', 'wo.cn', '263.net', '188.com'],
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'live.cn', 'msn.com', 'yahoo.com'],
  ...['yahoo.com.cn', 'yahoo.cn', 'icloud.com', 'me.com', 'proton.me', 'protonmail.com', 'mail.com', 'gmx.com'],
])
/** Kept free for examples (RFC 2606): nobody's own. */
const reserved = /(^|\.)(example|test|invalid|localhost)(\.(com|net|org|cn))?$/
const domainOf = (email: string): string | undefined => {
  const domain = email.split('@').at(-1)?.toLowerCase()
  const isAnybodys = domain === undefined || domain === '' || publicDomains.has(domain) || reserved.test(domain)
  return isAnybodys ? undefined : domain
}
const plainName = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
const isSame = (a: string, b: string) => plainName(a) !== '' && plainName(a) === plainName(b)

/** Every way in which the server's own lists tie an expert to a bidder (实施条例 art. 9). */
export function tiesOf(expert: ExpertTraits, bidder: BidderTraits): Tie[] {
  const domain = domainOf(expert.email)
  const found: Record<Tie, boolean> = {
    member: expert.organizationIds.includes(bidder.organizationId),
    employer: isSame(expert.employer, bidder.name),
    'legal-representative': isSame(expert.name, bidder.legalRepresentative),
    'mail-domain': domain !== undefined && bidder.emails.some((email) => domainOf(email) === domain),
    'co-bid': expert.organizationIds.some((id) => id !== bidder.organizationId && bidder.coBidderIds.includes(id)),
  }
  return (Object.keys(found) as Tie[]).filter((tie) => found[tie])
}
