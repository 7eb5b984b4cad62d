import { type ServiceField, serviceFields } from '#app/domain/search/ask.ts'
import { soundsOf, toSimplified } from './chinese.ts'
import { wordsOfField } from './words.ts'

let begun: ReadonlyMap<ServiceField, readonly string[]> | undefined

/** Every word of a field, as it is written and as it sounds. */
function beginnings(): ReadonlyMap<ServiceField, readonly string[]> {
  begun ??= new Map(
    serviceFields.map((field) => {
      const { pinyin, initials } = soundsOf(wordsOfField[field])
      return [field, `${wordsOfField[field].toLowerCase()} ${pinyin} ${initials}`.split(' ')]
    }),
  )
  return begun
}

/** The fields that a question may begin to name: `yang`, `yl`, `养`, `eld`. At most two; one letter names nothing. */
export function fieldsBegunBy(q: string): ServiceField[] {
  const typed = toSimplified(q).toLowerCase()
  if (/^[\x20-\x7e]?$/.test(typed)) return []
  return serviceFields
    .filter(
      (field) =>
        field !== 'OTHER' &&
        beginnings()
          .get(field)
          ?.some((word) => word.startsWith(typed)),
    )
    .slice(0, 2)
}
