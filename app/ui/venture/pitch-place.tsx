import { useT } from '#app/i18n/provider.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** Where: a room, a link, or both. The link opens what the organiser wrote, nothing else. */
export function PitchPlace({ place, link }: { place: string; link: string }) {
  const t = useT()
  return (
    <>
      {place === '' ? null : (
        <li>
          {t('venture.pitch.place')} <Typed>{place}</Typed>
        </li>
      )}
      {link === '' ? null : (
        <li>
          {t('venture.pitch.link')}{' '}
          <a href={link} rel="noreferrer nofollow">
            {link}
          </a>
        </li>
      )}
    </>
  )
}
