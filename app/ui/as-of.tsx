import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from './format.ts'

/** The hour of figures that take long to sum; nothing where they are of this moment. */
export function AsOf({ at }: { at: string | null }) {
  const t = useT()
  const { instant } = useFormat()
  return at === null ? null : <p className="hint">{t('statistics.asOf', { time: instant(at) })}</p>
}
