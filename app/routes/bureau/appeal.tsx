import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { accountForm, appealStep, namingForm, purposeMax, reasonForm, reasonMax } from '#app/domain/appeal/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  openAppeal,
  returnAppeal,
  stopAppeal,
  submitAppeal,
  withdrawAppeal,
} from '#app/services/appeal/decide-appeal.server.ts'
import { giveAccount } from '#app/services/appeal/give-account.server.ts'
import { agreeNaming, passAppeal } from '#app/services/appeal/pass-appeal.server.ts'
import { type BureauAppeal, readBureauAppeal } from '#app/services/appeal/queries/bureau-appeals.server.ts'
import { AccountList } from '#app/ui/appeal/account-list.tsx'
import { AppealFacts } from '#app/ui/appeal/appeal-facts.tsx'
import { AppealStateTag } from '#app/ui/appeal/appeal-state.tsx'
import { Progress } from '#app/ui/appeal/progress.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readBureauAppeal(ctx, id)),
)

export const action = pageAction(
  { may: 'body', params },
  {
    submit: on(appealStep, async ({ ctx, params: { id: appealId }, input }) => {
      const outcome = await submitAppeal(ctx, { appealId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAppeal(appealId), 'appeal.toast.submitted') : outcome
    }),
    open: on(appealStep, async ({ ctx, params: { id: appealId }, input }) => {
      const outcome = await openAppeal(ctx, { appealId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAppeal(appealId), 'appeal.toast.opened') : outcome
    }),
    return: on(reasonForm, async ({ ctx, params: { id: appealId }, input }) => {
      const outcome = await returnAppeal(ctx, { appealId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAppeal(appealId), 'appeal.toast.returned') : outcome
    }),
    withdraw: on(reasonForm, async ({ ctx, params: { id: appealId }, input }) => {
      const outcome = await withdrawAppeal(ctx, { appealId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAppeal(appealId), 'appeal.toast.withdrawn') : outcome
    }),
    stop: on(reasonForm, async ({ ctx, params: { id: appealId }, input }) => {
      const outcome = await stopAppeal(ctx, { appealId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAppeal(appealId), 'appeal.toast.stopped') : outcome
    }),
    pass: on(appealStep, async ({ ctx, params: { id: appealId }, input }) => {
      const outcome = await passAppeal(ctx, { appealId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAppeal(appealId), 'appeal.toast.passed') : outcome
    }),
    agree: on(namingForm, async ({ ctx, params: { id: appealId }, input }) => {
      const outcome = await agreeNaming(ctx, { appealId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAppeal(appealId), 'appeal.toast.named') : outcome
    }),
    account: on(accountForm, async ({ ctx, params: { id: appealId }, input }) => {
      const outcome = await giveAccount(ctx, { appealId, ...input, isFinal: input.isFinal === 'yes' })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAppeal(appealId), 'appeal.toast.accounted') : outcome
    }),
  },
)

export const meta = pageMeta((_t, { title }: { title: string }) => title)

export default function BureauAppealPage() {
  const appeal = useLoaderData<typeof loader>()
  const t = useT()
  const { money } = useFormat()
  const isPublic = appeal.openedAt !== null
  return (
    <Page crumbs={[{ to: paths.bureauAppeals(), text: t('appeal.inside.title') }]}>
      <Sheet>
        <AppealStateTag state={appeal.state} />
        <h1>
          <Typed>{appeal.title}</Typed>
        </h1>
        <StateLines appeal={appeal} />
        {isPublic ? <Progress money={appeal.money} /> : null}
        <Figures
          items={[
            { label: t('appeal.target'), value: money(appeal.targetFen) },
            ...(isPublic
              ? [
                  {
                    label: t('appeal.received'),
                    value: money(appeal.money.receivedFen),
                    note: t('appeal.promised', { money: money(appeal.money.promisedFen) }),
                  },
                  { label: t('appeal.money.dueBack'), value: money(appeal.money.dueBackFen) },
                ]
              : []),
          ]}
        />
        {isPublic ? (
          <p>
            <A to={paths.appeal(appeal.id)}>{t('appeal.inside.publicPage')}</A>
          </p>
        ) : null}
        {appeal.may.keepMoney ? (
          <p>
            <A to={paths.donations()}>{t('appeal.inside.toDonations')}</A>
          </p>
        ) : null}
        <Steps appeal={appeal} />
      </Sheet>
      <Sheet labelledBy="purpose">
        <h2 id="purpose">{t('appeal.purpose')}</h2>
        <TypedText text={appeal.purpose} />
        <AppealFacts of={appeal} />
        <h3>{t('appeal.inside.bank')}</h3>
        <TypedText text={appeal.bankText} />
        <p>{t(`appeal.belowTarget.${appeal.belowTarget}`)}</p>
        <ul className="meta">
          <li>
            <Mixed text={t('appeal.inside.by', { draft: appeal.draftedByName })} />
          </li>
          {appeal.submittedByName === null ? null : (
            <li>
              <Mixed text={t('appeal.inside.submittedBy', { name: appeal.submittedByName })} />
            </li>
          )}
          <OpenedLine appeal={appeal} />
        </ul>
      </Sheet>
      <Namings appeal={appeal} />
      {appeal.may.account ? appeal.owed.map((owed) => <GiveAccount key={owed.dueOn} owed={owed} />) : null}
      {appeal.accounts.length === 0 ? null : (
        <Sheet labelledBy="accounts">
          <h2 id="accounts">{t('appeal.accounts')}</h2>
          <AccountList accounts={appeal.accounts} />
        </Sheet>
      )}
      <Last appeal={appeal} />
    </Page>
  )
}

type One = { appeal: BureauAppeal }

function OpenedLine({ appeal }: One) {
  const t = useT()
  const { instant } = useFormat()
  if (appeal.openedAt === null) return null
  return (
    <li>
      <Mixed text={t('appeal.inside.openedBy', { name: appeal.openedByName ?? '', at: instant(appeal.openedAt) })} />
    </li>
  )
}

/** What was said about it last: given back, withdrawn, stopped. */
function StateLines({ appeal }: One) {
  const t = useT()
  const { state, stateReason, stopCode } = appeal
  if (stopCode !== null)
    return (
      <p className="notice">
        {t(`appeal.why.${stopCode}`)}
        {stateReason === '' ? null : <> {t('appeal.reason', { reason: stateReason })}</>}
      </p>
    )
  if (stateReason === '') return null
  if (state === 'DRAFT') return <p className="notice">{t('appeal.inside.returned', { reason: stateReason })}</p>
  if (state === 'WITHDRAWN') return <p className="notice">{t('appeal.inside.withdrawn', { reason: stateReason })}</p>
  return null
}

/** The next step, for whoever takes it. */
function Steps({ appeal }: One) {
  const t = useT()
  const { money } = useFormat()
  const submit = useFormState('submit')
  const open = useFormState('open')
  const pass = useFormState('pass')
  const { may } = appeal
  return (
    <>
      {may.draft ? (
        <>
          <p>
            <A className="button quiet" to={paths.bureauAppealEdit(appeal.id)}>
              {t('appeal.inside.edit')}
            </A>
          </p>
          {appeal.missing.length === 0 ? (
            <>
              <p>{t('appeal.inside.submitLead')}</p>
              <ActionButton form={submit} version={appeal.version}>
                {t('appeal.inside.submit')}
              </ActionButton>
            </>
          ) : (
            <>
              <p>{t('appeal.inside.toComplete')}</p>
              <ul>
                {appeal.missing.map((missing) => (
                  <li key={missing}>{t(`appeal.inside.lacks.${missing}`)}</li>
                ))}
              </ul>
            </>
          )}
        </>
      ) : null}
      {may.decide ? (
        <>
          <p>{t('appeal.inside.openLead')}</p>
          <ActionButton form={open} version={appeal.version}>
            {t('appeal.inside.open')}
          </ActionButton>
          <WithReason intent="return" label={t('appeal.inside.return')} version={appeal.version} />
        </>
      ) : appeal.state === 'SUBMITTED' ? (
        <p>{t('appeal.inside.waits')}</p>
      ) : null}
      {may.pass ? (
        appeal.money.promisedFen !== '0' ? (
          <p>{t('appeal.inside.passWaits')}</p>
        ) : appeal.isFunded ? (
          <>
            <p>
              <Mixed
                text={t('appeal.inside.passLead', {
                  money: money(appeal.money.receivedFen),
                  fund: appeal.for.fundName,
                })}
              />
            </p>
            <ActionButton form={pass} version={appeal.version}>
              {t('appeal.inside.pass')}
            </ActionButton>
          </>
        ) : (
          <p>{t('appeal.inside.passNotFunded')}</p>
        )
      ) : null}
    </>
  )
}

/** What is grave stands last, folded away. */
function Last({ appeal }: One) {
  const t = useT()
  if (!appeal.may.withdraw && !appeal.may.stop) return null
  return (
    <Sheet>
      {appeal.may.withdraw ? (
        <WithReason intent="withdraw" label={t('appeal.inside.withdraw')} version={appeal.version} />
      ) : null}
      {appeal.may.stop ? (
        <WithReason
          intent="stop"
          label={t('appeal.inside.stop')}
          lead={t('appeal.inside.stopLead')}
          version={appeal.version}
          grave
        />
      ) : null}
    </Sheet>
  )
}

function WithReason({
  intent,
  label,
  lead,
  version,
  grave,
}: {
  intent: 'return' | 'withdraw' | 'stop'
  label: string
  lead?: string
  version: number
  grave?: boolean
}) {
  const t = useT()
  const form = useFormState(intent)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{label}</summary>
      {lead === undefined ? null : <p>{lead}</p>}
      <PostForm form={form} version={version}>
        <TextArea form={form} name="reason" label={t('appeal.inside.reason')} max={reasonMax} rows={3} />
        <Submit quiet={!grave} grave={grave ?? false}>
          {label}
        </Submit>
      </PostForm>
    </details>
  )
}

function Namings({ appeal }: One) {
  const t = useT()
  const { money } = useFormat()
  const form = useFormState('agree')
  if (appeal.namings.length === 0) return null
  return (
    <Sheet labelledBy="namings">
      <h2 id="namings">{t('appeal.inside.naming')}</h2>
      <ul className="rows">
        {appeal.namings.map(({ pledgeId, version, name, amountFen, isAgreed }) => (
          <li key={pledgeId}>
            <div className="line">
              <Typed>{name}</Typed>
              <span className="money">{money(amountFen)}</span>
            </div>
            {isAgreed ? <p>{t('appeal.inside.namingAgreed')}</p> : null}
            {!isAgreed && appeal.may.agreeNaming ? (
              <ActionButton form={form} version={version} quiet fields={{ pledgeId }}>
                {t('appeal.inside.namingAgree')}
              </ActionButton>
            ) : null}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function GiveAccount({ owed: { dueOn, isFinal } }: { owed: BureauAppeal['owed'][number] }) {
  const t = useT()
  const { day } = useFormat()
  const form = useRowForm('account', 'dueOn', dueOn)
  const id = `account-${dueOn}`
  return (
    <Sheet labelledBy={id}>
      <h2 id={id}>
        {t(isFinal ? 'appeal.accountOf.final' : 'appeal.accountOf.period')} ·{' '}
        {t('appeal.inside.accountDue', { day: day(dueOn) })}
      </h2>
      <PostForm form={form}>
        <input type="hidden" name="dueOn" value={dueOn} />
        <input type="hidden" name="isFinal" value={isFinal ? 'yes' : 'no'} />
        <TextArea
          form={form}
          name="words"
          label={t('appeal.inside.accountWords')}
          hint={t('appeal.inside.accountWordsHint')}
          max={purposeMax}
          rows={5}
        />
        <Submit>{t('appeal.inside.accountGive')}</Submit>
      </PostForm>
    </Sheet>
  )
}
