import { useHref, useT } from '#app/i18n/provider.tsx'
import type { BurdenKind, BurdenSum } from '#app/services/burden/queries/burden.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { useQuarter } from '#app/ui/quarterly/quarterly.tsx'

type ChooseProps = { action: string; quarterOn: string; quarters: readonly string[]; children?: React.ReactNode }

/** Which quarter to look at; `children`: more to choose by. */
export function ChooseQuarter({ action, quarterOn, quarters, children }: ChooseProps) {
  const t = useT()
  const href = useHref()
  const nameOf = useQuarter()
  return (
    <form method="get" action={href(action)}>
      <div className="field">
        <label htmlFor="quarter">{t('burden.quarter')}</label>
        <select id="quarter" name="quarter" defaultValue={quarterOn}>
          {quarters.map((each) => (
            <option key={each} value={each}>
              {nameOf(each)}
            </option>
          ))}
        </select>
      </div>
      {children}
      <button type="submit">{t('burden.show')}</button>
    </form>
  )
}

export function BurdenFigures({ sum }: { sum: BurdenSum }) {
  const t = useT()
  const { number } = useFormat()
  return (
    <Figures
      items={[
        { label: t('burden.papers'), value: number(sum.papers) },
        { label: t('burden.owed'), value: number(sum.owed) },
        { label: t('burden.fields'), value: number(sum.fields) },
        { label: t('burden.prefilled'), value: number(sum.prefilled) },
      ]}
    />
  )
}

type Row = BurdenSum & { name: string; organizations?: number }

/** What it comes to, by kind or by who asked. `of`: what the first column names. */
export function BurdenTable({ rows, of, caption }: { rows: readonly Row[]; of: string; caption: string }) {
  const t = useT()
  const { number } = useFormat()
  const hasOrganizations = rows.some(({ organizations }) => organizations !== undefined)
  const cell = (label: string, value: number) => (
    <td className="num" data-label={label}>
      {number(value)}
    </td>
  )
  return (
    <table className="stack">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          {hasOrganizations ? (
            <th scope="col" className="num">
              {t('burden.organizations')}
            </th>
          ) : null}
          <th scope="col" className="num">
            {t('burden.papers')}
          </th>
          <th scope="col" className="num">
            {t('burden.owed')}
          </th>
          <th scope="col" className="num">
            {t('burden.fields')}
          </th>
          <th scope="col" className="num">
            {t('burden.prefilled')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            {row.organizations === undefined ? null : cell(t('burden.organizations'), row.organizations)}
            {cell(t('burden.papers'), row.papers)}
            {cell(t('burden.owed'), row.owed)}
            {cell(t('burden.fields'), row.fields)}
            {cell(t('burden.prefilled'), row.prefilled)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Every kind with what counts and how its fields are known. */
export function BurdenDefinitions({ kinds }: { kinds: readonly BurdenKind[] }) {
  const t = useT()
  return (
    <Sheet labelledBy="how">
      <h2 id="how">{t('burden.how')}</h2>
      <p>{t('burden.howLead')}</p>
      <p>{t('burden.fieldsNote')}</p>
      <details>
        <summary>{t('burden.kinds')}</summary>
        <ul className="rows">
          {kinds.map(({ code, name, definition, fields }) => (
            <li key={code}>
              <h3>{name}</h3>
              <p>{definition}</p>
              <p className="hint">
                {fields === '' ? t('burden.unknownFields') : t('burden.fieldsWords', { words: fields })}
              </p>
            </li>
          ))}
        </ul>
      </details>
    </Sheet>
  )
}
