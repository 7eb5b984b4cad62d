import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { AppealsSheet } from '#app/ui/appeal/appeal-rows.tsx'
import { readPublicFund } from '#app/services/ledger/queries/public-funds.server.ts'
import { CallStateTag } from '#app/ui/call/call-state.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { MoneyFlow } from '#app/ui/flow/money-flow.tsx'
import { Folded } from '#app/ui/folded.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Earmark } from '#app/ui/ledger/earmark.tsx'
import { FundHead } from '#app/ui/ledger/fund-head.tsx'
import { ShareTable, YearTable } from '#app/ui/ledger/share-tables.tsx'
import { YearBudgetTable } from '#app/ui/ledger/year-budget.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readPublicFund(ctx, id)),
)

export const meta = pageMeta((_t, fund: { name: string }) => fund.name)

/** So many stand on a phone without being asked for. */
const fewLines = 5

export default function PublicFund() {
  const fund = useLoaderData<typeof loader>()
  const t = useT()
  const { wan } = useFormat()
  return (
    <Page crumbs={[{ to: paths.publicFunds(), text: t('fund.publicTitle') }]}>
      <Sheet>
        <FundHead fund={fund} />
        <TypedText text={fund.purpose} />
        <Figures
          items={[
            { label: t('fund.appropriated'), value: wan(fund.money.appropriatedFen) },
            { label: t('fund.available'), value: wan(fund.availableFen), note: t('fund.availableNote') },
            { label: t('fund.inCalls'), value: wan(fund.inCallsFen), note: t('fund.inCallsNote') },
            { label: t('fund.flow.contract'), value: wan(fund.money.committedFen) },
            { label: t('fund.flow.released'), value: wan(fund.money.releasedFen) },
          ]}
        />
        <Earmark {...fund} />
      </Sheet>
      <Sheet labelledBy="flow">
        <h2 id="flow">{t('fund.flow.title')}</h2>
        <MoneyFlow money={fund.money} of="fund" />
        <p className="more">
          <A to={`${paths.moneyPicture()}?fund=${fund.id}`}>{t('statistics.money.ofFund')}</A>
        </p>
      </Sheet>
      {fund.shares.length > 1 ? (
        <Sheet labelledBy="shares">
          <h2 id="shares">{t('fund.shares')}</h2>
          <p>{t('fund.sharesLead')}</p>
          <ShareTable shares={fund.shares} />
        </Sheet>
      ) : null}
      {fund.years.length === 0 ? null : (
        <Sheet labelledBy="years">
          <h2 id="years">{t('fund.years')}</h2>
          <YearTable years={fund.years} />
        </Sheet>
      )}
      {fund.budget === null || fund.budget.rows.length === 0 ? null : (
        <Sheet labelledBy="budget">
          <h2 id="budget">{t('fund-year.title', { year: fund.budget.year })}</h2>
          <p>{t('fund-year.lead')}</p>
          <YearBudgetTable budget={fund.budget} />
        </Sheet>
      )}
      <AppealsSheet appeals={fund.appeals} />
      <Sheet labelledBy="calls">
        <h2 id="calls">{t('fund.callsTitle')}</h2>
        {fund.calls.length === 0 ? <p>{t('fund.callsEmpty')}</p> : null}
        {fund.calls.length === 0 ? null : (
          <Folded label={t('common.all', { count: fund.calls.length })} isOpen={fund.calls.length <= fewLines}>
            <ul className="rows">
              {fund.calls.map((call) => (
                <li key={call.callNo}>
                  <A to={paths.call(call.callNo)}>
                    <Typed>{call.title}</Typed>
                  </A>
                  <ul className="meta">
                    <li>
                      <CallStateTag state={call.state} isClosed={call.isClosed} isSuspended={call.isSuspended} />
                    </li>
                    <li>
                      {t('fund.budgetOf')} {wan(call.allocatedFen)}
                    </li>
                  </ul>
                </li>
              ))}
            </ul>
          </Folded>
        )}
      </Sheet>
      {fund.projects.length === 0 ? null : (
        <Sheet labelledBy="projects">
          <h2 id="projects">{t('fund.projectsTitle')}</h2>
          <Folded label={t('common.all', { count: fund.projects.length })} isOpen={fund.projects.length <= fewLines}>
            <ul className="rows">
              {fund.projects.map((project) => (
                <li key={project.projectNo}>
                  <A to={paths.project(project.projectNo)}>
                    <Typed>{project.title}</Typed>
                  </A>
                  <ul className="meta">
                    <li>
                      <Typed>{project.organizationName}</Typed>
                    </li>
                    <li>
                      {t('fund.flow.contract')} {wan(project.committedFen)}
                    </li>
                    <li>
                      {t('fund.flow.released')} {wan(project.releasedFen)}
                    </li>
                  </ul>
                </li>
              ))}
            </ul>
          </Folded>
        </Sheet>
      )}
    </Page>
  )
}
