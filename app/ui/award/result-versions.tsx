import type { CorrectionKind } from '#app/domain/panel/correcting.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

type Version = {
  versionNo: number
  signedAt: string | null
  voidReason: string
  correction: { kind: CorrectionKind; reason: string } | null
  recordSha256: string
  /** Where its record can be read. */
  recordPath?: string
}

/** Every version of a result, newest first: what was corrected, why, and its SHA-256. None is ever taken away. */
export function ResultVersions({ versions }: { versions: readonly Version[] }) {
  const t = useT()
  const td = useDynamicT()
  const format = useFormat()
  return (
    <ul className="rows">
      {versions.map((version) => (
        <li key={version.versionNo}>
          <h3>
            {t('award.versions.number', { number: version.versionNo })}{' '}
            {version.voidReason === '' ? null : <Tag tone="plain">{t('award.versions.void')}</Tag>}
          </h3>
          <ul className="meta">
            <li>
              {version.correction === null
                ? t('award.versions.first')
                : td(`award.correction.${version.correction.kind}`)}
            </li>
            {version.signedAt === null ? null : (
              <li>{t('award.versions.signedAt', { at: format.instant(version.signedAt) })}</li>
            )}
            {version.recordPath === undefined ? null : (
              <li>
                <a href={version.recordPath} download>
                  {t('award.result.download')}
                </a>
              </li>
            )}
          </ul>
          {[version.correction?.reason ?? '', version.voidReason]
            .filter((reason) => reason !== '')
            .map((reason) => (
              <p key={reason}>
                <Typed>{reason}</Typed>
              </p>
            ))}
          <p className="hash">{version.recordSha256}</p>
        </li>
      ))}
    </ul>
  )
}
