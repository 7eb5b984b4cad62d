import { dayOf, formatDay, formatInstant, parseDay } from '#app/domain/shared/day.ts'
import { formatFen, toFen } from '#app/domain/shared/money.ts'
import { type Locale, localize } from './locale.ts'
import { translateDynamic } from './translate.ts'

export type WrittenLetter = { subject: string; text: string }

/** A letter in its reader's language: values are written as their names say (domain/notice/mail-template.ts). */
export function writeLetter(
  letter: { template: string; locale: Locale; values: Readonly<Record<string, string>> },
  publicUrl: string,
): WrittenLetter {
  const { template, locale } = letter
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(letter.values)) {
    values[name] = name.endsWith('Key')
      ? (translateDynamic(locale, value, values) ?? '')
      : writeValue(name, value, locale, publicUrl)
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
