import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import {
  type IncubatorPage,
  readIncubatorPage,
  type TenantRow,
} from '#app/services/incubator/queries/incubator-page.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { Cites } from '#app/ui/cites.tsx'
import { useFormat } from '#app/ui/format.ts'
import { TrainingRows } from '#app/ui/incubator/training-rows.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readIncubatorPage(ctx, id)),
)

export const meta = pageMeta((_t, { name }: { name: string }) => name)

const share = (held: number, of: number) => (of === 0 ? '–' : `${Math.round((held * 100) / of)}%`)

export default function Incubator() {
  const page = useLoaderData<typeof loader>() as IncubatorPage
  const t = useT()
  const { number } = useFormat()
  const { results } = page
  return (
    <Page crumbs={[{ to: paths.incubators(), text: t('incubator.title') }]}>
      <div className="with-side">
        <div>
          <article className="sheet">
            <Tag tone={page.isOpen ? 'open' : 'plain'}>{t(page.isOpen ? 'incubator.open' : 'incubator.closed')}</Tag>
            <h1>{page.name}</h1>
            <Figures
              items={[
                {
                  label: t('incubator.occupancySeats'),
                  value: `${number(page.seatsHeld)} / ${number(page.seats)}`,
                  note: share(page.seatsHeld, page.seats),
                },
                {
                  label: t('incubator.occupancyArea'),
                  value: `${number(page.areaHeld)} / ${number(page.areaM2)} m²`,
                  note: share(page.areaHeld, page.areaM2),
                },
                { label: t('incubator.tenantsNow'), value: number(page.tenants.length) },
              ]}
            />
            {page.introduction === '' ? null : <TypedText text={page.introduction} />}
            {page.services.length === 0 ? null : (
              <>
                <h2>{t('incubator.services')}</h2>
                <ul>
                  {page.services.map((service) => (
                    <li key={service}>{t(`incubator.service.${service}`)}</li>
                  ))}
                </ul>
              </>
            )}
          </article>
          <Sheet labelledBy="places">
            <h2 id="places">{t('incubator.places')}</h2>
            {page.classes.length === 0 ? <p>{t('incubator.classesNone')}</p> : <Classes classes={page.classes} />}
          </Sheet>
          <Apply page={page} />
          <Sheet labelledBy="tenants">
            <h2 id="tenants">{t('incubator.tenants')}</h2>
            {page.tenants.length === 0 ? (
              <p>{t('incubator.tenantsNone')}</p>
            ) : (
              <Tenants rows={page.tenants} until="tenantTo" />
            )}
          </Sheet>
          {page.alumni.length === 0 ? null : (
            <Sheet labelledBy="alumni">
              <h2 id="alumni">{t('incubator.alumni')}</h2>
              <Tenants rows={page.alumni} until="alumnusOn" />
            </Sheet>
          )}
          <Sheet labelledBy="trainings">
            <h2 id="trainings">{t('incubator.training.ahead')}</h2>
            {page.trainings.length === 0 ? (
              <p>{t('incubator.training.none')}</p>
            ) : (
              <TrainingRows rows={page.trainings} />
            )}
          </Sheet>
          <Sheet labelledBy="results">
            <h2 id="results">{t('incubator.results.title')}</h2>
            <dl className="facts">
              <Fact label={t('incubator.results.applications')}>{results.applications}</Fact>
              <Fact label={t('incubator.results.admitted')}>{results.admitted}</Fact>
              <Fact label={t('incubator.results.registered')}>
                {results.groups === 0
                  ? t('incubator.results.registeredNone')
                  : `${results.groupsRegistered} / ${results.groups} (${share(results.groupsRegistered, results.groups)})`}
              </Fact>
              <Fact label={t('incubator.results.firstAwards')}>{results.firstAwards}</Fact>
              <Fact label={t('incubator.results.coaching')}>
                {t('incubation.hours', { hours: results.coachingHours })}
              </Fact>
              <Fact label={t('incubator.results.training')}>
                {t('incubation.hours', { hours: results.trainingHours })}
              </Fact>
            </dl>
          </Sheet>
        </div>
        <Side page={page} />
      </div>
    </Page>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

function Classes({ classes }: Pick<IncubatorPage, 'classes'>) {
  const t = useT()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('incubator.class')}</th>
          <th scope="col" className="num">
            {t('incubator.quota')}
          </th>
          <th scope="col" className="num">
            {t('incubator.left')}
          </th>
          <th scope="col" className="num">
            {t('incubator.waiting')}
          </th>
        </tr>
      </thead>
      <tbody>
        {classes.map(({ id, name, quota, taken, waiting }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td className="num" data-label={t('incubator.quota')}>
              {quota}
            </td>
            <td className="num" data-label={t('incubator.left')}>
              {Math.max(0, quota - taken)}
            </td>
            <td className="num" data-label={t('incubator.waiting')}>
              {waiting}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Apply({ page: { id, isOpen, howToApply, rule } }: { page: IncubatorPage }) {
  const t = useT()
  const locale = useLocale()
  return (
    <Sheet labelledBy="how">
      <h2 id="how">{t('incubator.how.title')}</h2>
      <p>{t('incubator.how.who')}</p>
      <ol>
        <li>{t('incubator.how.apply')}</li>
        <li>{t('incubator.how.check', { days: rule.checkDays })}</li>
        <li>{t('incubator.how.sign', { months: rule.termMonths, more: rule.extensionMonths })}</li>
        <li>{t('incubator.how.end')}</li>
      </ol>
      {howToApply === '' ? null : <TypedText text={howToApply} />}
      {isOpen ? (
        <p>
          <A className="button" to={paths.incubatorApply(id)}>
            {t('incubator.how.start')}
          </A>
        </p>
      ) : (
        <p>{t('incubator.how.closed')}</p>
      )}
      <p className="hint">
        {t('incubator.basis')} <Cites text={locale === 'en' ? rule.sourceEn : rule.sourceZh} />
      </p>
    </Sheet>
  )
}

function Tenants({ rows, until }: { rows: readonly TenantRow[]; until: 'tenantTo' | 'alumnusOn' }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <ul className="rows">
      {rows.map((row, index) => (
        <li key={row.id ?? `${row.name}${index}`}>
          <h3>
            {row.id === null ? (
              <Typed>{row.name}</Typed>
            ) : (
              <A to={paths.organization(row.id)}>
                <Typed>{row.name}</Typed>
              </A>
            )}
          </h3>
          <ul className="meta">
            <li>{row.className}</li>
            <li>{t(`incubator.kind.${row.kind}`)}</li>
            <li>{t('incubator.since', { day: day(row.fromOn) })}</li>
            <li>{t(`incubator.${until}`, { day: day(row.toOn) })}</li>
            {row.isRegistered ? null : <li>{t('incubator.notRegistered')}</li>}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function Side({ page }: { page: IncubatorPage }) {
  const t = useT()
  const facts: [string, ReactNode][] = [
    [t('incubator.levelLabel'), t(`incubator.level.${page.level}`)],
    [t('incubator.region'), page.regionName],
  ]
  if (page.bodyName !== null) facts.push([t('incubator.body'), page.bodyName])
  if (page.host !== null)
    facts.push([
      t('incubator.host'),
      <A key="host" to={paths.organization(page.host.id)}>
        <Typed>{page.host.name}</Typed>
      </A>,
    ])
  facts.push([t('incubator.tenancyKinds'), page.kinds.map((kind) => t(`incubator.kind.${kind}`)).join(' · ')])
  if (page.rooms > 0) facts.push([t('incubator.rooms'), page.rooms])
  if (page.address !== '') facts.push([t('incubator.address'), <Typed key="address">{page.address}</Typed>])
  if (page.hours !== '') facts.push([t('incubator.hours'), <Typed key="hours">{page.hours}</Typed>])
  if (page.contactName !== '' || page.contactPhone !== '')
    facts.push([t('incubator.contact'), <Typed key="contact">{`${page.contactName} ${page.contactPhone}`}</Typed>])
  if (page.parent !== null)
    facts.push([
      t('incubator.parent'),
      <A key="parent" to={paths.incubator(page.parent.id)}>
        {page.parent.name}
      </A>,
    ])
  if (page.children.length > 0)
    facts.push([
      t('incubator.children'),
      <ul key="children" className="plain">
        {page.children.map(({ id, name }) => (
          <li key={id}>
            <A to={paths.incubator(id)}>{name}</A>
          </li>
        ))}
      </ul>,
    ])
  return (
    <aside className="sheet" aria-labelledby="facts">
      <h2 className="small" id="facts">
        {t('incubator.facts')}
      </h2>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        ))}
      </dl>
      {page.mayManage ? (
        <p>
          <A to={paths.bureauIncubator(page.id)}>{t('incubator.board.open')}</A>
        </p>
      ) : null}
    </aside>
  )
}
