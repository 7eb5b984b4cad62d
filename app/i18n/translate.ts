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

export function translator(locale: Locale): Translate {
  const instance = instances.get(locale)
  if (instance === undefined) throw new Error(`no texts for ${locale}`)
  return (key, values) =>
    (values === undefined ? plainText(locale, instance, key) : undefined) ?? instance.t(key, { ...values })
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
