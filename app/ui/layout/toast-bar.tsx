import type { Values } from '#app/i18n/translate.ts'
import { useDynamicT } from '#app/i18n/provider.tsx'

/** What was just done, said once at the top of the next page. */
export function ToastBar({ toast }: { toast: { key: string; values?: Values | undefined } }) {
  const t = useDynamicT()
  return (
    <p className="toast" role="status">
      {t(toast.key, toast.values)}
    </p>
  )
}
