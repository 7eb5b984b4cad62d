import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { AppealRow } from '#app/services/appeal/queries/public-appeals.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { AppealStateTag } from './appeal-state.tsx'
import { Progress } from './progress.tsx'

export function AppealRows({ appeals, heading = 'h2' }: { appeals: readonly AppealRow[]; heading?: 'h2' | 'h3' }) {
  const t = useT()
  const { day, money } = useFormat()
  const Heading = heading
  return (
    <ul className="rows">
      {appeals.map((appeal) => (
        <li key={appeal.id}>
          <Heading>
            <A to={paths.appeal(appeal.id)}>
              <Typed>{appeal.title}</Typed>
            </A>
          </Heading>
          <Progress money={appeal.money} />
          <ul className="meta">
            <li>
              <AppealStateTag state={appeal.state} />
            </li>
            <li>{appeal.bodyName}</li>
            <li>{t('appeal.givers', { count: appeal.money.givers })}</li>
            {appeal.money.promisedFen === '0' ? null : (
              <li>{t('appeal.promised', { money: money(appeal.money.promisedFen) })}</li>
            )}
            <li>{t('appeal.untilOn', { day: day(appeal.endsOn) })}</li>
          </ul>
        </li>
      ))}
    </ul>
  )
}

/** On the page of what they are for; nothing where there is none. */
export function AppealsSheet({ appeals }: { appeals: readonly AppealRow[] }) {
  const t = useT()
  if (appeals.length === 0) return null
  return (
    <Sheet labelledBy="appeals">
      <h2 id="appeals">{t('appeal.section')}</h2>
      <AppealRows appeals={appeals} heading="h3" />
      <p>
        <A to={paths.appeals()}>{t('appeal.seeAll')}</A>
      </p>
    </Sheet>
  )
}
