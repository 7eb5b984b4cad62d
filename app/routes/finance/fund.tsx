import { randomUUID } from 'node:crypto'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { appropriationForm, proposalStep } from '#app/domain/ledger/schema.ts'
import { dayOf, yearOf } from '#app/domain/shared/day.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { proposeAppropriation, withdrawAppropriation } from '#app/services/ledger/appropriate-money.server.ts'
import { readProposals } from '#app/services/ledger/queries/proposals.server.ts'
import { readFund } from '#app/services/ledger/queries/fund.server.ts'
import { CallStateTag } from '#app/ui/call/call-state.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { MoneyField, NumberField, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { AccountLabel } from '#app/ui/ledger/account-label.tsx'
import { Earmark } from '#app/ui/ledger/earmark.tsx'
import { FundHead } from '#app/ui/ledger/fund-head.tsx'
import { ShareTable, YearTable } from '#app/ui/ledger/share-tables.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Proposals } from '#app/ui/ledger/proposals.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'finance', params }, async ({ ctx, params: { id }, url }) => {
  const fund = orNotFound(await readFund(ctx, id, url.searchParams.get('after')))
  // The same form posted twice appropriates once: its key is made here.
  const proposals = await readProposals(ctx, id)
  return { fund, proposals, nextCursor: fund.nextCursor ?? null, key: randomUUID(), year: yearOf(dayOf(ctx.now)) }
})

export const action = pageAction(
  { may: 'finance', params },
  {
    appropriate: on(appropriationForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await proposeAppropriation(ctx, { fundId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.fund(id), 'fund.toast.proposed') : outcome
    }),
    withdrawAppropriation: on(proposalStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await withdrawAppropriation(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.fund(id), 'fund.toast.withdrawn') : outcome
    }),
  },
)

export const meta = pageMeta((_t, { fund }: { fund: { name: string } }) => fund.name)

/** This year and the next, and every year that was given money. */
const yearsShown = (years: readonly { year: number }[], thisYear: number): number[] =>
  [...new Set([thisYear + 1, thisYear, ...years.map(({ year }) => year)])].toSorted((a, b) => b - a)

export default function Fund() {
  const { fund, proposals, nextCursor, key, year } = useLoaderData<typeof loader>()
  const t = useT()
  const dynamic = useDynamicT()
  const { wan, money, day } = useFormat()
  const form = useFormState('appropriate', { key, year: String(year) })
  return (
    <Page crumbs={[{ to: paths.funds(), text: t('fund.title') }]}>
      <Sheet>
        <FundHead fund={fund} />
        <Figures
          items={[
            { label: t('fund.appropriated'), value: wan(fund.appropriatedFen) },
            { label: t('fund.allocated'), value: wan(fund.allocatedFen) },
            { label: t('fund.available'), value: wan(fund.availableFen) },
          ]}
        />
        <TypedText text={fund.purpose} />
        <Earmark {...fund} />
        <p>
          <A to={paths.publicFund(fund.id)}>{t('fund.seePublic')}</A>
        </p>
      </Sheet>
      {fund.shares.length > 1 ? (
        <Sheet labelledBy="shares">
          <h2 id="shares">{t('fund.shares')}</h2>
          <ShareTable shares={fund.shares} />
        </Sheet>
      ) : null}
      {fund.years.length === 0 ? null : (
        <Sheet labelledBy="years">
          <h2 id="years">{t('fund.years')}</h2>
          <YearTable years={fund.years} />
        </Sheet>
      )}
      <Sheet labelledBy="plans">
        <h2 id="plans">{t('fund-year.table')}</h2>
        <ul>
          {yearsShown(fund.years, year).map((each) => (
            <li key={each}>
              <A to={paths.fundYear(fund.id, String(each))}>{t('fund-year.open', { year: each })}</A>
            </li>
          ))}
        </ul>
      </Sheet>
      <Sheet labelledBy="statement">
        <h2 id="statement">{t('fund.statement')}</h2>
        {fund.lines.length === 0 ? (
          <p>{t('fund.statementEmpty')}</p>
        ) : (
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t('fund.date')}</th>
                <th scope="col">{t('fund.what')}</th>
                <th scope="col" className="num">
                  {t('fund.change')}
                </th>
                <th scope="col" className="num">
                  {t('fund.balance')}
                </th>
              </tr>
            </thead>
            <tbody>
              {fund.lines.map((line) => (
                <tr key={line.seq}>
                  <td data-label={t('fund.date')}>{day(line.effectiveOn)}</td>
                  <td data-label={t('fund.what')}>
                    {dynamic(`ledger.kind.${line.kind}`)} · <AccountLabel account={line.other} />
                    {line.memo === '' ? null : (
                      <>
                        <br />
                        <Typed>{line.memo}</Typed>
                      </>
                    )}
                  </td>
                  <td className="num" data-label={t('fund.change')}>
                    {money(line.amountFen)}
                  </td>
                  <td className="num" data-label={t('fund.balance')}>
                    {money(line.balanceFen)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Pager next={nextCursor ?? undefined} />
        <p>
          <A to={paths.fundStatement(fund.id)}>{t('statement.openLong')}</A>
        </p>
      </Sheet>
      <Sheet labelledBy="calls">
        <h2 id="calls">{t('fund.callsTitle')}</h2>
        {fund.calls.length === 0 ? <p>{t('fund.callsEmpty')}</p> : null}
        <ul className="rows">
          {fund.calls.map((call) => (
            <li key={call.id}>
              {call.callNo === null ? (
                <Typed>{call.title}</Typed>
              ) : (
                <A to={paths.call(call.callNo)}>
                  <Typed>{call.title}</Typed>
                </A>
              )}
              <ul className="meta">
                <li>
                  <CallStateTag state={call.state} isClosed={call.isClosed} isSuspended={call.isSuspended} />
                </li>
                <li>
                  {t('fund.allocatedTo')} {wan(call.allocatedFen)}
                </li>
                <li>
                  {t('fund.committedOf')} {wan(call.committedFen)}
                </li>
              </ul>
            </li>
          ))}
        </ul>
      </Sheet>
      {proposals.length === 0 ? null : (
        <Sheet labelledBy="proposals">
          <h2 id="proposals">{t('fund.proposals')}</h2>
          <Proposals rows={proposals} />
        </Sheet>
      )}
      <Sheet labelledBy="appropriate">
        <h2 id="appropriate">{t('fund.appropriate')}</h2>
        <p>{t('fund.appropriateLead')}</p>
        <PostForm form={form}>
          <input type="hidden" name="key" value={form.value('key') === '' ? key : form.value('key')} />
          {fund.shares.length === 1 ? (
            <input type="hidden" name="source" value={fund.shares[0]?.source} />
          ) : (
            <SelectField
              form={form}
              name="source"
              label={t('fund.source')}
              placeholder={t('fund.sourceChoose')}
              options={fund.shares.map(({ source }) => ({ value: source, label: dynamic(`fund.sourceOf.${source}`) }))}
            />
          )}
          <NumberField form={form} name="year" label={t('fund.year')} />
          <MoneyField form={form} name="amountFen" label={t('fund.amount')} />
          <TextField form={form} name="documentNo" label={t('fund.memo')} hint={t('fund.memoHint')} />
          <Submit>{t('fund.appropriate')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
