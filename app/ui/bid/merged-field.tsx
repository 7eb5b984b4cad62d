import type { ReactNode } from 'react'
import { useT } from '#app/i18n/provider.tsx'
import { TypedText } from '#app/ui/typed.tsx'

type Stored = {
  /** Whether both changed it: see `conflictsOf`. */
  isConflict: boolean
  /** What is stored, where it is not a plain text. */
  shown?: ReactNode
  stored: string
}

/**
 * A field of a draft that several people write. `label` is its name for those who are told of it (public/enhance/autosave.js);
 * under it, after a conflict, what a colleague wrote.
 */
export function MergedField({
  name,
  label,
  id,
  className,
  children,
  ...stored
}: Stored & { name: string; label: string; id?: string; className?: string; children: ReactNode }) {
  return (
    <div id={id} className={className} data-merged={name} data-label={label}>
      {children}
      {stored.isConflict ? <StoredNow label={label} {...stored} /> : null}
    </div>
  )
}

function StoredNow({ label, stored, shown }: Stored & { label: string }) {
  const t = useT()
  return (
    <div className="notice stored-now">
      <h3>{t('bid.stale.stored', { field: label })}</h3>
      {stored.trim() === '' ? <p>{t('bid.stale.empty')}</p> : (shown ?? <TypedText text={stored} />)}
      <p>{t('bid.stale.hint')}</p>
    </div>
  )
}
