import { useActionData } from '@remix-run/react'
import { isFormReply } from '#app/http/form-reply.ts'
import { useRefusalText, useT } from '#app/i18n/provider.tsx'
import { UnmetList } from '#app/ui/eligibility/unmet-list.tsx'
import { TypedText } from '#app/ui/typed.tsx'

/** Fields of prose: what was written in them is given back, though their form is gone. No secret is among them. */
const prose = ['reason', 'reasons', 'answer', 'note', 'text', 'facts', 'request', 'comment'] as const

/**
 * A refusal whose form is not on the page any more: somebody was quicker, and the page shows the new state. Where the form is
 * there it says all this itself, and look.css hides this one (`main:has(.error-summary)`).
 */
export function GoneForm() {
  const data: unknown = useActionData()
  const t = useT()
  const refusalText = useRefusalText()
  if (!isFormReply(data) || data.refusal === undefined) return null
  const { refusal, values } = data
  const typed = prose.flatMap((name) => {
    const value = values[name]
    return typeof value === 'string' && value.trim() !== '' ? [value] : []
  })
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- a page that comes back refused has nothing else to begin with
    <div className="form-gone" role="alert" tabIndex={-1} autoFocus data-focus>
      <h2>{t('form.refused')}</h2>
      {refusal.code === 'stale' ? null : <p>{refusalText(refusal.code, refusal.data)}</p>}
      <UnmetList unmet={refusal.unmet} />
      <p>{t('form.gone')}</p>
      {typed.length === 0 ? null : (
        <>
          <h3>{t('form.goneTyped')}</h3>
          {typed.map((text) => (
            <TypedText key={text} text={text} />
          ))}
        </>
      )}
    </div>
  )
}
