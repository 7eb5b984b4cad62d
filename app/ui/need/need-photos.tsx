import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'

/** Pictures of a need, small, each leading to the whole. */
export function NeedPhotos({ photos }: { photos: readonly string[] }) {
  const t = useT()
  const href = useHref()
  if (photos.length === 0) return null
  return (
    <ul className="pictures">
      {photos.map((fileId, index) => (
        <li key={fileId}>
          <a href={href(paths.file(fileId))}>
            <img
              src={href(paths.file(fileId, 'small'))}
              alt={t('need.photo', { number: index + 1 })}
              loading="lazy"
              width={240}
              height={180}
            />
          </a>
        </li>
      ))}
    </ul>
  )
}
