import type { Citation } from '../../rule-book/cite.ts'
import type { CallPart } from './sheet.ts'

/**
 * What is not as it should be in a call. An error stops it; a warning may be departed from with a written reason, kept with the
 * call; a note is only said. Text: call.problem.<code>.
 */
export type Finding = {
  part: CallPart
  code: string
  level: 'error' | 'warning' | 'note'
  data: Record<string, string | number>
  /** Whose rule it is, where it is one. */
  citation: Citation | null
}

type More = { data?: Finding['data']; citation?: Citation | null }
const made =
  (level: Finding['level']) =>
  (part: CallPart, code: string, { data = {}, citation = null }: More = {}): Finding => ({
    part,
    code,
    level,
    data,
    citation,
  })

export const error = made('error')
export const warning = made('warning')
export const note = made('note')

/** A rule of law stops; any other may be departed from. */
export const byLaw = (isStatutory: boolean) => (isStatutory ? error : warning)

/** Names a finding inside its call: the same code may be found in two places. */
export const findingKey = ({ code, data }: Pick<Finding, 'code' | 'data'>): string => {
  const place = data['place'] ?? data['number']
  return place === undefined ? code : `${code}:${place}`
}

export const isBlocked = (findings: readonly Finding[]): boolean => findings.some(({ level }) => level === 'error')
