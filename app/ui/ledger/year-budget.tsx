import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { YearBudget } from '#app/services/fund-year/queries/year-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Typed } from '#app/ui/typed.tsx'

/** A year held against its plan, line by line. */
export function YearBudgetTable({ budget: { plan, rows, total } }: { budget: YearBudget }) {
  const t = useT()
  const word = useDynamicT()
  const { money, instant } = useFormat()
  const hasPlan = plan !== null
  const figures = [
    ...(hasPlan ? (['planned'] as const) : []),
    ...(['allocated', 'committed', 'paid'] as const),
    ...(total.returnedFen === '0' ? [] : (['returned'] as const)),
    ...(hasPlan ? (['left'] as const) : []),
  ]
  const told = (figure: (typeof figures)[number], row: YearBudget['total']) =>
    figure === 'left' && row.leftFen.startsWith('-')
      ? t('fund-year.over', { money: money(row.leftFen.slice(1)) })
      : money(row[`${figure}Fen`])
  if (rows.length === 0) return <p>{t('fund-year.noPlan')}</p>
  return (
    <>
      <p>{plan === null ? t('fund-year.noPlan') : t('fund-year.plan', { ...plan, at: instant(plan.adoptedAt) })}</p>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('fund-year.line')}</th>
            {figures.map((figure) => (
              <th key={figure} scope="col" className="num">
                {t(`fund-year.${figure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.name} ${row.field} ${row.instrument}`}>
              <th scope="row">
                {row.name === '' ? (
                  t(hasPlan ? 'fund-year.unplanned' : 'fund-year.everything')
                ) : (
                  <Typed>{row.name}</Typed>
                )}
                {row.field === null && row.instrument === null ? null : (
                  <span className="hint">
                    {[
                      row.field === null ? [] : [word(`common.field.${row.field}`)],
                      row.instrument === null ? [] : [word(`call.instrument.${row.instrument}`)],
                    ]
                      .flat()
                      .join(' · ')}
                  </span>
                )}
              </th>
              {figures.map((figure) => (
                <td key={figure} className="num" data-label={t(`fund-year.${figure}`)}>
                  {told(figure, row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('fund-year.total')}</th>
            {figures.map((figure) => (
              <td key={figure} className="num" data-label={t(`fund-year.${figure}`)}>
                {told(figure, total)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </>
  )
}
