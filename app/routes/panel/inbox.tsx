import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useLocale, useT } from '#app/i18n/provider.tsx'
import { type InboxRow, readPanelInbox } from '#app/services/panel/queries/panel-inbox.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

const cursor = z.uuid().optional().catch(undefined)

export const loader = pageLoader({ may: 'expert' }, ({ ctx, url }) =>
  readPanelInbox(ctx, cursor.parse(url.searchParams.get('after') ?? undefined)),
)

export const meta = pageMeta((t) => t('panel.inbox.title'))

export default function PanelInboxPage() {
  const { invitations, waiting, others, done, nextAfter } = useLoaderData<typeof loader>()
  const format = useFormat()
  const locale = useLocale()
  const t = useT()
  return (
    <Page>
      <Sheet>
        <h1>{t('panel.inbox.title')}</h1>
        {invitations.length === 0 ? null : (
          <>
            <h2>{t('panel.inbox.invitations')}</h2>
            <ul className="rows">
              {invitations.map((row) => (
                <li key={row.placeId}>
                  <h3>
                    <A to={paths.panelInvitation(row.placeId)}>
                      <Typed>{row.title}</Typed>
                    </A>
                  </h3>
                  <ul className="meta">
                    <li>{locale === 'en' ? row.bodyEn : row.bodyZh}</li>
                    <li>{t('panel.inbox.answerBy', { at: format.instant(row.dueAt) })}</li>
                  </ul>
                </li>
              ))}
            </ul>
          </>
        )}
        <h2>{t('panel.inbox.waiting')}</h2>
        {waiting.length === 0 ? <p>{t('panel.inbox.nothingWaiting')}</p> : <Rows rows={waiting} tone="wait" />}
      </Sheet>
      {others.length === 0 ? null : (
        <Sheet>
          <h2>{t('panel.inbox.others')}</h2>
          <Rows rows={others} tone="plain" />
        </Sheet>
      )}
      {done.length === 0 ? null : (
        <Sheet>
          <h2>{t('panel.inbox.done')}</h2>
          <Rows rows={done} tone="plain" />
          <Pager next={nextAfter ?? undefined} />
        </Sheet>
      )}
    </Page>
  )
}

function Rows({ rows, tone }: { rows: readonly InboxRow[]; tone: Tone }) {
  const t = useT()
  const td = useDynamicT()
  const locale = useLocale()
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.callId}>
          <h3>
            <A to={paths.panel(row.callId)}>
              <Typed>{row.title}</Typed>
            </A>
          </h3>
          <p>
            <Tag tone={tone}>{td(`panel.inbox.next.${row.next}`)}</Tag>
          </p>
          <ul className="meta">
            <li>{locale === 'en' ? row.bodyEn : row.bodyZh}</li>
            {row.isChair ? <li>{t('panel.chair')}</li> : null}
            {row.next === 'recused' ? null : (
              <li>
                {t('panel.inbox.progress', {
                  submitted: row.submitted,
                  toScore: Math.max(0, row.bids - row.conflicts),
                })}
              </li>
            )}
          </ul>
        </li>
      ))}
    </ul>
  )
}
