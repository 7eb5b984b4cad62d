import type { ReactNode } from 'react'
import { useT } from '#app/i18n/provider.tsx'
import { TypedText } from '#app/ui/typed.tsx'

type MergedFieldProps = {
  name: string
  /** What it is called, for those who are told of it (public/enhance/autosave.js). */
  label: string
  /** A text as it was typed, or how it is shown; null where there is nothing. */
  stored: ReactNode
  /** Whether both changed it: see `conflictsOf`. */
  isConflict: boolean
  id?: string
  className?: string
  children: ReactNode
}

/** A field of a draft that several people write; under it, after a conflict, what a colleague wrote. */
export function MergedField({ name, label, stored, isConflict, id, className, children }: MergedFieldProps) {
  return (
    <div id={id} className={className} data-merged={name} data-label={label}>
      {children}
      {isConflict ? <StoredNow label={label} stored={stored} /> : null}
    </div>
  )
}

function StoredNow({ label, stored }: Pick<MergedFieldProps, 'label' | 'stored'>) {
  const t = useT()
  const isText = typeof stored === 'string'
  const isEmpty = isText ? stored.trim() === '' : stored === null
  return (
    <div className="notice stored-now">
      <h3>{t('bid.stale.stored', { field: label })}</h3>
      {isEmpty ? <p>{t('bid.stale.empty')}</p> : isText ? <TypedText text={stored} /> : stored}
      <p className="hint">{t('bid.stale.hint')}</p>
    </div>
  )
}
