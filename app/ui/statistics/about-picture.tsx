import type { Picture } from '#app/domain/statistics/picture.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { FileLinks } from '#app/ui/ledger/file-links.tsx'

/** Below each picture: its numbers as a file, where each comes from, and what is not among them. */
export function AboutPicture({
  picture,
  query,
  terms,
  not,
}: {
  picture: Picture
  /** Of the address that is shown: `?year=2026`, or nothing. */
  query: string
  terms: readonly string[]
  not: string
}) {
  const t = useT()
  return (
    <Sheet labelledBy="about">
      <h2 id="about">{t('statistics.about')}</h2>
      <ul>
        {terms.map((term) => (
          <li key={term}>{term}</li>
        ))}
      </ul>
      <h3>{t('statistics.notCounted')}</h3>
      <p>{not}</p>
      <FileLinks to={(format) => paths.pictureFile(picture, format)} query={query} label={t('statistics.files')} />
    </Sheet>
  )
}
