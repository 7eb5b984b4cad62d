import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { releaseForm } from '#app/domain/ledger/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { readRelease } from '#app/services/project/queries/releases.server.ts'
import { releaseTranche } from '#app/services/project/release-tranche.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Account, Caps, PayeeChecks } from '#app/ui/project/payee.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const params = z.object({ trancheId: z.uuid() })

export const loader = pageLoader({ may: 'finance', params }, async ({ ctx, params: { trancheId } }) =>
  orNotFound(await readRelease(ctx, trancheId)),
)

export const action = pageAction(
  { may: 'finance', params },
  {
    release: on(releaseForm, async ({ ctx, params: { trancheId }, input }) => {
      const outcome = await releaseTranche(ctx, { trancheId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.release(trancheId), 'release.toast.released') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('release.one'))

export default function Release() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  const dynamic = useDynamicT()
  const { wan, money, instant } = useFormat()
  const form = useFormState('release')
  const isDone = view.state === 'RELEASED'
  const checks = [
    { name: t('release.people'), ok: view.isThirdPerson, text: [t('release.peopleOk'), t('release.peopleBad')] },
    { name: t('release.hold'), ok: view.isHeld, text: [t('release.holdOk'), t('release.holdBad')] },
    { name: t('release.running'), ok: !view.isSuspended, text: [t('release.runningOk'), t('release.runningBad')] },
    {
      name: t('release.objection'),
      ok: !view.hasOpenObjection,
      text: [t('release.objectionOk'), t('release.objectionBad')],
    },
    {
      name: t('release.evaluation'),
      ok: view.evaluationBlock === null,
      text: [
        t(view.isFoundOwed ? 'release.evaluationOwed' : 'release.evaluationOk'),
        t(view.evaluationBlock === 'failed' ? 'release.evaluationFailed' : 'release.evaluationOpen'),
      ],
    },
    {
      name: t('release.organization'),
      ok: view.isOrganizationActive,
      text: [t('release.organizationOk'), t('release.organizationBad')],
    },
    ...(view.caps.length > 0
      ? []
      : [{ name: t('release.caps'), ok: true, text: [t('release.capsOk'), t('release.capsOk')] }]),
  ]
  const people = [
    { step: t('release.requested'), name: view.requestedByName },
    { step: t('release.verified'), name: view.verifiedByName },
    {
      step: t('release.released'),
      name: isDone ? (view.releasedByName ?? '') : t('release.you', { name: view.readerName }),
    },
  ]
  return (
    <Page crumbs={[{ to: paths.releases(), text: t('release.title') }]}>
      <Sheet>
        <h1>{t('release.one')}</h1>
        <ul className="meta">
          <li>
            <Typed>{view.projectTitle}</Typed>
          </li>
          <li>{view.projectNo}</li>
          <li>
            {t('contract.no')} {view.contractNo}
          </li>
        </ul>
        <Figures
          items={[
            { label: t('release.amount'), value: wan(view.amountFen), note: money(view.amountFen) },
            { label: t('project.supplier'), value: <Typed>{view.organizationName}</Typed> },
            {
              label: t('milestone.short', { position: view.milestonePosition }),
              value: <Typed>{view.milestoneTitle}</Typed>,
              note: `${t('release.acceptedAt')} ${instant(view.acceptedAt)}`,
            },
          ]}
        />
        <h2>{t('release.people')}</h2>
        <ol className="path">
          {people.map(({ step, name }, index) => (
            <li key={step} className={index < 2 || isDone ? 'done' : 'now'}>
              {step}
              <br />
              <strong>{name}</strong>
            </li>
          ))}
        </ol>
      </Sheet>
      {isDone ? (
        <Sheet>
          <p>
            <Mixed
              text={t('release.done', {
                name: view.releasedByName ?? '',
                at: view.releasedAt === null ? '' : instant(view.releasedAt),
              })}
            />
          </p>
          <ul>
            {view.orders.map(({ source, amountFen, paymentRef }) => (
              <li key={source}>
                {dynamic(`fund.sourceOf.${source}`)} {money(amountFen)} · {t('release.paymentRef')}{' '}
                <Typed>{paymentRef ?? ''}</Typed>
              </li>
            ))}
          </ul>
          {view.checked === null ? null : (
            <>
              <p>{t('release.paidTo', { tail: view.checked.tail })}</p>
              <PayeeChecks checks={view.checked.checks} />
              {view.checked.reason === '' ? null : <p>{t('release.reasonWas', { reason: view.checked.reason })}</p>}
            </>
          )}
          {view.receipt === null ? (
            <p>{t('release.receiptOpen')}</p>
          ) : (
            <p>
              <Tag tone={view.receipt.state === 'ARRIVED' ? 'open' : 'due'}>
                {t(`release.receipt.${view.receipt.state}`)}
              </Tag>{' '}
              {instant(view.receipt.saidAt)} <Typed>{view.receipt.note}</Typed>
            </p>
          )}
        </Sheet>
      ) : (
        <Sheet labelledBy="preflight">
          <h2 id="preflight">{t('release.preflight')}</h2>
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t('release.item')}</th>
                <th scope="col">{t('release.found')}</th>
              </tr>
            </thead>
            <tbody>
              {checks.map(({ name, ok, text }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>
                    <Tag tone={ok ? 'open' : 'due'}>{ok ? t('release.passed') : t('release.failed')}</Tag>{' '}
                    {ok ? text[0] : text[1]}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Caps caps={view.caps} approval={view.approval} />
          <h3>{t('release.payeeChecks')}</h3>
          <Account payee={view.payee} />
          <PayeeChecks checks={view.payee.checks} />
          {view.blocked.length > 0 ? null : (
            <PostForm form={form}>
              <input type="hidden" name="payoutAccountId" value={view.payee.account?.id ?? ''} />
              {view.payee.worst === 'HIGH' ? (
                <TextArea
                  form={form}
                  name="reason"
                  label={t('release.reason')}
                  hint={t('release.reasonHint')}
                  max={500}
                  rows={3}
                />
              ) : null}
              {view.orders.map(({ source, amountFen }, index) => (
                <TextField
                  key={source}
                  form={form}
                  name={`paymentRefs[${index}]`}
                  label={
                    view.orders.length === 1
                      ? t('release.paymentRef')
                      : t('release.paymentRefOf', {
                          source: dynamic(`fund.sourceOf.${source}`),
                          money: money(amountFen),
                        })
                  }
                  hint={index === 0 ? t('release.paymentRefHint') : undefined}
                  autoComplete="off"
                />
              ))}
              <p>{t('release.buttonLead')}</p>
              <Submit>{t('release.button', { money: money(view.amountFen) })}</Submit>
            </PostForm>
          )}
        </Sheet>
      )}
    </Page>
  )
}
