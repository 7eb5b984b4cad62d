import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type PublicAppeal, readPublicAppeal } from '#app/services/appeal/queries/public-appeals.server.ts'
import { AccountList } from '#app/ui/appeal/account-list.tsx'
import { AppealFacts } from '#app/ui/appeal/appeal-facts.tsx'
import { AppealStateTag } from '#app/ui/appeal/appeal-state.tsx'
import { Progress } from '#app/ui/appeal/progress.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readPublicAppeal(ctx, id)),
)

export const meta = pageMeta<PublicAppeal>(
  (_, { title }) => title,
  (_, { purpose }) => purpose,
)

export default function Appeal() {
  const appeal = useLoaderData<typeof loader>()
  const t = useT()
  const { day, money: yuan } = useFormat()
  const { money } = appeal
  return (
    <Page crumbs={[{ to: paths.appeals(), text: t('appeal.title') }]}>
      <Sheet>
        <AppealStateTag state={appeal.state} />
        <h1>
          <Typed>{appeal.title}</Typed>
        </h1>
        {appeal.namings.length === 0 ? null : (
          <p>
            <Mixed text={t('appeal.namings', { names: appeal.namings.join(t('appeal.nameJoin')) })} />
          </p>
        )}
        <Progress money={money} />
        <Figures
          items={[
            { label: t('appeal.target'), value: yuan(money.targetFen) },
            {
              label: t('appeal.received'),
              value: yuan(money.receivedFen),
              note: money.promisedFen === '0' ? undefined : t('appeal.promised', { money: yuan(money.promisedFen) }),
            },
            { label: t('appeal.missing'), value: yuan(appeal.leftFen) },
          ]}
        />
        <Give appeal={appeal} />
        <StopReason appeal={appeal} />
      </Sheet>
      <Sheet labelledBy="purpose">
        <h2 id="purpose">{t('appeal.purpose')}</h2>
        <TypedText text={appeal.purpose} />
        <AppealFacts of={appeal} />
        <p>{t('appeal.promise')}</p>
        <p>{t(`appeal.belowTarget.${appeal.belowTarget}`)}</p>
      </Sheet>
      <MoneySheet appeal={appeal} />
      <Sheet labelledBy="givers">
        <h2 id="givers">{t('appeal.named')}</h2>
        {appeal.named.length + appeal.unnamed === 0 ? <p>{t('appeal.namedEmpty')}</p> : null}
        <ul className="rows">
          {appeal.named.map((giver, index) => (
            <li key={index}>
              <div className="line">
                <Typed>{giver.name}</Typed>
                <span className="money">{yuan(giver.amountFen)}</span>
              </div>
              <ul className="meta">
                <li>{day(giver.receivedOn)}</li>
              </ul>
            </li>
          ))}
        </ul>
        {appeal.unnamed === 0 ? null : <p>{t('appeal.namedAnd', { count: appeal.unnamed })}</p>}
      </Sheet>
      {appeal.accounts.length === 0 ? null : (
        <Sheet labelledBy="accounts">
          <h2 id="accounts">{t('appeal.accounts')}</h2>
          <AccountList accounts={appeal.accounts} />
        </Sheet>
      )}
    </Page>
  )
}

function Give({ appeal }: { appeal: PublicAppeal }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <>
      {appeal.isRunning && appeal.leftFen !== '0' ? (
        <>
          <p>{t('appeal.giveLead')}</p>
          <p>
            <A className="button" to={paths.appealPledge(appeal.id)}>
              {t('appeal.give')}
            </A>
          </p>
        </>
      ) : (
        <p>
          {appeal.isRunning
            ? t('appeal.full')
            : appeal.isBefore
              ? t('appeal.notYet', { day: day(appeal.opensOn) })
              : t('appeal.over')}
        </p>
      )}
      <p>
        <A to={paths.pledges()}>{t('appeal.toReceipt')}</A>
      </p>
    </>
  )
}

function StopReason({ appeal }: { appeal: PublicAppeal }) {
  const t = useT()
  if (appeal.stopCode === null) return null
  return (
    <p className="notice">
      {t(`appeal.why.${appeal.stopCode}`)}
      {appeal.stateReason === '' ? null : <> {t('appeal.reason', { reason: appeal.stateReason })}</>}
    </p>
  )
}

/** Where the money is now, and quarter by quarter; of the ledger. */
function MoneySheet({ appeal }: { appeal: PublicAppeal }) {
  const t = useT()
  const { money } = useFormat()
  const heldFen = appeal.quarters.at(-1)?.heldFen ?? '0'
  const lines = [
    ['held', heldFen],
    ['dueBack', appeal.money.dueBackFen],
    ['passed', appeal.money.passedFen],
    ['returned', appeal.money.returnedFen],
  ] as const
  return (
    <Sheet labelledBy="where">
      <h2 id="where">{t('appeal.where')}</h2>
      <Figures items={lines.map(([key, fen]) => ({ label: t(`appeal.money.${key}`), value: money(fen) }))} />
      {appeal.quarters.length === 0 ? null : (
        <>
          <h3>{t('appeal.quarters')}</h3>
          <p>{t('appeal.quartersLead')}</p>
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t('appeal.quarter')}</th>
                {(['received', 'returned', 'passed', 'held'] as const).map((key) => (
                  <th key={key} scope="col" className="num">
                    {t(`appeal.money.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {appeal.quarters.map((quarter) => (
                <tr key={quarter.quarterOn}>
                  <td className="short" data-label={t('appeal.quarter')}>
                    {t('appeal.quarterOf', {
                      year: quarter.quarterOn.slice(0, 4),
                      number: Math.ceil(Number(quarter.quarterOn.slice(5, 7)) / 3),
                    })}
                  </td>
                  {(['received', 'returned', 'passed', 'held'] as const).map((key) => (
                    <td key={key} className="num" data-label={t(`appeal.money.${key}`)}>
                      {money(quarter[`${key}Fen`])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Sheet>
  )
}
