import type { Asker } from '#tests/integration/demonstration/doors.ts'
import type { Question } from './forms/questions.ts'
import type { KnownForm } from './forms/survey.ts'

/** Whose eyes wapiti sees with. */
export const eyes: readonly Asker[] = ['anyone', 'owner', 'officer', 'administrator']
/** Of each asker's forms, those with most in them; of those that need no account all. */
const formsEach = 2

/** So many of them, evenly. */
export const spread = <Item>(items: readonly Item[], count: number): Item[] =>
  items.filter((_, at) => Math.floor((at * count) / items.length) !== Math.floor(((at - 1) * count) / items.length))

/** Pages of the same kind take the same parameters: a thing's number is no reason to ask again. */
export const onceEach = (questions: readonly Question[]): Question[] => {
  const kinds = new Map<string, Question>()
  for (const question of questions) {
    const kind = question.path.replace(/[^/]*\d[^/]*/g, ':')
    const key = `${kind} ${[...question.params.keys()].toSorted().join(' ')}`
    if (!kinds.has(key)) kinds.set(key, question)
  }
  return [...kinds.values()]
}

/** With everything their schemas ask for. */
export function chosen(forms: readonly KnownForm[]): { asker: Asker; form: KnownForm }[] {
  const open = forms.filter(({ seenBy, isValid }) => isValid && seenBy.has('anyone'))
  const others = eyes
    .filter((asker) => asker !== 'anyone')
    .flatMap((asker) =>
      forms
        .filter(({ seenBy, isValid }) => isValid && seenBy.has(asker) && !seenBy.has('anyone'))
        .toSorted((one, other) => other.body.length - one.body.length)
        .slice(0, formsEach)
        .map((form) => ({ asker, form })),
    )
  return [...open.map((form) => ({ asker: 'anyone' as const, form })), ...others]
}
