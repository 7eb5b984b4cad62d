import { describe, expect, test } from 'vitest'
import { at } from '#app/domain/shared/day.ts'
import { mailTemplates } from '#app/domain/notice/mail-template.ts'
import { mayStandInLetters } from '#app/domain/notice/mail-value.ts'
import { writeLetter } from '#app/i18n/letter.ts'
import { resources } from '#app/i18n/messages.ts'
import { placesOf, writeSample } from './sample-letter.ts'

const locales = ['zh-CN', 'en'] as const
const publicUrl = 'https://g.example.cn'
const now = at('2026-03-10T09:00+08:00')

/** What somebody might one day put among a letter's values and must never be read in one. */
const forbidden = [
  'answers',
  'bidText',
  'budget',
  'ceiling',
  'content',
  'draft',
  'envelope',
  'expertName',
  'judgeName',
  'key',
  'note',
  'numberSealed',
  'opinion',
  'panel',
  'passphrase',
  'password',
  'plaintext',
  'price',
  'priceFenText',
  'score',
  'sealed',
  'secret',
  'session',
  'share',
  'token',
  'totp',
]
const marker = 'SEALED-7f3a'

describe.each(locales)('letters in %s', (locale) => {
  test('have places for nothing but what is on the list', () => {
    const strange = mailTemplates.flatMap((template) =>
      placesOf(template, locale)
        .filter((name) => name !== 'listText' && !mayStandInLetters(name))
        .map((name) => `${template}.${name}`),
    )
    expect(strange).toEqual([])
    expect(forbidden.filter((name) => mayStandInLetters(name))).toEqual([])
    // Texts that stand inside letters: lines of lists, what is added at the end.
    const { search, mail } = resources[locale].translation
    const inside = [...Object.values(search.letter), mail.stop, mail.digestMore].join('')
    expect([...inside.matchAll(/\{\{(\w+)\}\}/g)].filter(([, name]) => !mayStandInLetters(name ?? ''))).toEqual([])
  })

  test('say nothing of what is sealed or secret, even when it is put among their values', () => {
    const sample = Object.fromEntries(forbidden.map((name) => [name, marker]))
    const leaks = mailTemplates.filter((template) => {
      const values = Object.fromEntries(placesOf(template, locale).map((name) => [name, valueOf(name)]))
      const { subject, text } = writeLetter({ template, locale, values: { ...values, ...sample } }, publicUrl)
      return `${subject}${text}`.includes(marker)
    })
    expect(leaks).toEqual([])
  })

  test('keep typed words as words: no place inside them is filled, and no header begins', () => {
    const hostile = '{{passphrase}} {{reason}} $t(mail.digest.body)\r\nBcc: thief@example.cn'
    for (const template of mailTemplates) {
      const values = Object.fromEntries(
        placesOf(template, locale).map((name) => [
          name,
          name.endsWith('List') ? linesOf(hostile) : mayStandAsTyped(name) ? hostile : valueOf(name),
        ]),
      )
      const { subject, text } = writeLetter({ template, locale, values: { ...values, passphrase: marker } }, publicUrl)
      expect(subject, template).not.toMatch(/[\r\n]/)
      expect(`${subject}${text}`, template).not.toContain(marker)
    }
  })

  test('can be previewed, each with every place filled', () => {
    for (const template of mailTemplates) {
      const { subject, text } = writeSample(template, locale, now, publicUrl)
      expect(subject.trim(), template).not.toBe('')
      expect(`${subject}${text}`, template).not.toMatch(/\{\{|undefined|NaN|notice\.sample/)
    }
  })
})

function valueOf(name: string): string {
  if (name.endsWith('At')) return now.toISOString()
  if (name.endsWith('On')) return '2026-03-10'
  if (name.endsWith('Fen')) return '100'
  if (name.endsWith('Key')) return 'notice.sample.byCase'
  if (name.endsWith('List')) return linesOf(name)
  return name
}
const mayStandAsTyped = (name: string) => !/(Key|At|On|Fen|Url)$|^url$/.test(name)
const linesOf = (typed: string) =>
  JSON.stringify([
    { lineKey: 'search.letter.call', title: typed, bodyName: typed, fundingFen: '100', url: '/calls/1' },
    { lineKey: 'search.letter.more', restText: typed },
  ])
