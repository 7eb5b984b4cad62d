import { useLoaderData } from '@remix-run/react'
import { meetingPolicy } from '#app/domain/meeting/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readBodyMeetings } from '#app/services/meeting/queries/meetings.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { MeetingRows } from '#app/ui/meeting/meeting-rows.tsx'

export const loader = pageLoader({ may: 'body' }, async ({ ctx }) => ({
  meetings: await readBodyMeetings(ctx),
  mayAnnounce: ctx.actor.bodies.some(({ bodyId }) => may(meetingPolicy, 'announce', ctx.actor, { bodyId })),
}))

export const meta = pageMeta((t) => t('meeting.board.title'))

export default function BodyMeetings() {
  const { meetings, mayAnnounce } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('meeting.board.title')}</h1>
        <p>{t('meeting.board.lead')}</p>
        {mayAnnounce ? (
          <p>
            <A className="button" to={paths.bureauMeetingNew()}>
              {t('meeting.new.title')}
            </A>
          </p>
        ) : null}
        <h2 className="visually-hidden">{t('common.listed')}</h2>
        {meetings.length === 0 ? (
          <p>{t('meeting.board.none')}</p>
        ) : (
          <MeetingRows meetings={meetings} to={paths.bureauMeeting} />
        )}
      </Sheet>
    </Page>
  )
}
