import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type BoardRow, readNeedBoard } from '#app/services/need/queries/need-board.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { NeedTag } from '#app/ui/need/need-tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer' }, ({ ctx }) => readNeedBoard(ctx))

export const meta = pageMeta((t) => t('need.board.title'))

export default function NeedBoardPage() {
  const { received, running, catalogue } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <h1>{t('need.board.title')}</h1>
      <p>{t('need.board.lead')}</p>
      <p>
        <A to={paths.needNew()}>{t('need.board.raise')}</A> · <A to={paths.needs()}>{t('need.title')}</A>
      </p>
      <Rows id="received" title={t('need.board.received')} none={t('need.board.receivedNone')} rows={received} />
      <Rows id="running" title={t('need.board.running')} none={t('need.board.runningNone')} rows={running} />
      <Rows id="catalogue" title={t('need.catalogue.title')} none={t('need.catalogue.none')} rows={catalogue} />
    </Page>
  )
}

function Rows({ id, title, none, rows }: { id: string; title: string; none: string; rows: readonly BoardRow[] }) {
  const t = useT()
  const { dayOfInstant } = useFormat()
  return (
    <Sheet labelledBy={id}>
      <h2 id={id}>{title}</h2>
      {rows.length === 0 ? <p>{none}</p> : null}
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.id}>
            <h3>
              <A to={paths.bureauNeed(row.id)}>
                <Typed>{row.title}</Typed>
              </A>
            </h3>
            <ul className="meta">
              <li>
                <NeedTag state={row.state} />
              </li>
              <li>{t('need.supporters', { count: row.supporters })}</li>
              <li>{t(`common.field.${row.field}`)}</li>
              <li>{row.regionName}</li>
              <li>{dayOfInstant(row.raisedAt)}</li>
            </ul>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
