import { useLoaderData } from '@remix-run/react'
import { approvePaymentForm } from '#app/domain/cap/schema.ts'
import { proposalStep } from '#app/domain/ledger/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { confirmAppropriation, withdrawAppropriation } from '#app/services/ledger/appropriate-money.server.ts'
import { readProposals } from '#app/services/ledger/queries/proposals.server.ts'
import { approvePayment } from '#app/services/project/approve-payment.server.ts'
import {
  type PaymentToApprove,
  readPaymentsToApprove,
} from '#app/services/project/queries/payments-to-approve.server.ts'
import { TextField } from '#app/ui/form/fields.tsx'
import { untouched, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Proposals } from '#app/ui/ledger/proposals.tsx'
import { A } from '#app/ui/link.tsx'
import { CapLines } from '#app/ui/project/payee.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer' }, async ({ ctx }) => ({
  rows: await readPaymentsToApprove(ctx),
  proposals: await readProposals(ctx),
}))

export const action = pageAction(
  { may: 'officer' },
  {
    approve: on(approvePaymentForm, async ({ ctx, input }) => {
      const outcome = await approvePayment(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPayments(), 'release.approveToast') : outcome
    }),
    confirmAppropriation: on(proposalStep, async ({ ctx, input }) => {
      const outcome = await confirmAppropriation(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPayments(), 'fund.toast.appropriated') : outcome
    }),
    withdrawAppropriation: on(proposalStep, async ({ ctx, input }) => {
      const outcome = await withdrawAppropriation(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPayments(), 'fund.toast.withdrawn') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('release.approvals'))

export default function Payments() {
  const { rows, proposals } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('release.approvals')}</h1>
        <p>{t('release.approvalsLead')}</p>
        <p>
          <A to={paths.caps()}>{t('cap.title')}</A> · <A to={paths.returnAccount()}>{t('clawback.account.title')}</A>
        </p>
        {rows.length === 0 ? <p>{t('release.approvalsEmpty')}</p> : null}
        <ul className="rows">
          {rows.map((row) => (
            <Row key={row.trancheId} row={row} />
          ))}
        </ul>
      </Sheet>
      <Sheet labelledBy="proposals">
        <h2 id="proposals">{t('fund.proposals')}</h2>
        <p>{t(proposals.length === 0 ? 'fund.proposalsNone' : 'fund.proposalsLead')}</p>
        <Proposals rows={proposals} />
      </Sheet>
    </Page>
  )
}

function Row({ row }: { row: PaymentToApprove }) {
  const t = useT()
  const { money } = useFormat()
  const asked = useFormState('approve')
  const form = asked.value('trancheId') === row.trancheId ? asked : untouched(asked)
  return (
    <li>
      <div className="line">
        <h2>
          <A to={paths.bureauProject(row.projectId)}>
            <Typed>{row.projectTitle}</Typed> · {t('milestone.short', { position: row.position })}
          </A>
        </h2>
        <span className="money">{money(row.amountFen)}</span>
      </div>
      <ul className="meta">
        <li>
          <Typed>{row.organizationName}</Typed>
        </li>
        <li>{row.projectNo}</li>
        <li>
          <Typed>{row.milestoneTitle}</Typed>
        </li>
      </ul>
      <CapLines caps={row.caps} />
      {row.mayApprove ? (
        <PostForm form={form}>
          <input type="hidden" name="trancheId" value={row.trancheId} />
          <TextField form={form} name="note" label={t('release.note')} optional />
          <Submit>{t('release.approve')}</Submit>
        </PostForm>
      ) : null}
    </li>
  )
}
