import { useT } from '#app/i18n/provider.tsx'
import { TypedText } from '#app/ui/typed.tsx'

/** After a stale write: what a colleague saved meanwhile, under what was typed. Nothing when they say the same. */
export function StoredNow({ stored, typed }: { stored: string; typed: string }) {
  const t = useT()
  if (stored.replace(/\r\n?/g, '\n') === typed.replace(/\r\n?/g, '\n')) return null
  return (
    <div className="notice stored-now">
      <h3>{t('bid.stale.stored')}</h3>
      {stored.trim() === '' ? <p>{t('bid.stale.empty')}</p> : <TypedText text={stored} />}
      <p>{t('bid.stale.hint')}</p>
    </div>
  )
}
