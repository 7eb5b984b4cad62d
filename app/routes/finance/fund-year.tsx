import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { instruments, serviceFields } from '#app/domain/call/terms.ts'
import { closeStep, planForm, proposeCloseForm, restChoices } from '#app/domain/fund-year/schema.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { adoptPlan } from '#app/services/fund-year/adopt-plan.server.ts'
import { closeYear, proposeClose, withdrawClose } from '#app/services/fund-year/close-year.server.ts'
import { readYearPage, type YearClose, type YearPage } from '#app/services/fund-year/queries/year-page.server.ts'
import { MoneyField, RadioGroup, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { AddRow, EnterSaves, RemoveRow, rowId } from '#app/ui/form/rows.tsx'
import { useFormat } from '#app/ui/format.ts'
import { YearBudgetTable } from '#app/ui/ledger/year-budget.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const params = z.object({ id: z.uuid(), year: z.coerce.number().int().min(2000).max(2100) })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id, year } }) =>
  orNotFound(await readYearPage(ctx, id, year)),
)

export const action = pageAction(
  { may: 'body', params },
  {
    adopt: on(planForm, async ({ ctx, params: { id, year }, input }) => {
      const outcome = await adoptPlan(ctx, { fundId: id, year, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.fundYear(id, String(year)), 'fund-year.toast.adopted') : outcome
    }),
    propose: on(proposeCloseForm, async ({ ctx, params: { id, year }, input }) => {
      const outcome = await proposeClose(ctx, { fundId: id, year, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.fundYear(id, String(year)), 'fund-year.toast.proposed') : outcome
    }),
    close: on(closeStep, async ({ ctx, params: { id, year }, input }) => {
      const outcome = await closeYear(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.fundYear(id, String(year)), 'fund-year.toast.closed') : outcome
    }),
    withdraw: on(closeStep, async ({ ctx, params: { id, year }, input }) => {
      const outcome = await withdrawClose(ctx, input)
      return outcome.ok
        ? redirectWithToast(ctx, paths.fundYear(id, String(year)), 'fund-year.toast.withdrawn')
        : outcome
    }),
  },
)

export const meta = pageMeta((t, page: YearPage) => t('fund-year.title', { year: page.year }))

export default function FundYear() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.funds(), text: t('fund.title') },
        { to: paths.fund(page.fundId), text: page.fundName },
      ]}
    >
      <Sheet>
        <h1>{t('fund-year.title', { year: page.year })}</h1>
        <p>{t('fund-year.lead')}</p>
        <h2>{t('fund-year.table')}</h2>
        <YearBudgetTable budget={page} />
      </Sheet>
      {page.mayAdopt ? <Adopt page={page} /> : null}
      <Sheet labelledBy="close">
        <h2 id="close">{t('fund-year.close')}</h2>
        <p>{t('fund-year.closeLead')}</p>
        {page.isReady ? null : <p>{page.isOver ? t('fund-year.monthsOpen') : t('fund-year.notOver')}</p>}
        {page.close === null ? null : <Close close={page.close} mayClose={page.mayClose} mayWithdraw={page.mayAdopt} />}
        {page.mayPropose ? <Propose left={page.left} /> : null}
      </Sheet>
    </Page>
  )
}

const emptyLine = { name: '', field: 'ANY', instrument: 'ANY', plannedFen: '' }

function Adopt({ page }: { page: YearPage }) {
  const t = useT()
  const word = useDynamicT()
  const lines = page.lines.map((line) => ({ ...line, plannedFen: fenToYuanText(toFen(BigInt(line.plannedFen))) }))
  const form = useFormState('adopt', { documentNo: '', lines: lines.length === 0 ? [emptyLine] : lines })
  const any = { value: 'ANY', label: t('fund-year.any') }
  return (
    <Sheet labelledBy="adopt">
      <h2 id="adopt">{page.plan === null ? t('fund-year.adopt') : t('fund-year.adoptAgain')}</h2>
      <p>{t('fund-year.adoptLead')}</p>
      <PostForm form={form}>
        <EnterSaves />
        <TextField form={form} name="documentNo" label={t('fund-year.documentNo')} />
        {Array.from({ length: form.rows('lines') }, (_, index) => (
          <fieldset key={index} className="budget-line" id={rowId(form, 'lines', index)}>
            <legend>{t('fund-year.lineNo', { line: index + 1 })}</legend>
            <div className="line-words">
              <TextField form={form} name={`lines[${index}].name`} label={t('fund-year.name')} />
              <SelectField
                form={form}
                name={`lines[${index}].field`}
                label={t('fund-year.field')}
                options={[any, ...serviceFields.map((value) => ({ value, label: word(`common.field.${value}`) }))]}
              />
              <SelectField
                form={form}
                name={`lines[${index}].instrument`}
                label={t('fund-year.instrument')}
                options={[any, ...instruments.map((value) => ({ value, label: t(`call.instrument.${value}`) }))]}
              />
            </div>
            <div className="line-sums">
              <MoneyField form={form} name={`lines[${index}].plannedFen`} label={t('fund-year.amount')} />
              <RemoveRow form={form} name="lines" index={index} label={t('fund-year.removeLine', { line: index + 1 })}>
                {t('common.action.remove')}
              </RemoveRow>
            </div>
          </fieldset>
        ))}
        <p>
          <AddRow form={form} name="lines" row={emptyLine}>
            {t('common.action.add')}
          </AddRow>
        </p>
        <Submit>{t('fund-year.save')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Propose({ left }: { left: YearPage['left'] }) {
  const t = useT()
  const word = useDynamicT()
  const { money } = useFormat()
  const form = useFormState('propose')
  return (
    <PostForm form={form}>
      {left.map(({ source, leftFen }) =>
        leftFen === '0' ? null : (
          <RadioGroup
            key={source}
            form={form}
            name={`choices.${source}`}
            label={`${t('fund-year.rest', { source: word(`fund.sourceOf.${source}`) })} ${money(leftFen)}`}
            options={restChoices.map((value) => ({ value, label: t(`fund-year.choice.${value}`) }))}
          />
        ),
      )}
      <TextArea form={form} name="note" label={t('fund-year.note')} max={500} rows={3} optional />
      <Submit>{t('fund-year.propose')}</Submit>
    </PostForm>
  )
}

function Close({ close, mayClose, mayWithdraw }: { close: YearClose; mayClose: boolean; mayWithdraw: boolean }) {
  const t = useT()
  const word = useDynamicT()
  const { money, instant } = useFormat()
  const confirm = useFormState('close')
  const withdraw = useFormState('withdraw')
  const fields = { closeId: close.id }
  return (
    <>
      <p>
        {t('fund-year.proposedBy', { name: close.proposedByName, at: instant(close.proposedAt) })}{' '}
        <Typed>{close.note}</Typed>
      </p>
      <ul>
        {close.rests.map(({ source, leftFen, choice }) => (
          <li key={source}>
            {t('fund-year.rest', { source: word(`fund.sourceOf.${source}`) })} {money(leftFen)} ·{' '}
            {t(`fund-year.choice.${choice}`)}
          </li>
        ))}
      </ul>
      {close.closedAt === null ? (
        <>
          {mayClose ? (
            <ActionButton form={confirm} fields={fields}>
              {t('fund-year.confirm')}
            </ActionButton>
          ) : (
            <p>{t('fund-year.waits')}</p>
          )}
          {mayClose || mayWithdraw ? (
            <ActionButton form={withdraw} fields={fields} quiet>
              {t('fund-year.withdraw')}
            </ActionButton>
          ) : null}
        </>
      ) : (
        <p>
          <Mixed text={t('fund-year.closedBy', { name: close.closedByName ?? '', at: instant(close.closedAt) })} />
        </p>
      )}
    </>
  )
}
