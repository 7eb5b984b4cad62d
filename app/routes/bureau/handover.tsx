import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { askForm, handoverReasonMax, handoverStep } from '#app/domain/handover/schema.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { askReserve, noticeHandover, withdrawHandover } from '#app/services/award/handover/ask-reserve.server.ts'
import {
  type HandoverPage,
  type HandoverRow,
  readHandoverPage,
} from '#app/services/award/handover/queries/handover-page.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { DateField, MoneyField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { HandoverTag } from '#app/ui/handover/handover-tag.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readHandoverPage(ctx, id)),
)

export const action = pageAction(
  { may: 'officer', params },
  {
    ask: on(askForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await askReserve(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauHandover(id), 'handover.toast.asked') : outcome
    }),
    withdraw: on(handoverStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await withdrawHandover(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauHandover(id), 'handover.toast.withdrawn') : outcome
    }),
    notice: on(handoverStep, async ({ ctx, input }) => {
      const outcome = await noticeHandover(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauResult(outcome.callId), 'handover.toast.noticed') : outcome
    }),
  },
)

export const meta = pageMeta<HandoverPage>((t, { title }) => `${t('handover.title')} · ${title}`)

export default function BureauHandover() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const { money, day } = useFormat()
  const { rule } = page
  return (
    <Page
      crumbs={[
        { to: paths.bureauProjects(), text: t('project.list.bureau') },
        { to: paths.bureauProject(page.projectId), text: page.projectNo },
      ]}
    >
      <Sheet>
        <h1>{t('handover.title')}</h1>
        <p>
          <Typed>{page.title}</Typed> · {page.projectNo}
        </p>
        <p>{t('handover.lead')}</p>
        <Figures
          items={[
            { label: t('handover.rest'), value: money(page.restFen), note: t('handover.restNote') },
            ...(rule === null ? [] : [{ label: t('handover.until'), value: day(rule.endsOn) }]),
          ]}
        />
        {rule === null ? null : (
          <p className="hint">
            {rule.unperformedOnly ? (
              <>
                {t('handover.unperformedOnly')}
                <br />
              </>
            ) : null}
            <small>
              {rule.source}
              {rule.isConfirmed ? null : ` · ${t('handover.unconfirmed')}`}
            </small>
          </p>
        )}
        {page.whyNot === null ? null : <p className="notice">{t(`handover.why.${page.whyNot}`)}</p>}
      </Sheet>
      {page.next !== null && page.may.ask ? <Ask page={page} next={page.next} /> : null}
      <Sheet labelledBy="history">
        <h2 id="history">{t('handover.history')}</h2>
        {page.rows.length === 0 ? <p>{t('handover.none')}</p> : null}
        <ul className="rows">
          {page.rows.map((row) => (
            <li key={row.id}>
              <Asked row={row} page={page} />
            </li>
          ))}
        </ul>
      </Sheet>
    </Page>
  )
}

function Ask({ page, next }: { page: HandoverPage; next: NonNullable<HandoverPage['next']> }) {
  const t = useT()
  const { money } = useFormat()
  const form = useFormState('ask', {
    amount: fenToYuanText(toFen(BigInt(next.mostFen))),
    startsOn: next.startsOn,
    endsOn: next.endsOn,
    reason: '',
    days: next.left.map(({ dueOn }) => dueOn),
  })
  return (
    <Sheet labelledBy="ask">
      <h2 id="ask">{t('handover.ask')}</h2>
      <Figures
        items={[
          {
            label: t('handover.next'),
            value: <Typed>{next.organization}</Typed>,
            note: t('handover.rank', { rank: next.rank ?? 0 }),
          },
          { label: t('handover.most'), value: money(next.mostFen), note: t('handover.mostNote') },
        ]}
      />
      <PostForm form={form}>
        <MoneyField form={form} name="amount" label={t('handover.amount')} />
        <DateField form={form} name="startsOn" label={t('handover.startsOn')} />
        <DateField form={form} name="endsOn" label={t('handover.endsOn')} />
        {next.left.map(({ title }, index) => (
          <DateField key={index} form={form} name={`days[${index}]`} label={t('handover.dueOn', { title })} />
        ))}
        <TextArea
          form={form}
          name="reason"
          label={t('handover.reason')}
          hint={t('handover.reasonHint')}
          max={handoverReasonMax}
          rows={4}
        />
        <p>{t('handover.askLead', { days: page.rule?.answerDays ?? 0 })}</p>
        <Submit>{t('handover.askButton')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Asked({ row, page }: { row: HandoverRow; page: HandoverPage }) {
  const t = useT()
  const { money, day, instant } = useFormat()
  const notice = useFormState('notice')
  const withdraw = useFormState('withdraw')
  const fields = { handoverId: row.id }
  const isOpen = row.state === 'ASKED' || (row.state === 'ACCEPTED' && !row.isNoticed)
  return (
    <>
      <p>
        <strong>
          <Typed>{row.organization}</Typed>
        </strong>{' '}
        <HandoverTag state={row.state} /> · {money(row.amountFen)}
      </p>
      <ul className="meta">
        <li>
          <Mixed text={t('handover.askedBy', { name: row.askedByName, at: instant(row.askedAt) })} />
        </li>
        {row.answeredAt === null ? (
          <li>
            {t('handover.answerBy')} {day(row.answerBy)}
          </li>
        ) : (
          <li>{t('handover.answeredAt', { at: instant(row.answeredAt) })}</li>
        )}
        {row.projectNo === null ? null : (
          <li>
            <A to={paths.project(row.projectNo)}>{row.projectNo}</A>
          </li>
        )}
      </ul>
      <TypedText text={row.answer} />
      {row.state === 'ACCEPTED' ? (
        <>
          <p>
            {t(row.isNoticed ? 'handover.noticed' : 'handover.publishLead')}{' '}
            <A to={paths.bureauResult(page.callId)}>{t('handover.toResult')}</A>
          </p>
        </>
      ) : null}
      <div className="actions">
        {row.state === 'ACCEPTED' && page.may.notice && !row.isNoticed ? (
          <ActionButton form={notice} version={row.version} fields={fields}>
            {t('handover.publish')}
          </ActionButton>
        ) : null}
        {isOpen && page.may.withdraw ? (
          <ActionButton form={withdraw} version={row.version} fields={fields} quiet>
            {t(row.state === 'ASKED' ? 'handover.withdraw' : 'handover.withdrawAccepted')}
          </ActionButton>
        ) : null}
      </div>
    </>
  )
}
