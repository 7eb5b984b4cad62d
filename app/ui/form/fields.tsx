import type { InputHTMLAttributes, ReactNode } from 'react'
import { useErrorText, useT } from '#app/i18n/provider.tsx'
import { fieldId, type FormState } from './form-state.ts'

type FieldProps = {
  form: FormState
  name: string
  label: ReactNode
  hint?: ReactNode
  /** Marked as optional; everything else is required. Words instead: it may stay empty now, and they say until when or for whom. */
  optional?: boolean | string
}

type Wired = { id: string; describedBy: string | undefined; invalid: true | undefined }

/** Label, hint, error and control, wired together for people who see them and people who hear them. */
export function Field({
  form,
  name,
  label,
  hint,
  optional,
  children,
}: FieldProps & { children: (wired: Wired) => ReactNode }) {
  const t = useT()
  const errorText = useErrorText()
  const id = fieldId(form, name)
  const errors = form.errors(name)
  const describedBy = [hint === undefined ? undefined : `${id}-hint`, errors.length > 0 ? `${id}-why` : undefined]
    .filter(Boolean)
    .join(' ')
  return (
    <div className={errors.length > 0 ? 'field bad' : 'field'}>
      <label htmlFor={id}>
        {label}
        {optional ? <span className="hint-inline"> {optional === true ? t('common.optional') : optional}</span> : null}
      </label>
      {hint === undefined ? null : (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {errors.length > 0 ? (
        <span className="why" id={`${id}-why`}>
          {errors.map((code) => errorText(code, form.refusal?.data)).join(' ')}
        </span>
      ) : null}
      {children({
        id,
        describedBy: describedBy === '' ? undefined : describedBy,
        invalid: errors.length > 0 ? true : undefined,
      })}
    </div>
  )
}

type InputProps = FieldProps &
  Pick<
    InputHTMLAttributes<HTMLInputElement>,
    'type' | 'autoComplete' | 'inputMode' | 'placeholder' | 'maxLength' | 'spellCheck'
  > & {
    className?: string
    /** Secrets come back empty. */
    secret?: boolean
  }

export function TextField({ form, name, label, hint, optional, secret, ...input }: InputProps) {
  return (
    <Field form={form} name={name} label={label} hint={hint} optional={optional ?? false}>
      {({ id, describedBy, invalid }) => (
        <input
          type="text"
          {...input}
          id={id}
          name={name}
          required={optional ? undefined : true}
          defaultValue={secret ? '' : form.value(name)}
          aria-describedby={describedBy}
          aria-invalid={invalid}
        />
      )}
    </Field>
  )
}

export const PasswordField = (props: Omit<InputProps, 'type' | 'secret'>) => (
  <TextField {...props} type="password" secret />
)
export const EmailField = (props: Omit<InputProps, 'type'>) => (
  <TextField autoComplete="email" inputMode="email" spellCheck={false} {...props} type="email" />
)
/** Yuan, at most two decimals. */
export const MoneyField = (props: Omit<InputProps, 'type'>) => (
  <TextField {...props} inputMode="decimal" className="short num" autoComplete="off" />
)
export const NumberField = (props: Omit<InputProps, 'type'>) => (
  <TextField {...props} inputMode="numeric" className="short num" autoComplete="off" />
)
export const DateField = (props: Omit<InputProps, 'type'>) => <TextField {...props} type="date" className="short" />
/** Beijing time. */
export const DateTimeField = (props: Omit<InputProps, 'type'>) => (
  <TextField {...props} type="datetime-local" className="short" />
)

/** `max`: characters, counted as a reader counts; public/enhance/count.js counts while typing, the words below say it without. */
export function TextArea({
  form,
  name,
  label,
  hint,
  optional,
  max,
  rows = 6,
}: FieldProps & { max?: number; rows?: number }) {
  const t = useT()
  const limit = max === undefined ? undefined : t('form.limit', { max })
  return (
    <Field form={form} name={name} label={label} hint={hint} optional={optional ?? false}>
      {({ id, describedBy, invalid }) => (
        <>
          <textarea
            id={id}
            name={name}
            rows={rows}
            required={optional ? undefined : true}
            defaultValue={form.value(name)}
            aria-describedby={
              [describedBy, max === undefined ? undefined : `${id}-count`].filter(Boolean).join(' ') || undefined
            }
            aria-invalid={invalid}
            data-count-max={max}
          />
          {max === undefined ? null : (
            <span
              className="count"
              id={`${id}-count`}
              data-count-text={t('form.characters', { count: '{count}', max: '{max}' })}
            >
              {limit}
            </span>
          )}
        </>
      )}
    </Field>
  )
}

export type Option = { value: string; label: string }

export function SelectField({
  form,
  name,
  label,
  hint,
  optional,
  options,
  placeholder,
}: FieldProps & { options: readonly Option[]; placeholder?: string }) {
  return (
    <Field form={form} name={name} label={label} hint={hint} optional={optional ?? false}>
      {({ id, describedBy, invalid }) => (
        <select
          id={id}
          name={name}
          required={optional ? undefined : true}
          defaultValue={form.value(name)}
          aria-describedby={describedBy}
          aria-invalid={invalid}
        >
          {placeholder === undefined ? null : <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

export function FileField({ form, name, label, hint, optional }: FieldProps) {
  return (
    <Field form={form} name={name} label={label} hint={hint} optional={optional ?? false}>
      {({ id, describedBy, invalid }) => (
        <input
          type="file"
          id={id}
          name={name}
          required={optional ? undefined : true}
          aria-describedby={describedBy}
          aria-invalid={invalid}
        />
      )}
    </Field>
  )
}

/** One of a few: all visible. */
export function RadioGroup({
  form,
  name,
  label,
  hint,
  options,
}: Omit<FieldProps, 'optional'> & { options: readonly (Option & { hint?: string })[] }) {
  const errorText = useErrorText()
  const id = fieldId(form, name)
  const errors = form.errors(name)
  return (
    <fieldset
      className={errors.length > 0 ? 'field choices bad' : 'field choices'}
      aria-describedby={errors.length > 0 ? `${id}-why` : undefined}
    >
      <legend>{label}</legend>
      {hint === undefined ? null : <span className="hint">{hint}</span>}
      {errors.length > 0 ? (
        <span className="why" id={`${id}-why`}>
          {errors.map((code) => errorText(code)).join(' ')}
        </span>
      ) : null}
      {options.map((option, index) => (
        <label key={option.value} className="choice">
          <input
            type="radio"
            id={index === 0 ? id : undefined}
            name={name}
            value={option.value}
            defaultChecked={form.value(name) === option.value}
            required
          />
          <span>
            {option.label}
            {option.hint === undefined ? null : <span className="hint">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

export function Checkbox({ form, name, label, hint }: Omit<FieldProps, 'optional'>) {
  const errorText = useErrorText()
  const id = fieldId(form, name)
  const errors = form.errors(name)
  return (
    <div className={errors.length > 0 ? 'field bad' : 'field'}>
      {errors.length > 0 ? (
        <span className="why" id={`${id}-why`}>
          {errors.map((code) => errorText(code)).join(' ')}
        </span>
      ) : null}
      <label className="choice" htmlFor={id}>
        <input
          type="checkbox"
          id={id}
          name={name}
          defaultChecked={form.value(name) === 'on'}
          aria-describedby={errors.length > 0 ? `${id}-why` : undefined}
        />
        <span>
          {label}
          {hint === undefined ? null : <span className="hint">{hint}</span>}
        </span>
      </label>
    </div>
  )
}
