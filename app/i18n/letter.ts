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
  if (parts.length > 0) values['listText'] = writeParts(parts, locale, publicUrl)
  // The database keeps no order of names: texts that stand inside another text are there in the second round.
  for (let round = 0; round < 2; round += 1) {
    for (const [name, value] of written)
      if (name.endsWith('Key')) values[name] = translateDynamic(locale, value, values) ?? ''
  }
  const subject = translateDynamic(locale, `mail.${template}.subject`, values)
  const text = translateDynamic(locale, `mail.${template}.body`, values)
  if (subject === undefined || text === undefined) throw new Error(`no letter ${template}`)
  const stop = values['stopUrl'] === undefined ? undefined : translateDynamic(locale, 'mail.stop', values)
  // A typed line break must not become a header of its own.
  return { subject: subject.replace(/\s+/g, ' '), text: stop === undefined ? text : `${text}\n\n${stop}` }
}

/** As many letters a digest tells of one by one; all of them lie in the inbox. */
const partsMax = 50

function writeParts(parts: readonly Unwritten[], locale: Locale, publicUrl: string): string {
  const lines = parts.slice(0, partsMax).map((part) => `· ${writeLetter({ ...part, locale }, publicUrl).subject}`)
  const rest = parts.length - lines.length
  const more = rest === 0 ? undefined : translateDynamic(locale, 'mail.digestMore', { restText: String(rest) })
  return [...lines, ...(more === undefined ? [] : [more])].join('\n')
}

function writeValue(name: string, value: string, locale: Locale, publicUrl: string): string {
  if (/(^url|Url)$/.test(name)) return publicUrl.replace(/\/$/, '') + localize(value, locale)
  if (name.endsWith('List')) return writeLines(value, locale, publicUrl)
  if (name.endsWith('At')) return formatInstant(new Date(value), locale, { withWeekday: true, withZone: true })
  if (name.endsWith('On')) return formatDay(parseDay(value) ?? dayOf(new Date(value)), locale)
  if (name.endsWith('Fen')) return formatFen(toFen(BigInt(value)), locale)
  return value
}

/** A list's lines, each by its own text and values, an empty line between them. */
function writeLines(list: string, locale: Locale, publicUrl: string): string {
  const lines = JSON.parse(list) as Readonly<Record<string, string>>[]
  return lines
    .map(({ lineKey = '', ...values }) => {
      const written = Object.entries(values).map(([name, value]) => [
        name,
        name.endsWith('Key') ? (translateDynamic(locale, value) ?? '') : writeValue(name, value, locale, publicUrl),
      ])
      return translateDynamic(locale, lineKey, Object.fromEntries(written) as Record<string, string>) ?? ''
    })
    .join('\n\n')
}
