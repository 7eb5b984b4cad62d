import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'

/** All open data as one file: how large, of when, and how to tell that it came whole. */
export function Everything({ bundle }: { bundle: { size: number; sha256: string; madeAt: string } | null }) {
  const t = useT()
  const { bytes, instant } = useFormat()
  return (
    <Sheet labelledBy="everything">
      <h2 id="everything">{t('openBundle.title')}</h2>
      <p>{t('openBundle.lead')}</p>
      {bundle === null ? (
        <p className="notice">{t('openBundle.none')}</p>
      ) : (
        <>
          <p>
            <a className="button" href={paths.openEverything()}>
              {t('openBundle.download', { size: bytes(bundle.size) })}
            </a>
          </p>
          <p className="hint">{t('openBundle.madeAt', { at: instant(bundle.madeAt) })}</p>
          <p className="hint">
            {t('openBundle.sum')} <code className="hash">{bundle.sha256}</code>
          </p>
        </>
      )}
      <p>{t('openBundle.whole')}</p>
    </Sheet>
  )
}
