import { Fragment } from 'react'
import type { BidLine } from '#app/domain/bid/content.ts'
import { asksKinds, capStandings, type CostRule, rateCodes, shareKinds } from '#app/domain/bid/cost-caps.ts'
import { lineKindOf } from '#app/domain/bid/schema.ts'
import { useDynamicT, useLocale, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'

type CostCapsProps = {
  lines: readonly BidLine[]
  priceFen: string | null
  rules: readonly CostRule[]
  /** How many lines the form above has: each may come under a rate while it is typed. Undefined where nothing is typed. */
  rows?: number
}

/**
 * What the rules of costs allow, and what this budget makes of it; public/enhance/budget-live.js does the sums again while somebody
 * types, in the words that stand here.
 */
export function CostCaps({ lines, priceFen, rules, rows }: CostCapsProps) {
  const t = useT()
  const { money } = useFormat()
  const ruleText = useRuleText(rules)
  if (!asksKinds(rules)) return null
  const standings = capStandings(lines, priceFen === null ? undefined : BigInt(priceFen), rules)
  const shares = standings.filter(({ line }) => line === null)
  const rated = Array.from(
    { length: rows ?? lines.length },
    (_, index) => standings.find(({ line }) => line === index + 1) ?? { line: index + 1 },
  )
  const rates = rules.filter(({ code }) => rateCodes.includes(code))
  const over = (effect: 'REFUSE' | 'WARN', sum: string) => t(`bid.caps.over.${effect}`, { sum })
  const live = {
    rules: rules.map(({ code, effect, bps, fen }) => ({ code, effect, bps, fen })),
    names: Object.fromEntries(rates.map((rule) => [rule.code, ruleText(rule)])),
    words: { within: t('bid.caps.within'), REFUSE: over('REFUSE', '{sum}'), WARN: over('WARN', '{sum}') },
  }
  return (
    <section className="caps" aria-labelledby="caps">
      <h2 id="caps">{t('bid.caps.title')}</h2>
      <p className="hint">{t('bid.caps.lead')}</p>
      <table className="stack" data-cost-caps={rows === undefined ? undefined : JSON.stringify(live)}>
        <thead>
          <tr>
            <th scope="col">{t('bid.caps.column.rule')}</th>
            <th scope="col" className="num">
              {t('bid.caps.column.limit')}
            </th>
            <th scope="col" className="num">
              {t('bid.caps.column.budget')}
            </th>
            <th scope="col">{t('bid.caps.column.standing')}</th>
          </tr>
        </thead>
        <tbody>
          {[...shares, ...rated].map((row) => {
            const standing = 'code' in row ? row : undefined
            const rule = rules.find(({ code }) => code === standing?.code)
            if (standing === undefined && rows === undefined) return null
            const text = rule === undefined ? undefined : ruleText(rule)
            return (
              <tr
                key={`${standing?.line === null ? standing.code : row.line}`}
                data-cap-code={row.line === null ? standing?.code : undefined}
                data-cap-line={row.line ?? undefined}
                hidden={standing === undefined ? true : undefined}
              >
                <th scope="row">
                  {row.line === null ? null : <>{t('bid.caps.line', { line: row.line })} · </>}
                  <span data-cap-name>{text?.name}</span>
                  <small data-cap-source>{text?.source}</small>
                </th>
                <td className="num" data-label={t('bid.caps.column.limit')} data-cap-limit>
                  {standing === undefined ? null : money(String(standing.limitFen))}
                </td>
                <td className="num" data-label={t('bid.caps.column.budget')} data-cap-budget>
                  {standing === undefined ? null : money(String(standing.budgetFen))}
                </td>
                <td data-label={t('bid.caps.column.standing')}>
                  <span data-cap-standing className={standing?.isOver === true ? 'over' : undefined}>
                    {standing === undefined
                      ? null
                      : standing.isOver
                        ? over(standing.effect, money(String(standing.budgetFen - standing.limitFen)))
                        : t('bid.caps.within')}
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {rows === undefined || rates.length === 0 ? null : (
        <details>
          <summary>{t('bid.caps.rates')}</summary>
          <ul>
            {rates.map((rule) => (
              <li key={rule.code}>
                {ruleText(rule).name}
                <br />
                <small>{ruleText(rule).source}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** A rule in words, and where it is from. */
function useRuleText(rules: readonly CostRule[]) {
  const t = useT()
  const dynamic = useDynamicT()
  const locale = useLocale()
  const { money } = useFormat()
  const later = rules.find(({ code }) => code === 'EXPERT_LATER')?.fen ?? null
  return ({ code, bps, fen, sourceZh, sourceEn, isConfirmed }: CostRule) => {
    const limit =
      code in shareKinds
        ? bps === 0
          ? t('bid.caps.none')
          : t('bid.caps.ofAsked', { percent: (bps ?? 0) / 100 })
        : code.startsWith('EXPERT') && later !== null
          ? t('bid.caps.perDayLater', { sum: money(fen ?? '0'), later: money(later) })
          : t('bid.caps.perDay', { sum: money(fen ?? '0') })
    return {
      name: t('bid.caps.name', { what: dynamic(`bid.caps.what.${code}`), limit }),
      source: `${locale === 'en' ? sourceEn : sourceZh}${isConfirmed ? '' : ` · ${t('claim.unconfirmed')}`}`,
    }
  }
}

/** What a line is for, as it is chosen and as it is read. */
export function useLineKind() {
  const t = useT()
  const dynamic = useDynamicT()
  return (kind: string): string =>
    kind === 'EXPERT_SENIOR'
      ? t('bid.caps.what.EXPERT_SENIOR')
      : kind === 'EXPERT_OTHER'
        ? t('bid.caps.what.EXPERT_OTHER')
        : dynamic(`claim.kind.${kind}`)
}

/** Under a line's name: its kind, and for how many persons and days. */
export function LineKind({ line }: { line: Pick<BidLine, 'kind' | 'isSenior' | 'persons' | 'days'> }) {
  const t = useT()
  const kindText = useLineKind()
  const kind = lineKindOf(line)
  if (kind === '') return null
  return (
    <Fragment>
      <br />
      <small>
        {kindText(kind)}
        {line.persons === undefined || line.days === undefined
          ? null
          : ` · ${t('bid.caps.quantity', { persons: line.persons, days: line.days })}`}
      </small>
    </Fragment>
  )
}
