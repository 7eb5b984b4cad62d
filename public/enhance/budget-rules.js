// @ts-check
// What app/domain/bid/cost-caps.ts and app/domain/cofunding/matching.ts reckon, for the page where a budget is typed: whole fen, no binary floats. A test holds both
// against each other; what the server reckons when the page is saved is what counts.

/** @typedef {{ code: string, effect: 'REFUSE' | 'WARN', bps: number | null, fen: string | null }} Rule */
/** `kind` as chosen: EXPERT_SENIOR, EXPERT_OTHER, TRAINING, STAFF, … or nothing. @typedef {{ kind: string, amount: bigint, persons: bigint | undefined, days: bigint | undefined }} Line */
/** @typedef {{ code: string, effect: 'REFUSE' | 'WARN', line: number | null, limit: bigint, budget: bigint }} Standing */

/** @type {Record<string, string[]>} */
const shareKinds = {
  STAFF_SHARE: ['STAFF'],
  LABOUR_SHARE: ['STAFF', 'VOLUNTEER'],
  MANAGEMENT_SHARE: ['MANAGEMENT'],
}
const rateCodes = ['EXPERT_SENIOR', 'EXPERT_OTHER', 'TRAINING', 'MEETING']
const fullDays = 2n

/** Typed yuan in fen; undefined for what the server would refuse. @param {string} text */
export function fenOf(text) {
  const plain = text
    .trim()
    .replace(/[\uFF10-\uFF19\uFF0C\uFF0E]/g, (typed) => String.fromCharCode(typed.charCodeAt(0) - 0xfee0))
  const match = /^(\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,2}))?$/.exec(plain)
  return match === null
    ? undefined
    : BigInt((match[1] ?? '').replaceAll(',', '')) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'))
}

/** @param {string} text */
export const countOf = (text) => (/^[1-9]\d{0,4}$/.test(text.trim()) ? BigInt(text.trim()) : undefined)

/** ¥1,234.50 @param {bigint} fen */
export function money(fen) {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0n ? '-' : ''}¥${yuan}.${digits.slice(-2)}`
}

/** @param {readonly Rule[]} rules @param {string} code */
function rateOf(rules, code) {
  const fen = rules.find((rule) => rule.code === code)?.fen
  return fen === null || fen === undefined ? undefined : BigInt(fen)
}

/** Whether a kind has a rate for a person and a day. @param {string} kind */
export const isByDay = (kind) => rateCodes.includes(kind)

/** @param {Line} line @param {readonly Rule[]} rules */
function limitOf({ kind, persons, days }, rules) {
  const rate = isByDay(kind) ? rateOf(rules, kind) : undefined
  if (rate === undefined || persons === undefined || days === undefined) return undefined
  if (!kind.startsWith('EXPERT')) return rate * persons * days
  const full = days < fullDays ? days : fullDays
  return persons * (rate * full + (rateOf(rules, 'EXPERT_LATER') ?? rate) * (days - full))
}

/**
 * @param {readonly Line[]} lines @param {bigint | undefined} price @param {readonly Rule[]} rules
 * @returns {Standing[]} shares first, then the lines with a rate
 */
export function standings(lines, price, rules) {
  /** @param {string[]} [kinds] */
  const sumOf = (kinds) =>
    lines.reduce((sum, { kind, amount }) => (kinds === undefined || kinds.includes(kind) ? sum + amount : sum), 0n)
  const whole = price ?? sumOf()
  /** @type {Standing[]} */
  const found = []
  for (const { code, effect, bps } of rules) {
    const kinds = shareKinds[code]
    if (kinds !== undefined && bps !== null)
      found.push({ code, effect, line: null, limit: (whole * BigInt(bps)) / 10_000n, budget: sumOf(kinds) })
  }
  lines.forEach((line, index) => {
    const limit = limitOf(line, rules)
    const rule = rules.find(({ code }) => code === line.kind)
    if (limit !== undefined && rule !== undefined)
      found.push({ code: rule.code, effect: rule.effect, line: index + 1, limit, budget: line.amount })
  })
  return found
}

/** @typedef {{ kind: 'SHARE' | 'RATIO', bps: number, capFen: string | null, bareFen: string | null, inKindBps: number }} MatchingRule */
/** @typedef {{ kind: string, amount: bigint, isAgreed: boolean }} Brought */
/** @typedef {'share' | 'ratio' | 'cap' | 'bare' | 'none'} Why */

/**
 * @param {MatchingRule} rule @param {readonly Brought[]} others
 * @returns {{ brought: bigint, counted: bigint, product: bigint, highest: bigint, why: Why }}
 */
export function matching(rule, others) {
  const whole = 10_000n
  /** @param {(one: Brought) => boolean} counts */
  const sum = (counts) => others.reduce((total, one) => (counts(one) ? total + one.amount : total), 0n)
  const isShare = rule.kind === 'SHARE'
  const brought = sum(() => true)
  const given = sum(({ kind, isAgreed }) => (isShare ? kind !== 'IN_KIND' : kind === 'DONATION' && isAgreed))
  const inKind = sum(({ kind, isAgreed }) => kind === 'IN_KIND' && (isShare || isAgreed))
  const most = rule.inKindBps >= 10_000 ? inKind : (given * BigInt(rule.inKindBps)) / (whole - BigInt(rule.inKindBps))
  const counted = given + (inKind < most ? inKind : most)
  const bps = BigInt(rule.bps)
  if (isShare) {
    const highest = (counted * bps) / (whole - bps)
    return { brought, counted, product: highest, highest, why: counted === 0n ? 'none' : 'share' }
  }
  const [cap, bare] = [BigInt(rule.capFen ?? '0'), BigInt(rule.bareFen ?? '0')]
  const product = (counted * bps) / whole
  const matched = product < cap ? product : cap
  if (counted === 0n || matched <= bare) return { brought, counted, product, highest: bare, why: 'bare' }
  return { brought, counted, product, highest: matched, why: product > cap ? 'cap' : 'ratio' }
}

/** What the project costs as the rule sees it. @param {MatchingRule} rule @param {bigint} price @param {{ brought: bigint, counted: bigint }} of */
export const totalCost = ({ kind }, price, { brought, counted }) => price + (kind === 'SHARE' ? counted : brought)

/** Public money's part of it in ten-thousandths, rounded up. @param {bigint} price @param {bigint} total */
export const shareOf = (price, total) => (total === 0n ? 0 : Number((price * 10_000n + total - 1n) / total))
