import { Cites } from '#app/ui/cites.tsx'
import { barWhole, barWidth, reachOf } from '#app/domain/regional/reach.ts'
import type { IndicatorUnit } from '#app/domain/regional/schema.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { BoardIndicator, EnteredFigure } from '#app/services/regional/queries/indicator-board.server.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { useFigureText } from './figure-text.ts'

type Line = { key: 'base' | 'actual' | 'target'; label: string; value: string }
const numberOf = (value: string | null | undefined): number | null => (value == null ? null : Number(value))

/** One indicator: base, actual and target as bars with the same figures beside them; definition, source and the places in it one click away. */
export function IndicatorItem({ indicator, year }: { indicator: BoardIndicator; year: number }) {
  const t = useT()
  const text = useFigureText()
  const { actual, base, target, unit, direction } = indicator
  const reach = reachOf(numberOf(actual), numberOf(target?.value), direction)
  const lines: Line[] = [
    ...(base === null
      ? []
      : [{ key: 'base' as const, label: t('regional.base', { year: base.year }), value: base.value }]),
    ...(actual === null ? [] : [{ key: 'actual' as const, label: t('regional.actual', { year }), value: actual }]),
    ...(target === null
      ? []
      : [{ key: 'target' as const, label: t('regional.target', { year: target.year }), value: target.value }]),
  ]
  return (
    <li>
      <h3>{indicator.name}</h3>
      {reach === null ? null : (
        <Tag tone={reach.isReached ? 'open' : 'wait'}>
          {t(reach.isReached ? 'regional.reached' : 'regional.towards', { percent: reach.percent })}
        </Tag>
      )}
      {actual === null ? <p className="hint">{t('regional.unknown', { year })}</p> : null}
      <Bars lines={lines} unit={unit} name={indicator.name} text={(value) => text(value, unit)} />
      <details>
        <summary>
          {t('regional.about')}
          <span className="unseen"> {indicator.name}</span>
        </summary>
        <p>{indicator.definition}</p>
        <p>{t('regional.method', { method: indicator.method })}</p>
        <p>{t('regional.source', { source: indicator.source })}</p>
        <p>{t(indicator.isComputed ? 'regional.how.COMPUTED' : 'regional.how.ENTERED')}</p>
        <Papers base={base} document={indicator.document} target={target} />
      </details>
      {indicator.parts.length === 0 ? null : <Parts indicator={indicator} year={year} />}
    </li>
  )
}

type BarsProps = { lines: readonly Line[]; unit: IndicatorUnit; name: string; text: (value: string) => string }

/** The bars stand in the table of the same figures. */
function Bars({ lines, unit, name, text }: BarsProps) {
  const t = useT()
  if (lines.length === 0) return null
  const whole = barWhole(
    unit,
    lines.map(({ value }) => Number(value)),
  )
  return (
    <table className="bars">
      <caption className="visually-hidden">{t('regional.caption', { name })}</caption>
      <tbody>
        {lines.map(({ key, label, value }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td>
              {whole === null ? null : (
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect width="100" height="10" className="track" />
                  <rect width={barWidth(Number(value), whole)} height="10" className={key} />
                </svg>
              )}
            </td>
            <td className="num">{text(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Papers({ base, document, target }: Pick<BoardIndicator, 'base' | 'document' | 'target'>) {
  const t = useT()
  const papers = [
    { key: 'base', label: t('regional.paper.base'), figure: base },
    { key: 'actual', label: t('regional.paper.actual'), figure: document },
    { key: 'target', label: t('regional.paper.target'), figure: target },
  ].filter((paper): paper is { key: string; label: string; figure: EnteredFigure } => paper.figure !== null)
  if (papers.length === 0) return null
  return (
    <ul className="meta">
      {papers.map(({ key, label, figure }) => (
        <li key={key}>
          {label}{' '}
          <Typed>
            {figure.documentTitle} <Cites text={figure.documentNo} />
          </Typed>{' '}
          {figure.fileId === null ? null : <A to={paths.file(figure.fileId)}>{t('credit.document')}</A>}
        </li>
      ))}
    </ul>
  )
}

function Parts({ indicator, year }: { indicator: BoardIndicator; year: number }) {
  const t = useT()
  const text = useFigureText()
  const known = indicator.parts.filter(({ actual, target }) => actual !== null || target !== null)
  const say = (value: string | null | undefined) => (value == null ? '—' : text(value, indicator.unit))
  return (
    <details>
      <summary>
        {t('regional.byPlace')}
        <span className="unseen"> {indicator.name}</span>
      </summary>
      {known.length === 0 ? (
        <p>{t('regional.noPlace')}</p>
      ) : (
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{t('regional.place')}</th>
              <th scope="col" className="num">
                {t('regional.actual', { year })}
              </th>
              <th scope="col" className="num">
                {t('regional.targetColumn')}
              </th>
            </tr>
          </thead>
          <tbody>
            {known.map(({ code, name, actual, target }) => (
              <tr key={code}>
                <th scope="row">
                  <A to={`${paths.indicatorsOf(code)}?year=${year}`}>{name}</A>
                </th>
                <td className="num" data-label={t('regional.actual', { year })}>
                  {say(actual)}
                </td>
                <td className="num" data-label={t('regional.targetColumn')}>
                  {target === null ? '—' : t('regional.targetBy', { value: say(target.value), year: target.year })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  )
}
