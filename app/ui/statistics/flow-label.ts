import type { FlowKey } from '#app/domain/statistics/money-flow.ts'
import { fundSources } from '#app/domain/ledger/schema.ts'
import type { Translate } from '#app/i18n/translate.ts'

/** What a bar of the flow is called. */
export function flowLabel(t: Translate, key: FlowKey): string {
  const source = fundSources.find((each) => key === `source.${each}`)
  return source === undefined
    ? t(`statistics.money.node.${key as Exclude<FlowKey, `source.${string}`>}`)
    : t(`fund.sourceOf.${source}`)
}
