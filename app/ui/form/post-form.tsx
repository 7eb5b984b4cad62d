import type { ReactNode } from 'react'
import { useErrorText, useT, useRefusalText } from '#app/i18n/provider.tsx'
import { UnmetList } from '#app/ui/eligibility/unmet-list.tsx'
import { fieldId, type FormState, untouched } from './form-state.ts'
import { labelsWithin } from './labels-within.ts'

type PostFormProps = {
  form: FormState
  /** The row's version as it was drawn: a stale write answers 409 and keeps what was typed. */
  version?: number | undefined
  withFiles?: boolean
  /** public/enhance/autosave.js sends the form to this intent while the person types. */
  autosave?: string
  label?: string
  /** Names of the fields for the summary, where the form does not hold them itself: see `labelsWithin`. */
  labels?: Readonly<Record<string, string>>
  children: ReactNode
}

/** A form that posts to its own page; its first button is the one that Enter presses. */
export function PostForm({ form, version, withFiles, autosave, label, labels, children }: PostFormProps) {
  return (
    <form
      method="post"
      action={form.page}
      encType={withFiles ? 'multipart/form-data' : undefined}
      noValidate
      // Going back shows what is stored: words that a browser remembers would stand on a base that they were not written on.
      autoComplete={autosave === undefined ? undefined : 'off'}
      data-autosave={autosave}
      aria-label={label}
    >
      <ErrorSummary form={form} labels={{ ...labelsWithin(children), ...labels }} />
      <input type="hidden" name="intent" value={form.intent} />
      {version === undefined ? null : (
        <input
          type="hidden"
          name="version"
          value={form.refusal?.code === 'stale' ? version : form.value('version') || version}
        />
      )}
      {children}
    </form>
  )
}

/** What is wrong, above the form, each line a link to its field. Browsers go there by themselves, without scripts too. */
export function ErrorSummary({
  form,
  labels = {},
}: {
  form: FormState
  labels?: Readonly<Record<string, string>> | undefined
}) {
  const t = useT()
  const errorText = useErrorText()
  const refusalText = useRefusalText()
  if (!form.wasRefused) return null
  const { refusal } = form
  // What `form` and score sheets say fits any field, so the field is named; a refusal of another area says itself what it is about.
  const named = (name: string, codes: readonly string[]) => {
    const error = codes.map((code) => errorText(code, refusal?.data)).join(' ')
    const field = codes.some((code) => /^(form|score|score-sheet)\./.test(code)) ? labels[name] : undefined
    return field === undefined ? error : t('form.at', { field, error })
  }
  const headingOf = () => {
    if (refusal?.fields !== undefined) return t('form.changedTitle')
    return own.length + lines.length === 0 ? t('form.refused') : t('form.summary')
  }
  const own = form.errors('')
  const lines = form.allErrors.filter(({ name }) => name !== '')
  return (
    // Its reader may be far down a long page: the browser goes there by itself, with or without JavaScript.
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- a page that comes back refused has nothing else to begin with
    <div className="error-summary" role="alert" tabIndex={-1} autoFocus data-focus>
      <h2>{headingOf()}</h2>
      {refusal === undefined || refusal.field !== undefined ? null : <p>{refusalText(refusal.code, refusal.data)}</p>}
      <UnmetList unmet={refusal?.unmet} />
      {own.length + lines.length === 0 ? null : (
        <ul>
          {own.map((code) => (
            <li key={code}>{errorText(code)}</li>
          ))}
          {lines.map(({ name, codes }) => (
            <li key={name}>
              <a href={`#${fieldId(form, name)}`}>{named(name, codes)}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** A button that posts; `intent` when one form can do several things. */
export function Submit({
  children,
  intent,
  quiet,
  grave,
}: {
  children: ReactNode
  intent?: string
  quiet?: boolean
  grave?: boolean
}) {
  return (
    <button
      type="submit"
      name={intent === undefined ? undefined : 'intent'}
      value={intent}
      className={[quiet ? 'quiet' : '', grave ? 'grave' : ''].join(' ').trim() || undefined}
    >
      {children}
    </button>
  )
}

/** A form that is one button: an event of a lifecycle. */
export function ActionButton({
  form,
  version,
  children,
  quiet,
  grave,
  fields,
}: {
  form: FormState
  version?: number
  children: ReactNode
  quiet?: boolean
  grave?: boolean
  fields?: Readonly<Record<string, string>>
}) {
  // Of several such buttons one was pressed: the others keep their own version and say nothing.
  const isMine = Object.entries(fields ?? {}).every(([name, value]) => form.value(name) === value)
  return (
    <PostForm form={isMine ? form : untouched(form)} version={version}>
      {Object.entries(fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Submit quiet={quiet ?? false} grave={grave ?? false}>
        {children}
      </Submit>
    </PostForm>
  )
}
