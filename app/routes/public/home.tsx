import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { siteStructured } from '#app/http/structured.ts'
import { translator } from '#app/i18n/translate.ts'
import { useT } from '#app/i18n/provider.tsx'
import { homePage, type HomeView } from '#app/services/home/home-page.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { FoundList } from '#app/ui/search/found-list.tsx'
import { ResultRows } from '#app/ui/result/result-rows.tsx'
import { SearchBox } from '#app/ui/search/search-box.tsx'

export const loader = pageLoader({ may: 'anyone' }, ({ ctx }) => homePage(ctx))

export const meta = pageMeta(
  (t) => t('common.site.tagline'),
  (t) => t('common.site.description'),
  (_, structuring) => siteStructured(translator(structuring.locale)('common.site.name'), structuring),
)

export default function Home() {
  const t = useT()
  const { wan, number } = useFormat()
  const { figures, open, results, now } = useLoaderData<typeof loader>() as HomeView
  return (
    <Page>
      <section className="sheet welcome">
        <h1>{t('home.title')}</h1>
        <p>{t('home.lead')}</p>
        <SearchBox hint />
        <Figures
          items={[
            {
              label: t('home.figures.openCalls'),
              value: number(figures.openCalls),
              note: t('home.figures.openCallsNote'),
            },
            {
              label: t('home.figures.projects'),
              value: number(figures.projects),
              note: t('home.figures.projectsNote', { organizations: number(figures.organizations) }),
            },
            {
              label: t('home.figures.released'),
              value: wan(figures.releasedFen),
              note: t('home.figures.releasedNote'),
            },
          ]}
        />
        <p className="more">
          <A to={paths.statistics()}>{t('statistics.fromHome')}</A>
        </p>
      </section>
      <Sheet labelledBy="open">
        <h2 id="open">{t('home.open.title')}</h2>
        {open.length === 0 ? <p>{t('home.open.none')}</p> : <FoundList rows={open} now={now} />}
        <p className="more">
          <A to={paths.calls()}>{t('home.open.all')}</A>
        </p>
      </Sheet>
      <Sheet labelledBy="results">
        <h2 id="results">{t('home.results.title')}</h2>
        {results.length === 0 ? <p>{t('home.results.none')}</p> : <ResultRows results={results} />}
        <p className="more">
          <A to={paths.results()}>{t('home.results.all')}</A> <A to={paths.projects()}>{t('home.results.projects')}</A>
        </p>
      </Sheet>
      <Steps />
      <Roles />
    </Page>
  )
}

function Steps() {
  const t = useT()
  const steps = [
    { key: 'publish', title: t('home.steps.publish'), text: t('home.steps.publishText') },
    { key: 'bid', title: t('home.steps.bid'), text: t('home.steps.bidText') },
    { key: 'review', title: t('home.steps.review'), text: t('home.steps.reviewText') },
    { key: 'pay', title: t('home.steps.pay'), text: t('home.steps.payText') },
  ]
  return (
    <Sheet labelledBy="steps">
      <h2 id="steps">{t('home.steps.title')}</h2>
      <ol className="steps">
        {steps.map(({ key, title, text }) => (
          <li key={key}>
            <h3>{title}</h3>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

function Roles() {
  const t = useT()
  const roles = [
    {
      to: paths.projects(),
      title: t('home.roles.resident'),
      text: t('home.roles.residentText'),
      link: t('home.roles.residentLink'),
    },
    {
      to: paths.signUpOrganization(),
      title: t('home.roles.organization'),
      text: t('home.roles.organizationText'),
      link: t('home.roles.organizationLink'),
    },
    { to: paths.signIn(), title: t('home.roles.body'), text: t('home.roles.bodyText'), link: t('home.roles.bodyLink') },
  ]
  return (
    <Sheet labelledBy="roles">
      <h2 id="roles">{t('home.roles.title')}</h2>
      <div className="three">
        {roles.map(({ to, title, text, link }) => (
          <div key={to}>
            <h3>{title}</h3>
            <p>{text}</p>
            <p>
              <A to={to}>{link}</A>
            </p>
          </div>
        ))}
      </div>
    </Sheet>
  )
}
