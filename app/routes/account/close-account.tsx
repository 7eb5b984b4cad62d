import { useLoaderData } from '@remix-run/react'
import type { Duty } from '#app/services/account/queries/closing-page.server.ts'
import { closeAccountSchema } from '#app/domain/account/schema.ts'
import { formatDay, toDay } from '#app/domain/shared/day.ts'
import { type HoldingCode, holdingCodes, inventory, type OnClosing } from '#app/domain/privacy/inventory.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { leaveSession } from '#app/http/session.server.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { askClosing } from '#app/services/account/close-account.server.ts'
import { readClosingPage } from '#app/services/account/queries/closing-page.server.ts'
import { readRegisterTerms, readRetentionTerms } from '#app/services/retention/queries/retention-rules.server.ts'
import { CodeField } from '#app/ui/account/code-field.tsx'
import { ExportForm } from '#app/ui/export-form.tsx'
import { PasswordField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { useLocalName } from '#app/ui/local-name.ts'
import { Mixed } from '#app/ui/mixed.tsx'
import { Kept } from '#app/ui/privacy/kept.tsx'
import { Tag } from '#app/ui/tag.tsx'

export const loader = pageLoader({ may: 'signedIn' }, async ({ ctx }) => {
  const [closing, rules, registers] = await Promise.all([
    readClosingPage(ctx),
    readRetentionTerms(ctx.db),
    readRegisterTerms(ctx.db),
  ])
  return {
    ...closing,
    terms: { days: Object.fromEntries(rules.map(({ code, days }) => [code, days])), registers },
    sources: Object.fromEntries(rules.map(({ code, source }) => [code, source])),
  }
})

export const action = pageAction(
  { may: 'signedIn' },
  {
    close: on(closeAccountSchema, async ({ ctx, input }) => {
      const outcome = await askClosing(ctx, input)
      if (!outcome.ok) return outcome
      return leaveSession(ctx, 'account.toast.closingAsked', { day: formatDay(toDay(outcome.eraseOn), ctx.locale) })
    }),
  },
)

type View = Awaited<ReturnType<typeof loader>>

export const meta = pageMeta((t) => t('account.close.title'))

/** Everything about closing the account is said before anything is pressed. */
export default function CloseAccountPage() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.account(), text: t('account.page.title') }]}>
      <Sheet>
        <h1>{t('account.close.title')}</h1>
        <p>{t('account.close.lead')}</p>
        <h2>{t('account.close.first')}</h2>
        <p>{t('account.close.firstLead')}</p>
        <ExportForm intent="exportAccount" to={paths.accountZip()} />
      </Sheet>
      {view.duties.length === 0 ? null : <Duties duties={view.duties} />}
      <Steps view={view} />
      <Sheet labelledBy="erased">
        <h2 id="erased">{t('account.close.erased')}</h2>
        <p>
          <Mixed text={t('account.close.erasedLead')} />
        </p>
        <Erased />
      </Sheet>
      <Sheet labelledBy="kept">
        <h2 id="kept">{t('account.close.kept')}</h2>
        <p>{t('account.close.keptNames')}</p>
        <Remains view={view} />
      </Sheet>
      <Prove view={view} />
    </Page>
  )
}

/** Where each is ended. */
const placeOf: Record<Duty['kind'], (id: string) => string> = {
  owner: paths.ngoOwner,
  handover: paths.ngoOwner,
  body: (id) => `${paths.bureauTeam()}?body=${id}`,
  administrator: paths.adminInvitations,
  seat: paths.panel,
  keyholder: paths.bureauCallKeyholders,
  evaluation: paths.evaluation,
  warning: paths.bureauWarnings,
  incubation: paths.incubation,
}

function Duties({ duties }: { duties: readonly Duty[] }) {
  const t = useT()
  return (
    <Sheet labelledBy="duties">
      <h2 id="duties">{t('account.close.duties')}</h2>
      <p className="notice">{t('account.close.dutiesLead')}</p>
      <ul>
        {duties.map(({ kind, id, name }) => (
          <li key={kind + id}>
            <A to={placeOf[kind](id)}>
              <Mixed text={t(`account.close.duty.${kind}`, { name })} />
            </A>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Steps({ view }: { view: View }) {
  const t = useT()
  const nameOf = useLocalName()
  const { day } = useFormat()
  return (
    <Sheet labelledBy="how">
      <h2 id="how">{t('account.close.how')}</h2>
      <ol>
        <li>{t('account.close.step1')}</li>
        <li>{t('account.close.step2', { count: view.coolingDays })}</li>
        <li>{t('account.close.step3', { day: day(view.eraseOn) })}</li>
        <li>{t('account.close.step4')}</li>
      </ol>
      <p className="hint">
        {t('account.close.law')} <Mixed text={nameOf(view.source)} />{' '}
        {view.isConfirmed ? null : <Tag tone="wait">{t('ruleBook.toBeConfirmed')}</Tag>}
      </p>
    </Sheet>
  )
}

const of = (what: OnClosing) =>
  holdingCodes.filter((code) => 'onClosing' in inventory[code] && inventory[code].onClosing === what)

/** What stays, by how long: those of one term together. */
function groups(): [HoldingCode, ...HoldingCode[]][] {
  const found = new Map<string, [HoldingCode, ...HoldingCode[]]>()
  for (const code of [...of('mark'), ...of('kept')]) {
    const term = JSON.stringify(inventory[code].keeping)
    const group = found.get(term)
    if (group === undefined) found.set(term, [code])
    else group.push(code)
  }
  return [...found.values()]
}

function Erased() {
  const word = useDynamicT()
  return (
    <ul>
      {of('erased').map((code) => (
        <li key={code}>{word(`privacy.holding.${code}.title`)}</li>
      ))}
    </ul>
  )
}

function Remains({ view }: { view: View }) {
  const t = useT()
  const word = useDynamicT()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('account.close.keptWhat')}</th>
          <th scope="col">{t('account.close.keptUntil')}</th>
          <th scope="col">{t('account.close.keptLaw')}</th>
        </tr>
      </thead>
      <tbody>
        {groups().map(([first, ...others]) => (
          <tr key={first}>
            <th scope="row">
              {others.length === 0 ? (
                <>
                  {word(`privacy.holding.${first}.title`)}
                  <p className="hint">{word(`privacy.holding.${first}.why`)}</p>
                </>
              ) : (
                <ul className="plain-list">
                  {[first, ...others].map((code) => (
                    <li key={code}>{word(`privacy.holding.${code}.title`)}</li>
                  ))}
                </ul>
              )}
            </th>
            <td data-label={t('account.close.keptUntil')}>
              <Kept keeping={inventory[first].keeping} terms={view.terms} />
            </td>
            <td data-label={t('account.close.keptLaw')}>
              <Law code={first} sources={view.sources} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Law({ code, sources }: { code: HoldingCode; sources: View['sources'] }) {
  const t = useT()
  const nameOf = useLocalName()
  const { keeping } = inventory[code]
  const rule = typeof keeping === 'object' ? sources[keeping.rule] : undefined
  if (rule !== undefined) return <Mixed text={nameOf(rule)} />
  return (
    <Mixed
      text={
        keeping === 'staff' || keeping === 'volunteer' ? t('account.close.registerLaw') : t('account.close.archiveLaw')
      }
    />
  )
}

function Prove({ view }: { view: View }) {
  const t = useT()
  const form = useFormState('close')
  return (
    <Sheet labelledBy="prove">
      <h2 id="prove">{t('account.close.proveTitle')}</h2>
      {view.duties.length > 0 ? (
        <p className="notice">{t('account.close.blocked')}</p>
      ) : (
        <PostForm form={form}>
          <PasswordField
            form={form}
            name="currentPassword"
            label={t('account.label.currentPassword')}
            autoComplete="current-password"
          />
          {view.hasFactor ? <CodeField form={form} hint={t('account.close.proveCode')} /> : null}
          <Submit grave>{t('account.close.submit')}</Submit>
        </PostForm>
      )}
    </Sheet>
  )
}
