import { keyholderLimits } from '../keyholders.ts'
import { error, type Finding, note } from './finding.ts'
import type { CallSheet } from './sheet.ts'

/** What keeps the key from being split among the people who are named. */
export function lintKeyholders({ keyholders, keyThreshold: threshold }: CallSheet): Finding[] {
  const count = keyholders.length
  if (count === 0) return [error('keyholders', 'no-keyholders')]
  const { officersMin: min } = keyholderLimits
  const officers = keyholders.filter(({ isEscrow }) => !isEscrow).length
  return [
    ...(officers < min ? [error('keyholders', 'keyholders-few', { data: { min } })] : []),
    ...(officers === count ? [error('keyholders', 'keyholders-no-escrow')] : []),
    ...keyholders.flatMap(({ name, hasKey, isNameable }) =>
      !isNameable
        ? [error('keyholders', 'keyholder-left', { data: { name } })]
        : !hasKey
          ? [error('keyholders', 'keyholder-without-key', { data: { name } })]
          : [],
    ),
    ...(threshold > count ? [error('keyholders', 'threshold-high', { data: { threshold, count } })] : []),
    ...(threshold === count ? [note('keyholders', 'threshold-all', { data: { count } })] : []),
  ]
}
