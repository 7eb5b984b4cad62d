import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { perHundred } from '#app/domain/statistics/per-hundred.ts'
import { askedYear } from '#app/domain/statistics/period.ts'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  type FundRow,
  type MoneyPicture,
  readMoneyPicture,
} from '#app/services/statistics/queries/money-flow.server.ts'
import { AsOf } from '#app/ui/as-of.tsx'
import { Folded } from '#app/ui/folded.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { AboutPicture } from '#app/ui/statistics/about-picture.tsx'
import { FlowChart, FlowTable } from '#app/ui/statistics/flow-chart.tsx'
import { pictureQuery } from '#app/ui/statistics/picture-query.ts'
import { YearFilter } from '#app/ui/statistics/year-filter.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const fund = z.uuid().safeParse(url.searchParams.get('fund'))
  const year = askedYear(url.searchParams.get('year'))
  const [picture, all] = await Promise.all([
    readMoneyPicture(ctx, { year, fundId: fund.success ? fund.data : null }),
    fund.success ? readMoneyPicture(ctx, { year: null, fundId: null }) : null,
  ])
  const shown = orNotFound(picture)
  return { ...shown, choices: (all ?? shown).funds.map(({ id, name }) => ({ id, name })) }
})

export const meta = pageMeta(
  (t) => t('statistics.money.title'),
  (t) => t('statistics.money.teaser'),
)

export default function MoneyPicturePage() {
  const picture = useLoaderData<typeof loader>()
  const { year, years, fund, choices, nodes, cameBackFen } = picture
  const t = useT()
  const { wan } = useFormat()
  return (
    <Page crumbs={[{ to: paths.statistics(), text: t('statistics.title') }]}>
      <Sheet>
        <h1>{t('statistics.money.title')}</h1>
        <Answer picture={picture} />
        <AsOf at={picture.asOf} />
        <YearFilter to={paths.moneyPicture()} year={year} years={years}>
          <div className="field">
            <label htmlFor="fund">{t('statistics.money.fund')}</label>
            <select id="fund" name="fund" defaultValue={fund?.id ?? ''}>
              <option value="">{t('statistics.money.allFunds')}</option>
              {choices.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        </YearFilter>
        {fund === null ? null : (
          <p>
            <A to={paths.publicFund(fund.id)}>
              <Mixed text={t('statistics.money.fundPage', { name: fund.name })} />
            </A>
          </p>
        )}
      </Sheet>
      {nodes.length === 0 ? null : (
        <Sheet labelledBy="flow">
          <h2 id="flow">{t('statistics.money.flow')}</h2>
          <FlowChart {...picture} />
          <h3>{t('statistics.table')}</h3>
          <FlowTable nodes={nodes} />
          {cameBackFen.calls === '0' && cameBackFen.contracts === '0' ? null : (
            <p className="hint">
              {t('statistics.money.cameBack', {
                calls: wan(cameBackFen.calls),
                contracts: wan(cameBackFen.contracts),
              })}
            </p>
          )}
        </Sheet>
      )}
      {picture.funds.length < 2 ? null : (
        <Sheet labelledBy="funds">
          <h2 id="funds">{t('statistics.money.byFund')}</h2>
          <Folded label={t('common.all', { count: picture.funds.length })}>
            <Funds funds={picture.funds} year={year} />
          </Folded>
        </Sheet>
      )}
      <AboutPicture
        picture="money"
        query={pictureQuery({ year, fund: fund?.id })}
        terms={(['appropriated', 'allocated', 'released', 'spent', 'kept', 'year'] as const).map((term) =>
          t(`statistics.money.about.${term}`),
        )}
        not={t('statistics.money.not')}
      />
    </Page>
  )
}

function Answer({ picture: { year, sums, nodes } }: { picture: MoneyPicture }) {
  const t = useT()
  const { wan } = useFormat()
  if (nodes.length === 0) return <p>{t('statistics.money.none')}</p>
  const of = (fen: string) => perHundred(BigInt(fen), BigInt(sums.appropriatedFen))
  return (
    <p className="said">
      {year === null
        ? t('statistics.money.answer', {
            committed: of(sums.committedFen),
            released: of(sums.releasedFen),
            spent: of(sums.spentFen),
          })
        : t('statistics.money.answerYear', {
            year,
            appropriated: wan(sums.appropriatedFen),
            released: wan(sums.releasedFen),
            spent: wan(sums.spentFen),
          })}
    </p>
  )
}

const columns = ['appropriated', 'allocated', 'committed', 'released', 'spent', 'returned'] as const

function Funds({ funds, year }: { funds: readonly FundRow[]; year: number | null }) {
  const t = useT()
  const { wan } = useFormat()
  return (
    <table className="stack six-figures">
      <thead>
        <tr>
          <th scope="col">{t('statistics.money.column.fund')}</th>
          {columns.map((column) => (
            <th key={column} scope="col" className="num">
              {t(`statistics.money.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {funds.map((fund) => (
          <tr key={fund.id}>
            <th scope="row">
              <A to={paths.moneyPicture() + pictureQuery({ fund: fund.id, year })}>
                <Typed>{fund.name}</Typed>
              </A>
            </th>
            {columns.map((column) => (
              <td key={column} className="num" data-label={t(`statistics.money.column.${column}`)}>
                {wan(fund[`${column}Fen`])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
