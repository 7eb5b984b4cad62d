import type { DecidedRecord } from '../award/result-view.ts'
import { panelCriteria } from '../scoring/criteria-tree.ts'
import { NOT_APPLICABLE } from '../scoring/decision-record.ts'
import { rankAgreement } from './rank-agreement.ts'

/** How far the judges of a result were apart; what it is computed from is public with the result, and no judge is in it. */
export type JudgeAgreement = {
  judges: number
  bids: number
  /** One for each group of judges; `w` as in rankAgreement, over the bids that all of the group scored. */
  groups: { group: string; judges: number; bids: number; w: number | null }[]
  /** Of all groups, each counted by its bids; null where none has one. */
  w: number | null
  /** Per criterion that judges scored each for themselves. */
  criteria: { id: string; title: string; spread: number }[]
  /** The mean of all criteria. */
  spread: number | null
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

/** A spread is the highest less the lowest score of a bid, in percent of the most that can be given, mean over all bids. */
export function judgeAgreement({ rules, judges, bids, results }: DecidedRecord): JudgeAgreement {
  const totals = new Map(results.bids.map(({ id, judgeTotals }) => [id, judgeTotals]))
  const groupNames = [...new Set(judges.map(({ panel }) => panel ?? ''))].toSorted()
  const groups = groupNames.map((group) => {
    const codes = judges.filter(({ panel }) => (panel ?? '') === group).map(({ id }) => id)
    const columns = bids
      .filter(({ panel }) => (panel ?? '') === group)
      .map(({ id }) => codes.map((code) => totals.get(id)?.[code]))
      .filter((column): column is string[] => column.every((total) => total !== undefined))
    const rows = codes.map((_, judge) => columns.map((column) => Number(column[judge])))
    return { group, judges: codes.length, bids: columns.length, w: rankAgreement(rows) }
  })
  const known = groups.filter((group): group is typeof group & { w: number } => group.w !== null)
  const weight = known.reduce((sum, group) => sum + group.bids, 0)
  const titles = new Map(
    rules.criteria.flatMap(({ id, title, subCriteria }) => [
      [id, title] as const,
      ...(subCriteria ?? []).map((leaf) => [leaf.id, leaf.title] as const),
    ]),
  )
  const criteria = panelCriteria(rules)
    .flatMap(({ leaves }) => leaves)
    .filter(({ kind }) => kind === 'subjective')
    .flatMap(({ id, full }) => {
      const most = Number(full.toFixed(4))
      const spreads = bids.flatMap(({ scores }) => {
        const marks = Object.values(scores).flatMap((sheet) => {
          const mark = sheet[id]
          return mark === undefined || mark === NOT_APPLICABLE ? [] : [Number(mark)]
        })
        return marks.length < 2 ? [] : [((Math.max(...marks) - Math.min(...marks)) / most) * 100]
      })
      const spread = most > 0 ? mean(spreads) : null
      return spread === null ? [] : [{ id, title: titles.get(id) ?? id, spread }]
    })
  return {
    judges: judges.length,
    bids: bids.length,
    groups,
    w: weight === 0 ? null : known.reduce((sum, group) => sum + group.w * group.bids, 0) / weight,
    criteria,
    spread: mean(criteria.map(({ spread }) => spread)),
  }
}
