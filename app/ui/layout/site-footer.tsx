import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

export function SiteFooter() {
  const t = useT()
  return (
    <footer>
      <div className="page">
        <p>
          {t('common.site.name')} · {t('common.site.tagline')}
        </p>
        <ul>
          <li>
            <A to={paths.about()}>{t('common.nav.about')}</A>
          </li>
          <li>
            <A to={paths.openData()}>{t('openData.title')}</A>
          </li>
          <li>
            <A to={paths.voice()}>{t('voice.rate')}</A>
          </li>
          <li>
            <A to={paths.rules()}>{t('ruleBook.title')}</A>
          </li>
          <li>
            <A to={paths.meetings()}>{t('meeting.title')}</A>
          </li>
          <li>
            <A to={paths.catalogue()}>{t('need.catalogue.title')}</A>
          </li>
          <li>
            <A to={paths.functionTransfers()}>{t('transfer.title')}</A>
          </li>
          <li>
            <A to={paths.taskAdmissions()}>{t('task.title')}</A>
          </li>
          <li>
            <A to={paths.venues()}>{t('venue.title')}</A>
          </li>
          <li>
            <A to={paths.credit()}>{t('credit.title')}</A>
          </li>
          <li>
            <A to={paths.ratings()}>{t('rating.title')}</A>
          </li>
          <li>
            <A to={paths.incubators()}>{t('incubator.title')}</A>
          </li>
          <li>
            <A to={paths.volunteering()}>{t('volunteer.title')}</A>
          </li>
          <li>
            <A to={paths.indicators()}>{t('regional.title')}</A>
          </li>
          <li>
            <A to={paths.responsibilities()}>{t('assignment.title')}</A>
          </li>
          <li>
            <A to={paths.showcases()}>{t('showcase.title')}</A>
          </li>
          <li>
            <A to={paths.appeals()}>{t('appeal.title')}</A>
          </li>
          <li>
            <A to={paths.statistics()}>{t('statistics.title')}</A>
          </li>
          <li>
            <A to={paths.publicFunds()}>{t('fund.publicTitle')}</A>
          </li>
          <li>
            <A to={paths.ledgerProof()}>{t('books.publicTitle')}</A>
          </li>
          <li>
            <A to={`${paths.about()}#accessibility`}>{t('home.about.access')}</A>
          </li>
        </ul>
      </div>
    </footer>
  )
}
