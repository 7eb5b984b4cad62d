import { createInstance, type i18n } from 'i18next'
import { type Locale, locales } from './locale.ts'
import { type MessageKey, resources } from './messages.ts'

export type Values = Readonly<Record<string, string | number>>
/** Text for a key; `{{name}}` is filled from `values`, and `count` chooses the plural. Unescaped: React escapes. */
export type Translate = (key: MessageKey, values?: Values) => string

const instances = new Map<Locale, i18n>()
for (const locale of locales) {
  const instance = createInstance()
  void instance.init({
    lng: locale,
    resources: resources,
    interpolation: { escapeValue: false },
    initImmediate: false,
    returnNull: false,
    // A missing text is a mistake to see, never a silent fallback to the other language.
    fallbackLng: false,
    compatibilityJSON: 'v4',
  })
  instances.set(locale, instance)
}

/** Texts that were asked for without values are the same every time; as many as there are texts. */
const plainTexts = new Map<Locale, Map<string, string>>(locales.map((locale) => [locale, new Map()]))

function plainText(locale: Locale, instance: i18n, key: string): string | undefined {
  const kept = plainTexts.get(locale)?.get(key)
  if (kept !== undefined || !instance.exists(key)) return kept
  const text = instance.t(key)
  plainTexts.get(locale)?.set(key, text)
  return text
}

/** A text cut at its places: what stands before each, the place's name, and what stands at the end. */
type Cut = { parts: { before: string; name: string }[]; end: string }
const cutTexts = new Map<Locale, Map<string, Cut | undefined>>(locales.map((locale) => [locale, new Map()]))
const place = /\{\{(\w+)\}\}/g

/** undefined for what is more than words and places: plurals, texts within texts. */
function cutText(locale: Locale, instance: i18n, key: string): Cut | undefined {
  const cuts = cutTexts.get(locale)
  if (cuts?.has(key) === true) return cuts.get(key)
  const text: unknown = instance.getResource(locale, 'translation', key)
  let cut: Cut | undefined
  if (typeof text === 'string' && !text.includes('$t(') && !text.replace(place, '').includes('{{')) {
    const pieces = text.split(place)
    const parts = Array.from({ length: (pieces.length - 1) / 2 }, (_, at) => ({
      before: pieces[at * 2] ?? '',
      name: pieces[at * 2 + 1] ?? '',
    }))
    cut = { parts, end: pieces.at(-1) ?? '' }
  }
  cuts?.set(key, cut)
  return cut
}

/** The library looks anew at languages, plurals and places for each text; a page has a hundred. Most are words and places alone. */
function filledText(locale: Locale, instance: i18n, key: string, values: Values): string | undefined {
  if (typeof values['count'] === 'number') return undefined
  const cut = cutText(locale, instance, key)
  if (cut === undefined) return undefined
  let text = ''
  for (const { before, name } of cut.parts) {
    const value = values[name]
    if (value === undefined) return undefined
    text += before + String(value)
  }
  return text + cut.end
}

export function translator(locale: Locale): Translate {
  const instance = instances.get(locale)
  if (instance === undefined) throw new Error(`no texts for ${locale}`)
  return (key, values) =>
    (values === undefined ? plainText(locale, instance, key) : filledText(locale, instance, key, values)) ??
    instance.t(key, { ...values })
}

/** For keys that arrive as data (refusal codes, states): the text, or undefined when there is none. */
export function translateDynamic(locale: Locale, key: string, values?: Values): string | undefined {
  const instance = instances.get(locale)
  if (instance !== undefined && values === undefined) return plainText(locale, instance, key)
  // With the values: a text with plurals is there for a count only.
  return instance?.exists(key, { ...values }) ? instance.t(key, { ...values }) : undefined
}

/** The sentence for a refusal code: `bid.deadline-passed` is at `bid.refusal.deadline-passed`, `stale` at `refusal.stale`. */
export function refusalText(locale: Locale, code: string, values?: Values): string {
  const dot = code.indexOf('.')
  const key = dot < 0 ? `refusal.${code}` : `${code.slice(0, dot)}.refusal.${code.slice(dot + 1)}`
  return translateDynamic(locale, key, values) ?? translateDynamic(locale, 'refusal.invalid') ?? code
}
