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
  const isGrouped = result.calibration !== null
  const isPriced = result.bids.some(({ priceFen }) => priceFen !== null)
  const heading = ({ title, maxPoints }: ResultView['criteria'][number]) =>
    t('award.result.outOf', { title, max: maxPoints })
  return (
    <>
      <details className="all-marks">
        <summary>{t('award.result.eachMark')}</summary>
      </details>
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
              {isGrouped ? (
                <>
                  <th scope="col">{t('award.groups.group')}</th>
                  <th scope="col" className="num">
                    {t('award.groups.raw')}
                  </th>
                </>
              ) : null}
              <th scope="col" className="num">
                {t(isGrouped ? 'award.groups.calibrated' : 'award.result.total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {result.bids.map((bid) => (
              <tr key={bid.id}>
                <td className="rank">{bid.rank ?? t('award.result.unranked')}</td>
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
                  <td className="num mark" key={criterion.id} data-label={heading(criterion)}>
                    {bid.means[index] ?? '—'}
                  </td>
                ))}
                {isGrouped ? (
                  <>
                    <td className="short mark" data-label={t('award.groups.group')}>
                      {bid.group}
                    </td>
                    <td className="num mark" data-label={t('award.groups.raw')}>
                      {bid.rawTotal}
                    </td>
                  </>
                ) : null}
                <td className="num" data-label={t(isGrouped ? 'award.groups.calibrated' : 'award.result.total')}>
                  <strong>{bid.total}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  )
}

/** What each judge gave each bid in all, group by group; judges by code. */
export function JudgeTable({ result }: { result: ResultView }) {
  const t = useT()
  const groups = [...new Set(Object.values(result.groupOf))].sort()
  if (groups.length === 0) return <GroupJudges result={result} label={t('award.result.judgeTotals')} />
  return (
    <>
      {groups
        .filter((group) => result.bids.some((bid) => bid.group === group))
        .map((group) => (
          <section key={group}>
            <h3>{t('panel.group.name', { group })}</h3>
            <GroupJudges
              result={{ ...result, bids: result.bids.filter((bid) => bid.group === group) }}
              group={group}
              label={`${t('panel.group.name', { group })} · ${t('award.result.judgeTotals')}`}
            />
          </section>
        ))}
    </>
  )
}

function GroupJudges({ result, group, label }: { result: ResultView; group?: string; label: string }) {
  const t = useT()
  // A judge stands at the same place in every bid's totals.
  const judges = result.judges.flatMap((judge, index) =>
    group === undefined || result.groupOf[judge] === group ? [{ judge, index }] : [],
  )
  return (
    <Scroll label={label}>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('award.result.bidder')}</th>
            {judges.map(({ judge }) => (
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
              {judges.map(({ judge, index }) => (
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
      <GroupFigures result={result} />
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

/** What each group gave on average, and what makes its totals comparable with the others'. */
export function GroupFigures({ result }: { result: ResultView }) {
  const t = useT()
  const { calibration, panels } = result
  if (calibration === null) return null
  return (
    <>
      <h3>{t('award.groups.title')}</h3>
      <p>{t('award.groups.how')}</p>
      <p>
        {calibration.dropHigh + calibration.dropLow === 0
          ? t('award.groups.dropsNone')
          : t('award.groups.drops', { high: calibration.dropHigh, low: calibration.dropLow })}
      </p>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('award.groups.group')}</th>
            <th scope="col" className="num">
              {t('award.groups.mean')}
            </th>
            <th scope="col" className="num">
              {t('award.groups.coefficient')}
            </th>
          </tr>
        </thead>
        <tbody>
          {panels.map(({ id, mean, coefficient }) => (
            <tr key={id}>
              <th scope="row">{t('panel.group.name', { group: id })}</th>
              <td className="num" data-label={t('award.groups.mean')}>
                {mean}
              </td>
              <td className="num" data-label={t('award.groups.coefficient')}>
                {coefficient}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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
