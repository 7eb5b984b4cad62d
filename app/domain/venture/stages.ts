import type { RuleBook, StageCode } from '../rule-book/rule-book.ts'

/** What is known of the stages of one call: when each began and ended, so far as it has. Instants. */
export type StageDates = Readonly<
  Partial<
    Record<StageCode, { readonly from?: Date | undefined; readonly until?: Date | undefined; readonly isDone: boolean }>
  >
>
export type StageView = {
  code: StageCode
  isRequired: boolean
  state: 'done' | 'now' | 'ahead' | 'passedBy'
  from: string | null
  until: string | null
}

/**
 * Where a call stands: the stages of its book in their order. The first that is not done is where it stands; a stage that may be left
 * out and was, while a later one is done, was passed by. Several may run at once: what has begun and is not done stands too.
 */
export function stagesOf({ stages }: Pick<RuleBook, 'stages'>, dates: StageDates): StageView[] {
  const rows = stages ?? []
  const isDone = (code: StageCode) => dates[code]?.isDone ?? false
  const lastDone = rows.findLastIndex(({ code }) => isDone(code))
  const first = rows.findIndex(({ code, isRequired }, index) => !isDone(code) && (isRequired || index > lastDone))
  return rows.map(({ code, isRequired }, index) => {
    const { from, until } = dates[code] ?? {}
    const state = isDone(code)
      ? 'done'
      : index === first || from !== undefined
        ? 'now'
        : index < lastDone
          ? 'passedBy'
          : 'ahead'
    return { code, isRequired, state, from: from?.toISOString() ?? null, until: until?.toISOString() ?? null }
  })
}
