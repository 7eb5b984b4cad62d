import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { type Gate, gates } from '#app/domain/account/gates.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { guidesOf } from '#app/http/guides-of.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import type { GuideRole } from '#app/i18n/guide/shape.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { type Desk, deskPage, ownOrganizations } from '#app/services/desk/desk-page.server.ts'
import { countUnread } from '#app/services/notice/queries/inbox.server.ts'
import { DeskItem } from '#app/ui/desk-item.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** Headings over the areas of somebody who has many. */
const groupOf = {
  calls: 'work',
  projects: 'work',
  appeals: 'work',
  payments: 'work',
  warnings: 'work',
  oversight: 'work',
  evaluations: 'work',
  bids: 'work',
  ownProjects: 'work',
  panels: 'work',
  registry: 'organizations',
  credit: 'organizations',
  ratings: 'organizations',
  inspection: 'organizations',
  burden: 'organizations',
  suppliers: 'organizations',
  incubators: 'organizations',
  incubations: 'organizations',
  organization: 'organizations',
  needs: 'community',
  meetings: 'community',
  tasks: 'community',
  transfers: 'community',
  venues: 'community',
  funds: 'money',
  releases: 'money',
  donations: 'money',
  caps: 'money',
  returnAccount: 'money',
  ledger: 'money',
  books: 'money',
  responsibilities: 'office',
  indicators: 'office',
  showcases: 'office',
  team: 'office',
  postPrices: 'office',
  accounts: 'office',
  invitations: 'office',
  bodies: 'office',
  messages: 'office',
  system: 'office',
  auditTrail: 'office',
} as const satisfies Record<Area['key'], string>
const groups = ['work', 'organizations', 'community', 'money', 'office'] as const
/** More than this many in a row of buttons are sorted under headings. */
const rowMax = 9

/** The areas of the site by the gate that lets people in; the first that fits is where they start. */
const areas = [
  { gate: 'officer', key: 'calls', to: paths.bureauCalls() },
  { gate: 'officer', key: 'projects', to: paths.bureauProjects() },
  { gate: 'officer', key: 'appeals', to: paths.bureauAppeals() },
  { gate: 'officer', key: 'payments', to: paths.bureauPayments() },
  { gate: 'officer', key: 'warnings', to: paths.bureauWarnings() },
  { gate: 'officer', key: 'registry', to: paths.registry() },
  { gate: 'officer', key: 'needs', to: paths.bureauNeeds() },
  { gate: 'officer', key: 'meetings', to: paths.bureauMeetings() },
  { gate: 'officer', key: 'tasks', to: paths.bureauTaskAdmissions() },
  { gate: 'officer', key: 'transfers', to: paths.bureauTransfers() },
  { gate: 'officer', key: 'venues', to: paths.bureauVenues() },
  { gate: 'officer', key: 'credit', to: paths.creditBoard() },
  { gate: 'officer', key: 'ratings', to: paths.bureauRatings() },
  { gate: 'officer', key: 'inspection', to: paths.bureauInspection() },
  { gate: 'officer', key: 'suppliers', to: paths.bureauSuppliers() },
  { gate: 'officer', key: 'incubators', to: paths.bureauIncubators() },
  { gate: 'officer', key: 'responsibilities', to: paths.bureauResponsibilities() },
  { gate: 'officer', key: 'indicators', to: paths.bureauIndicators() },
  { gate: 'officer', key: 'showcases', to: paths.bureauShowcases() },
  { gate: 'officer', key: 'burden', to: paths.bureauBurden() },
  { gate: 'officer', key: 'team', to: paths.bureauTeam() },
  { gate: 'officer', key: 'postPrices', to: paths.bureauPostPrices() },
  { gate: 'finance', key: 'funds', to: paths.funds() },
  { gate: 'finance', key: 'releases', to: paths.releases() },
  { gate: 'finance', key: 'donations', to: paths.donations() },
  { gate: 'finance', key: 'caps', to: paths.caps() },
  { gate: 'finance', key: 'returnAccount', to: paths.returnAccount() },
  { gate: 'finance', key: 'ledger', to: paths.ledger() },
  { gate: 'books', key: 'books', to: paths.books() },
  { gate: 'supervisor', key: 'oversight', to: paths.oversight() },
  { gate: 'supervisor', key: 'burden', to: paths.bureauBurden() },
  { gate: 'supervisor', key: 'appeals', to: paths.bureauAppeals() },
  { gate: 'supervisor', key: 'warnings', to: paths.bureauWarnings() },
  { gate: 'supervisor', key: 'credit', to: paths.creditBoard() },
  { gate: 'evaluator', key: 'evaluations', to: paths.evaluations() },
  { gate: 'evaluator', key: 'oversight', to: paths.oversight() },
  { gate: 'organization', key: 'bids', to: paths.ngoBids() },
  { gate: 'organization', key: 'ownProjects', to: paths.ngoProjects() },
  { gate: 'organization', key: 'incubations', to: paths.incubations() },
  { gate: 'expert', key: 'panels', to: paths.panels() },
  { gate: 'administrator', key: 'accounts', to: paths.adminAccounts() },
  { gate: 'administrator', key: 'invitations', to: paths.adminInvitations() },
  { gate: 'administrator', key: 'bodies', to: paths.adminBodies() },
  { gate: 'administrator', key: 'messages', to: paths.adminMessages() },
  { gate: 'administrator', key: 'system', to: paths.adminSystem() },
  { gate: 'auditTrail', key: 'auditTrail', to: paths.adminAudit() },
] as const satisfies readonly { gate: Gate; key: string; to: string }[]

type Role =
  'officer' | 'finance' | 'supervisor' | 'evaluator' | 'organization' | 'expert' | 'administrator' | 'resident'
const rolesOfActor = (actor: Actor): Role[] => {
  const held = (
    ['officer', 'finance', 'supervisor', 'evaluator', 'organization', 'expert', 'administrator'] as const
  ).filter((gate) => gates[gate](actor))
  return held.length === 0 ? ['resident'] : held
}

/** `name`: of one organization among several. */
type Area = { key: (typeof areas)[number]['key'] | 'organization'; to: string; name?: string }
type View = Desk & { unread: number; name: string; roles: Role[]; areas: Area[]; guides: GuideRole[] }

export const loader = pageLoader({ may: 'signedIn' }, async ({ ctx }): Promise<View> => {
  const open: Area[] = areas
    .filter(({ gate }) => gates[gate](ctx.actor))
    .filter(({ key }, index, all) => all.findIndex((area) => area.key === key) === index)
    .map(({ key, to }) => ({ key, to }))
  const own = await ownOrganizations(ctx)
  for (const { id, name } of own)
    open.push({ key: 'organization', to: paths.ngoOrganization(id), ...(own.length > 1 ? { name } : {}) })
  const [desk, unread] = await Promise.all([deskPage(ctx), countUnread(ctx)])
  return {
    ...desk,
    unread,
    name: ctx.actor.name,
    roles: rolesOfActor(ctx.actor),
    areas: open,
    guides: guidesOf(ctx.actor),
  }
})

export const meta = pageMeta((t) => t('common.nav.desk'))

export default function DeskRoute() {
  const t = useT()
  const view = useLoaderData<typeof loader>() as View
  const { you, others, done, now, roles } = view
  const isBody = roles.includes('officer')
  const isLong = view.areas.length > rowMax
  const item = (isMine: boolean) => (each: (typeof you)[number], index: number) => (
    <DeskItem key={`${each.kind}${each.id}${index}`} item={each} now={now} isBody={isBody} isMine={isMine} />
  )
  return (
    <Page>
      <h1>{t('common.nav.desk')}</h1>
      <p>
        <A to={paths.inbox()}>
          {view.unread === 0 ? t('notice.inbox.title') : t('notice.inbox.desk', { count: view.unread })}
        </A>{' '}
        · <OwnGuide guides={view.guides} />
      </p>
      {isLong ? (
        <p className="to-areas">
          <a href="#areas">{t('desk.areas')}</a>
        </p>
      ) : (
        <Areas areas={view.areas} />
      )}
      <div className="with-side">
        <div>
          <Sheet labelledBy="you">
            <h2 id="you">{t('desk.you')}</h2>
            {you.length === 0 ? (
              <Start roles={roles} guides={view.guides} />
            ) : (
              <ul className="waiting">{you.map(item(true))}</ul>
            )}
          </Sheet>
          <Sheet labelledBy="others">
            <h2 id="others">{t('desk.others')}</h2>
            {others.length === 0 ? (
              <p>{t('desk.othersNone')}</p>
            ) : (
              <ul className="waiting">{others.map(item(false))}</ul>
            )}
          </Sheet>
        </div>
        <aside aria-label={t('desk.side')}>
          {isLong ? <GroupedAreas areas={view.areas} /> : null}
          <Sheet labelledBy="done">
            <h2 className="small" id="done">
              {t('desk.done')}
            </h2>
            <Done done={done} />
          </Sheet>
        </aside>
      </div>
    </Page>
  )
}

function AreaName({ area: { key, name } }: { area: Area }) {
  const t = useT()
  return name === undefined ? t(`desk.area.${key}`) : <Typed>{name}</Typed>
}

/** A few areas: a row of buttons. */
function Areas({ areas: open }: { areas: readonly Area[] }) {
  const t = useT()
  if (open.length === 0) return null
  return (
    <nav aria-label={t('desk.areas')}>
      <ul className="areas">
        {open.map((area) => (
          <li key={area.to}>
            <A className="button quiet" to={area.to}>
              <AreaName area={area} />
            </A>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Many: lists under headings, beside what waits and never before it. */
function GroupedAreas({ areas: open }: { areas: readonly Area[] }) {
  const t = useT()
  return (
    <nav className="sheet grouped" id="areas" aria-labelledby="areas-title">
      <h2 className="small" id="areas-title">
        {t('desk.areas')}
      </h2>
      {groups.map((group) => {
        const inGroup = open.filter(({ key }) => groupOf[key] === group)
        return inGroup.length === 0 ? null : (
          <div key={group}>
            <h3>{t(`desk.group.${group}`)}</h3>
            <ul>
              {inGroup.map((area) => (
                <li key={area.to}>
                  <A to={area.to}>
                    <AreaName area={area} />
                  </A>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}

/** How this works, for whoever is here: their own guide, or the list where they do several things. */
function OwnGuide({ guides: [first, ...rest] }: { guides: readonly GuideRole[] }) {
  const t = useT()
  const to = first === undefined || rest.length > 0 ? paths.guides() : paths.guide(first)
  return <A to={to}>{t('guide.own')}</A>
}

/** Nothing waits: the first step of each role, so that an empty desk is a beginning. */
function Start({ roles, guides }: { roles: readonly Role[]; guides: readonly GuideRole[] }) {
  const t = useT()
  const links: Partial<Record<Role, ReactNode>> = {
    officer: <A to={paths.bureauCalls()}>{t('desk.area.calls')}</A>,
    organization: <A to={paths.calls()}>{t('desk.link.findCalls')}</A>,
    supervisor: <A to={paths.oversight()}>{t('desk.area.oversight')}</A>,
    evaluator: <A to={paths.evaluations()}>{t('desk.area.evaluations')}</A>,
    finance: <A to={paths.funds()}>{t('desk.area.funds')}</A>,
    resident: (
      <>
        <A to={paths.projects()}>{t('desk.link.projects')}</A> · <A to={paths.calls()}>{t('desk.link.findCalls')}</A>
      </>
    ),
  }
  return (
    <>
      <p>{t('desk.youNone')}</p>
      {roles.map((role) => (
        <p key={role}>
          {t(`desk.start.${role}`)} {links[role]}
        </p>
      ))}
      <p>
        <OwnGuide guides={guides} />
      </p>
    </>
  )
}

function Done({ done }: { done: Desk['done'] }) {
  const t = useT()
  const said = useDynamicT()
  const { instant } = useFormat()
  const named = done.flatMap(({ type, at, title }) => {
    const key = `desk.did.${type.replaceAll('.', '-')}`
    const text = said(key)
    return text === key ? [] : [{ text, at, title }]
  })
  if (named.length === 0) return <p>{t('desk.doneNone')}</p>
  return (
    <dl className="facts">
      {named.map(({ text, at, title }, index) => (
        <div key={index}>
          <dt>{instant(at)}</dt>
          <dd>
            {text}
            {title === '' ? null : (
              <span className="of">
                <Typed>{title}</Typed>
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
