import type { ReactNode } from 'react'
import type { BidProblem } from '#app/domain/bid/ready.ts'
import { type FormItem, formLimits } from '#app/domain/call/form-item.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { FormAnswerView } from '#app/services/bid/queries/form-view.ts'
import { DateField, NumberField, RadioGroup, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { fieldId, type FormState } from '#app/ui/form/form-state.ts'
import { AddRow, RemoveRow, rowId } from '#app/ui/form/rows.tsx'
import { ShownIf } from '#app/ui/form/shown-if.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Answered } from './form-answers.tsx'
import { MergedField } from './merged-field.tsx'
import { ProblemLines } from './problems.tsx'

type FieldProps = { form: FormState; item: FormItem }

/** The name of an item's field; of rows it is that of all of them. */
export const formName = ({ kind, code }: Pick<FormItem, 'kind' | 'code'>): string =>
  `${kind === 'ROWS' ? 'rows' : 'form'}.${code}`

/** One item of the form, whatever its kind. One that is not asked now stays on the page, unseen, with what was typed in it. */
export function FormItemField({
  form,
  item,
  isShown,
  problems,
  stored,
  isConflict,
}: FieldProps & {
  isShown: boolean
  problems: readonly BidProblem[]
  stored: FormAnswerView | undefined
  isConflict: boolean
}) {
  const { shownIf } = item
  return (
    <MergedField
      id={`item-${item.code}`}
      className="form-item"
      name={formName(item)}
      label={item.title}
      stored={stored === undefined ? null : <Answered answer={stored} />}
      isConflict={isConflict}
    >
      <ShownIf
        field={shownIf === null ? undefined : `form.${shownIf.code}`}
        answer={shownIf?.answer ?? ''}
        isShown={isShown}
      >
        <ProblemLines problems={problems} />
        {item.kind === 'ROWS' ? <Rows form={form} item={item} /> : <One form={form} item={item} />}
      </ShownIf>
    </MergedField>
  )
}

const useHint = ({ hint }: FormItem): ReactNode => (hint === '' ? undefined : <Typed>{hint}</Typed>)

function One({ form, item }: FieldProps) {
  const t = useT()
  const hint = useHint(item)
  const field = {
    form,
    name: `form.${item.code}`,
    label: <Typed>{item.title}</Typed>,
    hint,
    optional: !item.isRequired,
  }
  // A group of choices says by itself whether it may be left.
  const group = {
    ...field,
    label: (
      <>
        {field.label}
        {item.isRequired ? null : <span className="hint-inline"> {t('common.optional')}</span>}
      </>
    ),
  }
  switch (item.kind) {
    case 'NUMBER':
      return <NumberField {...field} inputMode="decimal" />
    case 'DATE':
      return <DateField {...field} />
    case 'YES_NO':
      return (
        <RadioGroup
          {...group}
          options={[
            { value: 'yes', label: t('application.yes') },
            { value: 'no', label: t('application.no') },
          ]}
        />
      )
    case 'CHOICE':
      return <RadioGroup {...group} options={item.options.map((option) => ({ value: option, label: option }))} />
    default:
      return <TextArea {...field} max={item.maxChars} rows={item.maxChars > 200 ? 6 : 2} />
  }
}

function Rows({ form, item }: FieldProps) {
  const t = useT()
  const hint = useHint(item)
  const name = `rows.${item.code}`
  const count = form.rows(name)
  return (
    <fieldset className="form-rows" id={fieldId(form, name)}>
      <legend>
        <Typed>{item.title}</Typed>
        {item.isRequired ? null : <span className="hint-inline"> {t('common.optional')}</span>}
      </legend>
      <p className="hint">
        {hint} {t('application.rowsAtMost', { max: item.rowsMax })}
      </p>
      {Array.from({ length: count }, (_, index) => (
        <fieldset key={index} className="row" id={rowId(form, name, index)}>
          <legend>{t('application.row', { number: index + 1 })}</legend>
          {item.columns.map((column, at) => (
            <TextField
              key={column}
              form={form}
              name={`${name}[${index}].c${at + 1}`}
              label={<Typed>{column}</Typed>}
              maxLength={formLimits.cell}
            />
          ))}
          <div className="take-away">
            <RemoveRow form={form} name={name} index={index} label={t('application.removeRow', { number: index + 1 })}>
              {t('common.action.remove')}
            </RemoveRow>
          </div>
        </fieldset>
      ))}
      {count < item.rowsMax ? (
        <p>
          <AddRow form={form} name={name}>
            {t('application.addRow')}
          </AddRow>
        </p>
      ) : null}
    </fieldset>
  )
}
