/** How often something may be tried: never a lock for good, the window always ends. */
export type Throttle = { readonly name: string; readonly points: number; readonly seconds: number }

const minutes = (count: number) => count * 60

export const throttles = {
  signInPair: { name: 'sign-in-pair', points: 5, seconds: minutes(15) },
  /** One account, guessed from many places at once; a place where its person has signed in before does not count here. */
  signInAccount: { name: 'sign-in-account', points: 30, seconds: minutes(60) },
  signInIp: { name: 'sign-in-ip', points: 100, seconds: minutes(60) },
  code: { name: 'code', points: 5, seconds: minutes(15) },
  passphrase: { name: 'passphrase', points: 5, seconds: minutes(15) },
  letterAddress: { name: 'letter-address', points: 3, seconds: minutes(60) },
  letterIp: { name: 'letter-ip', points: 30, seconds: minutes(60) },
  /** Codes of slips that nobody handed out. A community centre is one caller with many people: only wrong ones count. */
  answerCodeIp: { name: 'answer-code-ip', points: 30, seconds: minutes(15) },
  /** Promises to give: an office may have many people behind one address. */
  pledgeIp: { name: 'pledge-ip', points: 30, seconds: minutes(60) },
  /** Private codes of givers: only wrong ones count. */
  giverCodeIp: { name: 'giver-code-ip', points: 20, seconds: minutes(15) },
  /** Needs without an account: a community centre has many people behind one address. */
  needIp: { name: 'need-ip', points: 20, seconds: minutes(60) },
  /** Requests about personal data: a community centre has many people behind one address. */
  dataRequestIp: { name: 'data-request-ip', points: 20, seconds: minutes(60) },
  /** Volunteers who sign up: a community centre has many people behind one address. */
  volunteerIp: { name: 'volunteer-ip', points: 40, seconds: minutes(60) },
  /** Files that one person uploads to be read row by row, and archives that are made for one. */
  importAccount: { name: 'import-account', points: 60, seconds: minutes(60) },
  exportAccount: { name: 'export-account', points: 20, seconds: minutes(60) },
  /** Keys to the interface that one person makes. */
  apiKeyAccount: { name: 'api-key-account', points: 20, seconds: minutes(60) },
  /** Whole lists as files. */
  listFileIp: { name: 'list-file-ip', points: 60, seconds: minutes(10) },
  signUpIp: { name: 'sign-up-ip', points: 20, seconds: minutes(60) },
} as const satisfies Record<string, Throttle>

/** One home is one caller: an IPv6 household owns a /64, so its first four groups count. */
export function networkOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.toLowerCase().split('%')[0]?.split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

/** The address as the database compares it. */
export const addressKey = (email: string): string => email.normalize('NFKC').trim().toLowerCase()

export const pairKey = (email: string, ip: string): string => `${addressKey(email)} ${networkOf(ip)}`
