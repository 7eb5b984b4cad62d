import type { DataPlace, DataWish } from '#app/domain/privacy/data-request.ts'
import { useT } from '#app/i18n/provider.tsx'
import { TypedText } from '#app/ui/typed.tsx'

/** What somebody asks about their data; `words` is empty once it was erased. */
export function RequestContent({ request }: { request: { wish: DataWish; about: DataPlace; words: string } }) {
  const t = useT()
  return (
    <>
      <h2>{t('privacy.request.asked')}</h2>
      <ul className="meta">
        <li>{t(`privacy.request.wish.${request.wish}`)}</li>
        <li>{t(`privacy.request.about.${request.about}`)}</li>
      </ul>
      {request.words === '' ? <p>{t('privacy.request.admin.erased')}</p> : <TypedText text={request.words} />}
    </>
  )
}
