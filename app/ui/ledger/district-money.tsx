import type { ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { District, DistrictPart } from '#app/services/ledger/queries/district.server.ts'
import type { Told } from '#app/services/shared/slow-figures.server.ts'
import { AsOf } from '#app/ui/as-of.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { MoneyFlow } from '#app/ui/flow/money-flow.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { FileLinks } from './file-links.tsx'

/** The public money of a place: what was set aside, promised, paid and spent, and where in it. */
export function DistrictMoney({ district, title }: { district: Told<District>; title: string }) {
  const t = useT()
  const { wan } = useFormat()
  const { money, parts, here, asOf } = district
  return (
    <>
      <Sheet>
        <h1>{title}</h1>
        <p>{t('district.lead')}</p>
        <AsOf at={asOf} />
        <Figures
          items={[
            { label: t('district.budget'), value: wan(money.appropriatedFen) },
            { label: t('fund.flow.contract'), value: wan(money.committedFen) },
            { label: t('fund.flow.released'), value: wan(money.releasedFen) },
            { label: t('project.flow.spent'), value: wan(money.spentFen ?? '0') },
          ]}
        />
        {district.projects === 0 ? (
          <p>{t('district.empty')}</p>
        ) : (
          <p>
            <A to={here === null ? paths.projects() : `${paths.projects()}?region=${here.code}`}>
              {t('district.projects', { projects: district.projects, organizations: district.organizations })}
            </A>
          </p>
        )}
      </Sheet>
      {money.appropriatedFen === '0' ? null : (
        <Sheet labelledBy="flow">
          <h2 id="flow">{t('fund.flow.title')}</h2>
          <MoneyFlow money={money} of="district" />
        </Sheet>
      )}
      {parts.length === 0 ? null : (
        <Sheet labelledBy="parts">
          <h2 id="parts">{t('district.parts')}</h2>
          <Parts parts={parts} own={district.own} />
          <FileLinks to={(format) => paths.districtFile(here?.code ?? 'all', format)} label={t('statistics.files')} />
        </Sheet>
      )}
    </>
  )
}

function Parts({ parts, own }: { parts: readonly DistrictPart[]; own: District['own'] }) {
  const t = useT()
  const columns = [
    ['budget', 'appropriatedFen', t('district.budget')],
    ['contract', 'committedFen', t('fund.flow.contract')],
    ['released', 'releasedFen', t('fund.flow.released')],
    ['spent', 'spentFen', t('project.flow.spent')],
  ] as const
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('district.place')}</th>
          <th scope="col" className="num">
            {t('district.count')}
          </th>
          {columns.map(([key, , label]) => (
            <th key={key} scope="col" className="num">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <Part key={part.code} part={part} columns={columns}>
            <A to={paths.district(part.code)}>{part.name}</A>
          </Part>
        ))}
        {own === null ? null : (
          <Part part={own} columns={columns}>
            {t('district.own')}
          </Part>
        )}
      </tbody>
    </table>
  )
}

type Column = readonly [
  key: string,
  field: 'appropriatedFen' | 'committedFen' | 'releasedFen' | 'spentFen',
  label: string,
]

function Part({
  part,
  columns,
  children,
}: {
  part: NonNullable<District['own']>
  columns: readonly Column[]
  children: ReactNode
}) {
  const t = useT()
  const { wan } = useFormat()
  return (
    <tr>
      <th scope="row">{children}</th>
      <td className="num" data-label={t('district.count')}>
        {part.projects}
      </td>
      {columns.map(([key, field, label]) => (
        <td key={key} className="num" data-label={label}>
          {wan(part.money[field] ?? '0')}
        </td>
      ))}
    </tr>
  )
}
