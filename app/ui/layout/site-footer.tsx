import { useLocation } from '@remix-run/react'
import { paths } from '#app/http/paths.ts'
import { isPrivate } from '#app/http/private-paths.ts'
import { withoutLocale } from '#app/i18n/locale.ts'
import { useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'

type Place = { to: string; text: string }

/** Everywhere that anyone may go, by what one comes for. On paper: where the page is found; `siteUrl` is absent where nothing could be read. */
export function SiteFooter({ siteUrl }: { siteUrl: string | undefined }) {
  const t = useT()
  const { pathname, search } = useLocation()
  return (
    <footer>
      <div className="page">
        <nav className="all-places" aria-label={t('common.footer.label')}>
          <Places
            title={t('common.footer.join')}
            places={[
              { to: paths.voice(), text: t('voice.rate') },
              { to: paths.volunteering(), text: t('volunteer.title') },
              { to: paths.appeals(), text: t('appeal.title') },
              { to: paths.meetings(), text: t('meeting.title') },
              { to: paths.catalogue(), text: t('need.catalogue.title') },
            ]}
          />
          <Places
            title={t('common.footer.figures')}
            places={[
              { to: paths.statistics(), text: t('statistics.title') },
              { to: paths.publicFunds(), text: t('fund.publicTitle') },
              { to: paths.ledgerProof(), text: t('books.publicTitle') },
              { to: paths.integrity(), text: t('audit-trail.title') },
              { to: paths.districts(), text: t('district.title') },
              { to: paths.indicators(), text: t('regional.title') },
              { to: paths.openData(), text: t('openData.title') },
            ]}
          />
          <Places
            title={t('common.footer.rules')}
            places={[
              { to: paths.rules(), text: t('ruleBook.title') },
              { to: paths.policies(), text: t('policy-document.title') },
              { to: paths.credit(), text: t('credit.title') },
              { to: paths.ratings(), text: t('rating.title') },
              { to: paths.responsibilities(), text: t('assignment.title') },
              { to: paths.functionTransfers(), text: t('transfer.title') },
              { to: paths.taskAdmissions(), text: t('task.title') },
            ]}
          />
          <Places
            title={t('common.footer.growth')}
            places={[
              { to: paths.incubators(), text: t('incubator.title') },
              { to: paths.venues(), text: t('venue.title') },
              { to: paths.showcases(), text: t('showcase.title') },
              { to: paths.guides(), text: t('guide.title') },
              { to: paths.about(), text: t('common.nav.about') },
              { to: paths.privacy(), text: t('privacy.title') },
              { to: `${paths.about()}#accessibility`, text: t('home.about.access') },
            ]}
          />
        </nav>
        <p>
          {t('common.site.name')} · {t('common.site.tagline')}
        </p>
        {siteUrl === undefined || isPrivate(withoutLocale(pathname)) ? null : (
          <p className="paper-only">{siteUrl + pathname + search}</p>
        )}
      </div>
    </footer>
  )
}

function Places({ title, places }: { title: string; places: readonly Place[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {places.map(({ to, text }) => (
          <li key={to}>
            <A to={to}>{text}</A>
          </li>
        ))}
      </ul>
    </section>
  )
}
