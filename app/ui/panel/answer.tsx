import { useT } from '#app/i18n/provider.tsx'
import { TypedText } from '#app/ui/typed.tsx'

/** What the bidder answered, or that it answered nothing. */
export function Answer({ text }: { text: string }) {
  const t = useT()
  return text.trim() === '' ? <p>{t('panel.desk.noAnswer')}</p> : <TypedText text={text} />
}
