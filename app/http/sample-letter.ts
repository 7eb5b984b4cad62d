import { type MailTemplate, stoppableTemplates } from '#app/domain/notice/mail-template.ts'
import { sampleOf } from '#app/domain/notice/mail-value.ts'
import { writeLetter, type WrittenLetter } from '#app/i18n/letter.ts'
import type { Locale } from '#app/i18n/locale.ts'
import { resources } from '#app/i18n/messages.ts'
import { translateDynamic } from '#app/i18n/translate.ts'

/** Names of the places in a template's words. */
export function placesOf(template: MailTemplate, locale: Locale): string[] {
  const { subject, body } = resources[locale].translation.mail[template]
  return [...new Set([...`${subject}${body}`.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))]
}

/** A letter as it would look, with values that are nobody's. */
export function writeSample(template: MailTemplate, locale: Locale, now: Date, publicUrl: string): WrittenLetter {
  const text = (name: string) => translateDynamic(locale, `notice.sample.${name}`, {}) ?? ''
  const names = [...placesOf(template, locale), ...(stoppableTemplates.includes(template) ? ['stopUrl'] : [])]
  const values = Object.fromEntries(names.map((name) => [name, sampleOf(name, now, text)]))
  const parts = template === 'digest' ? (['milestoneAccepted', 'callPublished'] as const) : []
  const told = parts.map((part) => ({
    template: part,
    values: Object.fromEntries(placesOf(part, locale).map((name) => [name, sampleOf(name, now, text)])),
  }))
  return writeLetter({ template, locale, values, parts: told }, publicUrl)
}
