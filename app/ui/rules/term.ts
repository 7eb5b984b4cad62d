import type { Period } from '#app/domain/rule-book/rule-book.ts'
import { useT } from '#app/i18n/provider.tsx'

type Length = Pick<Period, 'length' | 'unit'>

/** 10 日, 5 个工作日, 15 年. */
export function useLength(): (length: Length) => string {
  const t = useT()
  return ({ length, unit }) =>
    length === 1 ? t(`ruleBook.lengthOne.${unit}`) : t(`ruleBook.length.${unit}`, { length })
}

/** A term in words: 自征集发布之日起不少于 10 日. */
export function useTerm(): (rule: Pick<Period, 'from' | 'direction' | 'bound'> & Length) => string {
  const t = useT()
  const length = useLength()
  return (rule) =>
    t(`ruleBook.term.${rule.direction}.${rule.bound}`, {
      event: t(`ruleBook.event.${rule.from}`),
      length: length(rule),
    })
}
