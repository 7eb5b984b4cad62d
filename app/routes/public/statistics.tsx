import { pictures } from '#app/domain/statistics/picture.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

export const loader = pageLoader({ may: 'anyone' }, () => Promise.resolve(null))

export const meta = pageMeta(
  (t) => t('statistics.title'),
  (t) => t('statistics.lead'),
)

const pathOf = {
  money: paths.moneyPicture(),
  calls: paths.callPicture(),
  payments: paths.paymentPicture(),
  agreement: paths.agreementPicture(),
  success: paths.successPicture(),
  map: paths.mapPicture(),
}

/** All pictures, each by what it answers. */
export default function Statistics() {
  const t = useT()
  return (
    <Page>
      <Sheet>
        <h1>{t('statistics.title')}</h1>
        <p>{t('statistics.lead')}</p>
        <ul className="rows">
          {pictures.map((picture) => (
            <li key={picture}>
              <h2>
                <A to={pathOf[picture]}>{t(`statistics.${picture}.title`)}</A>
              </h2>
              <p>{t(`statistics.${picture}.teaser`)}</p>
            </li>
          ))}
        </ul>
      </Sheet>
    </Page>
  )
}
