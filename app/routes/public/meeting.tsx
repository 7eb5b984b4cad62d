import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type MeetingView, readMeeting } from '#app/services/meeting/queries/meetings.server.ts'
import { Page } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { MeetingBody } from '#app/ui/meeting/meeting-body.tsx'

export const loader = pageLoader(
  { may: 'anyone', params: z.object({ meetingId: z.uuid() }) },
  async ({ ctx, params }) => orNotFound(await readMeeting(ctx, params.meetingId)),
)

export const meta = pageMeta<MeetingView>((_, meeting) => meeting.title)

export default function Meeting() {
  const meeting = useLoaderData<typeof loader>() as MeetingView
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.meetings(), text: t('meeting.title') }]}>
      <MeetingBody meeting={meeting} />
      {meeting.isSide ? (
        <p>
          <A to={paths.bureauMeeting(meeting.id)}>{t('meeting.handle')}</A>
        </p>
      ) : null}
    </Page>
  )
}
