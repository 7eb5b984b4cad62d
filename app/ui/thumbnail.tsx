import { paths } from '#app/http/paths.ts'
import { useHref } from '#app/i18n/provider.tsx'

/** A small copy of a picture beside its title, which says what it shows and leads to the larger copy. */
export function Thumbnail({ fileId }: { fileId: string }) {
  const href = useHref()
  return (
    <a href={href(paths.file(fileId))} tabIndex={-1} aria-hidden="true" className="thumbnail">
      <img src={href(paths.file(fileId, 'small'))} alt="" loading="lazy" width={120} height={90} />
    </a>
  )
}
