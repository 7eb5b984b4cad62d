import { useT } from '#app/i18n/provider.tsx'
import type { ItemView, SheetView } from '#app/services/evaluation/queries/evaluation-page.server.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { GradeTag } from './tags.tsx'

/** What was found of one item, in words. */
function Found({ item }: { item: ItemView }) {
  const t = useT()
  if (item.points === null) return <>{t('evaluation.sheet.unscored')}</>
  if (item.way === 'RATIO')
    return <>{t('evaluation.sheet.actualOf', { actual: item.actual ?? 0, planned: item.planned ?? 0 })}</>
  if (item.way === 'FACTOR') return <>{t('evaluation.sheet.factorOf', { factor: item.factor ?? 0 })}</>
  return <>{item.bands[item.choice ?? 0]?.name}</>
}

/** The whole sheet to be read: first level by first level, then what was said of it. */
export function SheetTable({ sheet }: { sheet: SheetView }) {
  const t = useT()
  return (
    <Sheet labelledBy="scores">
      <h2 id="scores">{t('evaluation.total')}</h2>
      <div className={sheet.isComplete ? 'total settled' : 'total'}>
        <span>
          {sheet.isComplete ? <GradeTag grade={sheet.grade} passes={sheet.grade !== 'FAIL'} /> : null}{' '}
          <small>{t('evaluation.outOf', { max: '100.00' })}</small>
        </span>
        <strong>{sheet.total}</strong>
      </div>
      {sheet.isMisused ? (
        <div className="notice">
          <p>
            <strong>{t('evaluation.misusedZero')}</strong> {t('evaluation.itemsTotal')} {sheet.scored}
          </p>
          <TypedText text={sheet.misuseNote} />
        </div>
      ) : null}
      {sheet.summary === '' ? null : (
        <>
          <h3>{t('evaluation.sheet.summary')}</h3>
          <TypedText text={sheet.summary} />
        </>
      )}
      {sheet.advice === '' ? null : (
        <>
          <h3>{t('evaluation.sheet.advice')}</h3>
          <TypedText text={sheet.advice} />
        </>
      )}
      {sheet.firsts.map((first) => (
        <details key={first.code}>
          <summary>
            {first.code} {first.name} · {first.points} / {first.max}
          </summary>
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t('evaluation.sheet.item')}</th>
                <th scope="col">{t('evaluation.sheet.finding')}</th>
                <th scope="col" className="num">
                  {t('evaluation.sheet.points')}
                </th>
                <th scope="col">{t('evaluation.sheet.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {first.seconds.flatMap((second) =>
                second.thirds.map((item) => (
                  <tr key={item.code}>
                    <th scope="row">
                      {item.code} {item.name}
                      <div className="hint">{second.name}</div>
                    </th>
                    <td data-label={t('evaluation.sheet.finding')}>
                      <Found item={item} />
                    </td>
                    <td className="num" data-label={t('evaluation.sheet.points')}>
                      {item.points ?? '—'} / {item.max}
                    </td>
                    <td data-label={t('evaluation.sheet.reason')}>
                      <Typed>{item.reason}</Typed>
                    </td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </details>
      ))}
    </Sheet>
  )
}
