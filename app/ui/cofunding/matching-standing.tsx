import type { BidCofunding } from '#app/domain/bid/content.ts'
import { type MatchingRule, matchingOf, publicShareBps, totalCost } from '#app/domain/cofunding/matching.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { useRuleLines, useWhyText } from './rule-text.ts'

type MatchingStandingProps = {
  rule: MatchingRule
  cofunding: readonly BidCofunding[]
  priceFen: string | null
  /** public/enhance/budget-live.js goes on reckoning while somebody types. */
  isLive?: boolean
}

/** How a budget stands with the call's rule: what it costs altogether, whose part is how much, and the most that may be asked for. */
export function MatchingStanding({ rule, cofunding, priceFen, isLive = false }: MatchingStandingProps) {
  const t = useT()
  const { money } = useFormat()
  const ruleLines = useRuleLines()
  const whyText = useWhyText()
  const price = BigInt(priceFen ?? '0')
  const matching = matchingOf(rule, cofunding)
  const [counted, product, highest] = [matching.countedFen, matching.productFen, matching.highestFen].map((fen) =>
    money(String(fen)),
  ) as [string, string, string]
  const isOver = price > matching.highestFen
  const places = { counted: '{counted}', product: '{product}', highest: '{highest}' }
  const whys = ['share', 'ratio', 'cap', 'bare', 'none'] as const
  const live = {
    rule,
    why: Object.fromEntries(whys.map((why) => [why, whyText(why, rule, places)])),
    words: { within: t('cofunding.bid.within'), over: t('cofunding.bid.over', { sum: '{sum}' }) },
  }
  const rows = [
    ['total', t('cofunding.bid.total'), money(String(totalCost(rule, price, matching)))],
    ['brought', t('cofunding.bid.brought'), money(String(matching.broughtFen))],
    ['counted', t('cofunding.bid.counted'), counted],
    ['public', t('cofunding.bid.public'), `${publicShareBps(rule, price, matching) / 100}%`],
    ['highest', t('cofunding.bid.highest'), highest],
  ] as const
  return (
    <section aria-labelledby="matching" className="matching">
      <h2 id="matching">{t('cofunding.bid.standing')}</h2>
      {ruleLines(rule).map((line) => (
        <p key={line} className="hint">
          {line}
        </p>
      ))}
      <dl className="facts" data-matching={isLive ? JSON.stringify(live) : undefined}>
        {rows.map(([code, name, value]) => (
          <div key={code}>
            <dt>{name}</dt>
            <dd data-matching-part={code}>{value}</dd>
          </div>
        ))}
      </dl>
      <p data-matching-part="why">{whyText(matching.why, rule, { counted, product, highest })}</p>
      <p data-matching-part="standing" className={isOver ? 'notice' : undefined}>
        {isOver
          ? t('cofunding.bid.over', { sum: money(String(price - matching.highestFen)) })
          : t('cofunding.bid.within')}
      </p>
    </section>
  )
}
