import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { batchForm, batchStep, expenseForm, expenseKinds, giveBackForm, removeForm } from '#app/domain/claim/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { certifyBatch, giveBackBatch, startBatch, submitBatch } from '#app/services/claim/batch.server.ts'
import { enterExpense, removeExpense } from '#app/services/claim/enter-expense.server.ts'
import { type BatchView, readSpendingPage, type SpendingPage } from '#app/services/claim/queries/spending.server.ts'
import { ExpenseTable } from '#app/ui/claim/expense-table.tsx'
import { SpendingSheet } from '#app/ui/claim/spending-sheet.tsx'
import { BatchTag } from '#app/ui/claim/tags.tsx'
import {
  Checkbox,
  DateField,
  FileField,
  MoneyField,
  NumberField,
  SelectField,
  TextArea,
  TextField,
} from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readSpendingPage(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
    start: on(batchForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await startBatch(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoSpending(id), 'claim.toast.started') : outcome
    }),
    enter: on(expenseForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await enterExpense(ctx, input)
      if (!outcome.ok) return outcome
      const toast = outcome.isSameFile ? 'claim.toast.enteredSameFile' : 'claim.toast.entered'
      return redirectWithToast(ctx, paths.ngoSpending(id), toast)
    }),
    remove: on(removeForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await removeExpense(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoSpending(id), 'claim.toast.removed') : outcome
    }),
    submit: on(batchStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await submitBatch(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoSpending(id), 'claim.toast.submitted') : outcome
    }),
    certify: on(batchStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await certifyBatch(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoSpending(id), 'claim.toast.certified') : outcome
    }),
    giveBack: on(giveBackForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await giveBackBatch(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoSpending(id), 'claim.toast.givenBack') : outcome
    }),
  },
)

export const meta = pageMeta((t, page: SpendingPage) => `${t('claim.title')} · ${page.title}`)

export default function NgoSpending() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const open = page.batches.find(({ state }) => state !== 'CERTIFIED')
  const certified = page.batches.filter(({ state }) => state === 'CERTIFIED')
  return (
    <Page
      crumbs={[
        { to: paths.ngoProjects(), text: t('project.mine') },
        { to: paths.ngoProject(page.id), text: page.title },
      ]}
    >
      <SpendingSheet spending={page} file={(format) => paths.ngoSpending(page.id, format)} />
      {page.may.start ? <Starting page={page} /> : null}
      {open === undefined ? null : <OpenBatch page={page} batch={open} />}
      {certified.length === 0 ? null : (
        <Sheet labelledBy="certified">
          <h2 id="certified">{t('claim.certifiedBatches')}</h2>
          {certified.map((batch) => (
            <details key={batch.id}>
              <summary>
                <BatchTitle batch={batch} />
              </summary>
              <ExpenseTable expenses={batch.expenses} lines={page.lines} to={paths.ngoExpense} />
            </details>
          ))}
        </Sheet>
      )}
    </Page>
  )
}

function BatchTitle({ batch }: { batch: BatchView }) {
  const t = useT()
  const { day } = useFormat()
  return t('claim.batch.title', { number: batch.number, from: day(batch.fromOn), to: day(batch.toOn) })
}

function Starting({ page }: { page: SpendingPage }) {
  const t = useT()
  const form = useFormState('start', { toOn: page.today })
  return (
    <Sheet labelledBy="start">
      <h2 id="start">{t('claim.start')}</h2>
      <p>{t('claim.startLead')}</p>
      <PostForm form={form}>
        <DateField form={form} name="fromOn" label={t('claim.fromOn')} />
        <DateField form={form} name="toOn" label={t('claim.toOn')} />
        <Submit>{t('claim.start')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function OpenBatch({ page, batch }: { page: SpendingPage; batch: BatchView }) {
  const t = useT()
  const remove = useFormState('remove')
  const submit = useFormState('submit')
  const certify = useFormState('certify')
  const giveBack = useFormState('giveBack', { batchId: batch.id })
  return (
    <Sheet labelledBy="batch">
      <h2 id="batch">
        <BatchTitle batch={batch} />
      </h2>
      <p>
        <BatchTag state={batch.state} />
      </p>
      {batch.returnReason === '' || batch.state !== 'DRAFT' ? null : (
        <div className="notice">
          <strong>{t('claim.givenBackBecause')}</strong>
          <TypedText text={batch.returnReason} />
        </div>
      )}
      {batch.expenses.length === 0 ? (
        <p>{t('claim.noItems')}</p>
      ) : (
        <ExpenseTable
          expenses={batch.expenses}
          lines={page.lines}
          to={paths.ngoExpense}
          more={({ id }) =>
            page.may.enter ? (
              <ActionButton form={remove} quiet fields={{ expenseId: id }}>
                {t('claim.remove')}
              </ActionButton>
            ) : null
          }
        />
      )}
      {page.may.submit ? (
        <>
          <p>{t('claim.submitLead')}</p>
          <ActionButton form={submit} version={batch.version} fields={{ batchId: batch.id }}>
            {t('claim.submit')}
          </ActionButton>
        </>
      ) : null}
      {batch.state === 'SUBMITTED' && !page.may.certify ? <p>{t('claim.certifyWaits')}</p> : null}
      {page.may.certify ? (
        <>
          <p>{t('claim.certifyLead')}</p>
          <ActionButton form={certify} version={batch.version} fields={{ batchId: batch.id }}>
            {t('claim.certify')}
          </ActionButton>
          <details open={giveBack.wasRefused ? true : undefined}>
            <summary>{t('claim.giveBack')}</summary>
            <PostForm form={giveBack} version={batch.version}>
              <input type="hidden" name="batchId" value={batch.id} />
              <TextArea form={giveBack} name="reason" label={t('claim.giveBackReason')} max={1000} rows={3} />
              <Submit quiet>{t('claim.giveBack')}</Submit>
            </PostForm>
          </details>
        </>
      ) : null}
      {page.may.enter ? <Entering page={page} batch={batch} /> : null}
    </Sheet>
  )
}

function Entering({ page, batch }: { page: SpendingPage; batch: BatchView }) {
  const t = useT()
  const { day } = useFormat()
  const form = useFormState('enter', { batchId: batch.id })
  const lines = page.lines.flatMap(({ position, item, kind }) =>
    position === null
      ? []
      : [
          {
            value: String(position),
            label: kind === null ? item : t('claim.lineOfKind', { item, kind: t(`claim.kind.${kind}`) }),
          },
        ],
  )
  // A line says what it is for: then nobody says it again.
  const hasKinds = lines.length > 0 && page.lines.every(({ kind }) => kind !== null)
  return (
    <>
      <h3>{t('claim.enter')}</h3>
      <PostForm form={form} withFiles>
        <input type="hidden" name="batchId" value={batch.id} />
        <DateField
          form={form}
          name="spentOn"
          label={t('claim.spentOn')}
          hint={t('claim.spentOnHint', { from: day(batch.fromOn), until: day(batch.toOn) })}
        />
        <TextField form={form} name="purpose" label={t('claim.purpose')} hint={t('claim.purposeHint')} />
        <TextField form={form} name="payee" label={t('claim.payee')} hint={t('claim.payeeHint')} />
        {hasKinds ? null : (
          <SelectField
            form={form}
            name="kind"
            label={t('claim.kindLabel')}
            placeholder={t('claim.choose')}
            optional={page.lines.some(({ kind }) => kind !== null) ? t('claim.kindOfLine') : false}
            options={expenseKinds.map((kind) => ({ value: kind, label: t(`claim.kind.${kind}`) }))}
          />
        )}
        {lines.length === 0 ? null : (
          <SelectField
            form={form}
            name="lineNo"
            label={t('claim.line')}
            placeholder={t('claim.choose')}
            options={lines}
          />
        )}
        <MoneyField form={form} name="amount" label={t('claim.amountYuan')} hint={t('claim.amountHint')} />
        <TextField form={form} name="invoiceNo" label={t('claim.invoiceNo')} hint={t('claim.invoiceHint')} optional />
        <TextField form={form} name="invoiceCode" label={t('claim.invoiceCode')} optional />
        <MoneyField
          form={form}
          name="invoiceTotal"
          label={t('claim.invoiceTotal')}
          hint={t('claim.invoiceTotalHint')}
          optional={t('claim.onlyShared')}
        />
        <NumberField
          form={form}
          name="personDays"
          label={t('claim.personDays')}
          hint={t('claim.personDaysHint')}
          optional={t('claim.onlyDays')}
        />
        <NumberField form={form} name="persons" label={t('claim.persons')} optional={t('claim.onlyExpert')} />
        <Checkbox form={form} name="isSenior" label={t('claim.isSenior')} />
        <FileField form={form} name="file" label={t('claim.file')} hint={t('claim.fileHint')} />
        <Submit>{t('claim.enter')}</Submit>
      </PostForm>
    </>
  )
}
