import type { LineValue, RuleLine } from '#app/domain/rule-book/in-words.ts'
import { useDynamicT, useLocale, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { useTerm } from './term.ts'

/** One rule of a book in words. */
export function LineText({ line }: { line: RuleLine }) {
  const t = useT()
  const text = useDynamicT()
  const locale = useLocale()
  const { wan } = useFormat()
  const term = useTerm()
  if (line.period !== null)
    return (
      <>
        <strong>{t(`ruleBook.period.${line.period.code}`)}</strong> {term(line.period)}{' '}
        <small className="note">{t(line.period.isStatutory ? 'ruleBook.statutory' : 'ruleBook.advised')}</small>
      </>
    )
  const written = (value: LineValue): string | number => {
    if (typeof value !== 'object') return value
    if ('fen' in value) return wan(value.fen)
    return value.keys.map((key) => text(key)).join(locale === 'en' ? ', ' : String.fromCharCode(0x3001))
  }
  const values = Object.fromEntries(Object.entries(line.values).map(([name, value]) => [name, written(value)]))
  return text(`ruleBook.line.${line.code}`, values)
}
