import { dayOf, formatDay, formatInstant, parseDay } from '#app/domain/shared/day.ts'
import { formatFen, toFen } from '#app/domain/shared/money.ts'
import { type Locale, localize } from './locale.ts'
import { translateDynamic } from './translate.ts'

type Unwritten = { template: string; values: Readonly<Record<string, string>> }
export type WrittenLetter = { subject: string; text: string }

/**
 * A letter in its reader's language: values are written as their names say (domain/notice/mail-template.ts). `parts`: what a digest
 * tells of, a line for each.
 */
export function writeLetter(
  letter: Unwritten & { locale: Locale; parts?: readonly Unwritten[] },
  publicUrl: string,
): WrittenLetter {
  const { template, locale, parts = [] } = letter
  const written = Object.entries(letter.values)
  const values: Record<string, string> = Object.fromEntries(
    written
      .filter(([name]) => !name.endsWith('Key'))
      .map(([name, value]) => [name, writeValue(name, value, locale, publicUrl)]),
  )
  if (parts.length > 0)
    values['listText'] = parts.map((part) => `· ${writeLetter({ ...part, locale }, publicUrl).subject}`).join('\n')
  // The database keeps no order of names: texts that stand inside another text are there in the second round.
  for (let round = 0; round < 2; round += 1) {
    for (const [name, value] of written)
      if (name.endsWith('Key')) values[name] = translateDynamic(locale, value, values) ?? ''
  }
  const subject = translateDynamic(locale, `mail.${template}.subject`, values)
  const text = translateDynamic(locale, `mail.${template}.body`, values)
  if (subject === undefined || text === undefined) throw new Error(`no letter ${template}`)
  // A typed line break must not become a header of its own.
  return { subject: subject.replace(/\s+/g, ' '), text }
}

function writeValue(name: string, value: string, locale: Locale, publicUrl: string): string {
  if (/(^url|Url)$/.test(name)) return publicUrl.replace(/\/$/, '') + localize(value, locale)
  if (name.endsWith('At')) return formatInstant(new Date(value), locale, { withWeekday: true, withZone: true })
  if (name.endsWith('On')) return formatDay(parseDay(value) ?? dayOf(new Date(value)), locale)
  if (name.endsWith('Fen')) return formatFen(toFen(BigInt(value)), locale)
  return value
}
