import { type ImportColumn, isFilled } from '#app/domain/import/columns.ts'
import type { Problem } from '#app/domain/import/judge.ts'
import { cellText, wordOf } from '#app/http/import-words.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useErrorText, useHref, useLocale, useT } from '#app/i18n/provider.tsx'
import type { ImportView } from '#app/services/import/queries/import-page.server.ts'
import { Checkbox, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { Typed } from '#app/ui/typed.tsx'

type Row = ImportView['errors'][number]

/** Rows that want mending: what is wrong in which cell, and the cells themselves to mend it here. */
export function ErrorRows({ view }: { view: ImportView }) {
  const t = useT()
  if (view.errors.length === 0) return null
  return (
    <Sheet labelledBy="errors-title">
      <h2 id="errors-title">{t('import.errorsTitle')}</h2>
      <p>{t('import.errorsLead')}</p>
      <ErrorFiles id={view.id} />
      <ul className="rows">
        {view.errors.map((row) => (
          <ErrorRow key={row.number} view={view} row={row} />
        ))}
      </ul>
      {view.hidden.errors === 0 ? null : <p>{t('import.moreRows', { count: view.hidden.errors })}</p>}
    </Sheet>
  )
}

/** The same rows as a file, to mend them in a spreadsheet. */
export function ErrorFiles({ id }: { id: string }) {
  const t = useT()
  const href = useHref()
  return (
    <div className="actions">
      <a className="button quiet" href={href(paths.importErrors(id, 'xlsx'))} download>
        {t('import.errorsXlsx')}
      </a>
      <a className="button quiet" href={href(paths.importErrors(id, 'csv'))} download>
        {t('import.errorsCsv')}
      </a>
    </div>
  )
}

function ErrorRow({ view, row }: { view: ImportView; row: Row }) {
  const t = useT()
  const word = useDynamicT()
  const errorText = useErrorText()
  const mend = useRowForm('mend', 'row', String(row.number), { cells: row.cells })
  const drop = useFormState('drop')
  const name = row.cells[view.columns[0]?.key ?? ''] ?? ''
  return (
    <li>
      <h3>
        {t('import.row', { row: row.number })} · {name === '' ? t('import.nameless') : <Typed>{name}</Typed>}
      </h3>
      <ul className="why-list">
        {row.problems.map(({ column, code, data }) => (
          <li key={column + code}>
            {t('import.colon', {
              column: word(`import.column.${view.kind}.${column}`),
              problem: errorText(code, data),
            })}
            <Was cell={row.cells[column] ?? ''} />
          </li>
        ))}
      </ul>
      <details open={mend.wasRefused ? true : undefined}>
        <summary>{t('import.mend')}</summary>
        <PostForm form={mend} version={view.version}>
          <input type="hidden" name="row" value={row.number} />
          {view.columns.map((column) => (
            <Cell key={column.key} view={view} column={column} row={row} form={mend} />
          ))}
          <Submit>{t('import.mendSubmit')}</Submit>
        </PostForm>
      </details>
      <ActionButton form={drop} version={view.version} quiet fields={{ row: String(row.number) }}>
        {t('import.drop')}
      </ActionButton>
    </li>
  )
}

/** What stands in the cell now. */
function Was({ cell }: { cell: string }) {
  const t = useT()
  return cell === '' ? null : (
    <span className="hint">
      {' '}
      <Mixed text={t('import.was', { cell })} />
    </span>
  )
}

/** One cell as the field that a form would have for it, with what is wrong with it. */
function Cell({
  view,
  column,
  row,
  form: asked,
}: {
  view: ImportView
  column: ImportColumn
  row: Row
  form: FormState
}) {
  const locale = useLocale()
  const t = useT()
  const word = useDynamicT()
  const problem: Problem | undefined = row.problems.find((one) => one.column === column.key)
  const label = word(`import.column.${view.kind}.${column.key}`)
  const typed = row.cells[column.key] ?? ''
  // The cell is marked as a form's own field would be.
  const form: FormState =
    problem === undefined
      ? asked
      : {
          ...asked,
          errors: () => [problem.code],
          refusal: { code: problem.code, ...(problem.data === undefined ? {} : { data: problem.data }) },
        }
  const field = { form, name: `cells.${column.key}`, label, optional: !isFilled(column) }
  if (column.type === 'choice')
    return (
      <SelectField
        {...field}
        options={(column.choices ?? []).map((value) => ({ value, label: wordOf(locale, column, value) }))}
        placeholder={typed === '' || (column.choices ?? []).includes(typed) ? t('call.form.choose') : typed}
      />
    )
  if (column.type === 'yes')
    return (
      <Checkbox
        form={form}
        name={field.name}
        label={t(view.kind === 'STAFF' ? 'staff.add.consent' : 'volunteer.ngo.consent')}
      />
    )
  if (column.type !== 'many') return <TextField {...field} autoComplete="off" />
  const shown = {
    ...form,
    value: (name: string) => (asked.cameBack ? asked.value(name) : cellText(locale, column, typed)),
  }
  return <TextField {...field} form={shown} autoComplete="off" />
}
