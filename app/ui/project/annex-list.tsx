import type { ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { AnnexView } from '#app/services/project/queries/sheet.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** Papers signed with a contract, then their earlier versions. `then`: what is to be done with one that counts. */
export function AnnexList({
  annexes,
  then,
}: {
  annexes: readonly AnnexView[]
  then?: (annex: AnnexView) => ReactNode
}) {
  const t = useT()
  const { instant } = useFormat()
  return (
    <ul className="rows">
      {annexes.map((annex) => (
        <li key={annex.id}>
          <p>
            <strong>
              <Typed>{annex.title}</Typed>
            </strong>{' '}
            {annex.isReplaced ? <Tag tone="plain">{t('annex.replaced')}</Tag> : null}
          </p>
          <ul className="meta">
            <li>{t('annex.versionNo', { n: annex.versionNo })}</li>
            <li>{instant(annex.addedAt)}</li>
            <li>
              <A to={paths.file(annex.file.id)} download={annex.file.name}>
                <Typed>{annex.file.name}</Typed>
              </A>
            </li>
          </ul>
          <p className="hash">sha256 {annex.sha256}</p>
          {annex.isReplaced ? null : then?.(annex)}
        </li>
      ))}
    </ul>
  )
}
