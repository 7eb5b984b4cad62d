import type { ResultView } from '#app/domain/award/result-view.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Scroll } from '#app/ui/scroll.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** Ranks, totals and the mean of every criterion. */
export function RankTable({ result, chosen = new Set() }: { result: ResultView; chosen?: ReadonlySet<string> }) {
  const t = useT()
  const format = useFormat()
  const isPriced = result.bids.some(({ priceFen }) => priceFen !== null)
  const heading = ({ title, maxPoints }: ResultView['criteria'][number]) =>
    t('award.result.outOf', { title, max: maxPoints })
  return (
    <Scroll label={t('award.result.ranks')}>
      <table className="stack ranks">
        <thead>
          <tr>
            <th scope="col">{t('award.result.rank')}</th>
            <th scope="col">{t('award.result.bidder')}</th>
            {isPriced ? (
              <th scope="col" className="num">
                {t('award.result.price')}
              </th>
            ) : null}
            {result.criteria.map((criterion) => (
              <th scope="col" className="num" key={criterion.id} lang="zh-CN">
                {heading(criterion)}
              </th>
            ))}
            <th scope="col" className="num">
              {t('award.result.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {result.bids.map((bid) => (
            <tr key={bid.id}>
              <td data-label={t('award.result.rank')}>{bid.rank ?? t('award.result.unranked')}</td>
              <th scope="row">
                <A to={paths.organization(bid.organizationId)}>
                  <Typed>{bid.organization}</Typed>
                </A>{' '}
                {chosen.has(bid.id) ? <Tag tone="open">{t('award.own.chosen')}</Tag> : null}
              </th>
              {isPriced ? (
                <td className="num" data-label={t('award.result.price')}>
                  {bid.priceFen === null ? '—' : format.money(bid.priceFen)}
                </td>
              ) : null}
              {result.criteria.map((criterion, index) => (
                <td className="num" key={criterion.id} data-label={heading(criterion)}>
                  {bid.means[index] ?? '—'}
                </td>
              ))}
              <td className="num" data-label={t('award.result.total')}>
                <strong>{bid.total}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** What each judge gave each bid in all; judges by code. */
export function JudgeTable({ result }: { result: ResultView }) {
  const t = useT()
  return (
    <Scroll label={t('award.result.judgeTotals')}>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('award.result.bidder')}</th>
            {result.judges.map((judge) => (
              <th scope="col" className="num" key={judge}>
                {t('panel.judge', { code: judge })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.bids.map((bid) => (
            <tr key={bid.id}>
              <th scope="row">
                <Typed>{bid.organization}</Typed>
              </th>
              {result.judges.map((judge, index) => (
                <td className="num" key={judge} data-label={t('panel.judge', { code: judge })}>
                  {bid.judgeTotals[index] ?? t('award.result.notCounted')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** How the numbers came about, and how far the judges agree. */
export function HowComputed({ result, quorum }: { result: ResultView; quorum: number }) {
  const t = useT()
  const format = useFormat()
  const { alpha, pairs } = result.reliability
  return (
    <>
      <p>{t('award.result.rules', { quorum })}</p>
      {result.basePriceFen === null ? null : (
        <p>{t('award.result.basePrice', { amount: format.money(result.basePriceFen) })}</p>
      )}
      <h3>{t('award.result.reliability')}</h3>
      <p>
        {alpha === null ? t('award.result.noAlpha') : t('award.result.alpha', { alpha, pairs })}
        <br />
        <span className="hint-inline">{t('award.result.alphaHint')}</span>
      </p>
    </>
  )
}

export function FlagList({ result }: { result: ResultView }) {
  const t = useT()
  const td = useDynamicT()
  return result.flags.length === 0 ? (
    <p>{t('award.result.noFlags')}</p>
  ) : (
    <>
      <p>{t('award.result.flagsIntro')}</p>
      <ul>
        {result.flags.map((flag, index) => (
          <li key={index}>{td(`award.flag.${flag.key}`, flag.values)}</li>
        ))}
      </ul>
    </>
  )
}
