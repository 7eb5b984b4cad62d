import { formatDay, formatMonth, toDay } from '#app/domain/shared/day.ts'
import type { Locale } from '#app/i18n/locale.ts'
import { translator } from '#app/i18n/translate.ts'

/** A period as its reader calls it: 2026年第3季度, March 2026, or both days. */
export function periodText({ word, from, to }: { word: string; from: string; to: string }, locale: Locale): string {
  if (word !== 'own') return periodWordText(word, locale)
  const [first, last] = [from, to].map((day) => formatDay(toDay(day), locale))
  return translator(locale)('statement.periodWord.own', { from: first ?? from, to: last ?? to })
}

/** The same of a word that names a year, a quarter or a month. */
export function periodWordText(word: string, locale: Locale): string {
  const t = translator(locale)
  const [year = '', part] = word.split('-')
  if (part === undefined) return t('statement.periodWord.year', { year })
  if (part.startsWith('Q')) return t('statement.periodWord.quarter', { year, quarter: part.slice(1) })
  return formatMonth(toDay(`${word}-01`), locale)
}
