import { digestsText, readDigests, withDigests } from '#app/domain/bid/merge-draft.ts'
import { type FormState, namesIn } from '#app/ui/form/form-state.ts'

/**
 * What the page was drawn from, field by field, sent back with what is typed into it; `base` is of what is stored. A page that
 * comes back with what was typed keeps what it was first drawn from: with the newest, a colleague's words that nobody has seen
 * would count as seen.
 */
export function DrawnFrom({ form, base }: { form: FormState; base: string }) {
  const seen = seenText(form)
  return (
    <>
      <input type="hidden" name="base" value={baseOf(form, base)} />
      {seen === '' ? null : <input type="hidden" name="seen" value={seen} />}
    </>
  )
}

function baseOf(form: FormState, stored: string): string {
  if (!form.cameBack) return stored
  const { base, kept } = form.refusal?.data ?? {}
  // Fields that only a colleague changed come back as they are stored.
  return typeof base === 'string'
    ? digestsText(withDigests(readDigests(base), readDigests(stored), namesIn(kept)))
    : form.value('base')
}

const seenText = (form: FormState): string => String(form.refusal?.data?.['seen'] ?? form.value('seen'))

/** Fields under which the page shows what a colleague wrote instead. */
export const conflictsOf = (form: FormState): ReadonlySet<string> => new Set(Object.keys(readDigests(seenText(form))))
