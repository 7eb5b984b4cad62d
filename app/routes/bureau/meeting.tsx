import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  attendanceForm,
  cancelMeetingForm,
  meetingMax,
  minutesForm,
  paperForm,
  voteForm,
} from '#app/domain/meeting/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  addPaper,
  cancelMeeting,
  publishMinutes,
  recordAttendance,
  recordVote,
} from '#app/services/meeting/hold-meeting.server.ts'
import { type MeetingView, readMeeting } from '#app/services/meeting/queries/meetings.server.ts'
import { FileField, NumberField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { MeetingBody } from '#app/ui/meeting/meeting-body.tsx'

const params = z.object({ meetingId: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { meetingId } }) => {
  const meeting = orNotFound(await readMeeting(ctx, meetingId))
  return { meeting: orNotFound(meeting.isSide ? meeting : null), now: ctx.now.toISOString() }
})

export const action = pageAction(
  { may: 'officer', params, takesFile: true },
  {
    attendance: on(attendanceForm, async ({ ctx, params: { meetingId }, input }) => {
      const outcome = await recordAttendance(ctx, { meetingId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauMeeting(meetingId), 'meeting.toast.held') : outcome
    }),
    vote: on(voteForm, async ({ ctx, params: { meetingId }, input }) => {
      const outcome = await recordVote(ctx, { meetingId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauMeeting(meetingId), 'meeting.toast.vote') : outcome
    }),
    paper: on(paperForm, async ({ ctx, params: { meetingId }, input }) => {
      const outcome = await addPaper(ctx, { meetingId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauMeeting(meetingId), 'meeting.toast.paper') : outcome
    }),
    publish: on(minutesForm, async ({ ctx, params: { meetingId }, input }) => {
      const outcome = await publishMinutes(ctx, { meetingId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauMeeting(meetingId), 'meeting.toast.published') : outcome
    }),
    cancel: on(cancelMeetingForm, async ({ ctx, params: { meetingId }, input }) => {
      const outcome = await cancelMeeting(ctx, { meetingId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauMeeting(meetingId), 'meeting.toast.cancelled') : outcome
    }),
  },
)

export const meta = pageMeta<{ meeting: MeetingView }>((_, { meeting }) => meeting.title)

export default function BureauMeeting() {
  const { meeting: loaded, now } = useLoaderData<typeof loader>()
  const meeting = loaded as MeetingView
  const t = useT()
  const hasBegun = meeting.startsAt <= now
  return (
    <Page crumbs={[{ to: paths.bureauMeetings(), text: t('meeting.board.title') }]}>
      <MeetingBody meeting={meeting} />
      <p>
        <A to={paths.meeting(meeting.id)}>{t('need.board.publicPage')}</A>
      </p>
      {meeting.state === 'ANNOUNCED' && meeting.may.record && hasBegun ? <Attendance meeting={meeting} /> : null}
      {meeting.state === 'HELD' && meeting.may.record ? <Votes /> : null}
      {meeting.state === 'HELD' && meeting.may.record ? <Papers /> : null}
      {meeting.state === 'HELD' && meeting.may.publish ? <Minutes meeting={meeting} /> : null}
      {meeting.state === 'ANNOUNCED' && meeting.may.cancel ? <Cancel meeting={meeting} /> : null}
    </Page>
  )
}

function Attendance({ meeting }: { meeting: MeetingView }) {
  const t = useT()
  const form = useFormState('attendance')
  const name = (constituency: string) => `attended.${constituency}`
  return (
    <Sheet labelledBy="attendance">
      <h2 id="attendance">{t('meeting.attendance.title')}</h2>
      <p>{t('meeting.attendance.lead')}</p>
      <PostForm form={form} version={meeting.version}>
        {meeting.seats.map(({ constituency, seats }) => (
          <NumberField
            key={constituency}
            form={form}
            name={name(constituency)}
            label={t('meeting.attendance.of', { who: t(`meeting.of.${constituency}`), seats })}
          />
        ))}
        <Submit>{t('meeting.attendance.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Votes() {
  const t = useT()
  const form = useFormState('vote')
  return (
    <Sheet labelledBy="vote">
      <h2 id="vote">{t('meeting.voting.title')}</h2>
      <p>{t('meeting.voting.lead')}</p>
      <PostForm form={form}>
        <TextArea form={form} name="motion" label={t('meeting.voting.motion')} max={meetingMax.motion} rows={2} />
        <NumberField form={form} name="votesFor" label={t('need.step.votesFor')} />
        <NumberField form={form} name="votesAgainst" label={t('need.step.votesAgainst')} />
        <NumberField form={form} name="abstained" label={t('need.step.abstained')} />
        <Submit quiet>{t('meeting.voting.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Papers() {
  const t = useT()
  const form = useFormState('paper')
  return (
    <Sheet labelledBy="papers">
      <h2 id="papers">{t('meeting.papers.title')}</h2>
      <PostForm form={form} withFiles>
        <FileField form={form} name="file" label={t('meeting.papers.file')} hint={t('meeting.papers.hint')} />
        <Submit quiet>{t('meeting.papers.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Minutes({ meeting }: { meeting: MeetingView }) {
  const t = useT()
  const form = useFormState('publish', { minutes: meeting.minutes })
  return (
    <Sheet labelledBy="publish">
      <h2 id="publish">{t('meeting.publishing.title')}</h2>
      <p>{t('meeting.publishing.lead')}</p>
      <PostForm form={form} version={meeting.version}>
        <TextArea form={form} name="minutes" label={t('meeting.minutes')} max={meetingMax.minutes} rows={10} />
        <Submit>{t('meeting.publishing.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Cancel({ meeting }: { meeting: MeetingView }) {
  const t = useT()
  const form = useFormState('cancel')
  return (
    <Sheet>
      <details open={form.wasRefused ? true : undefined}>
        <summary>{t('meeting.cancelling.title')}</summary>
        <PostForm form={form} version={meeting.version}>
          <TextArea form={form} name="reason" label={t('meeting.cancelling.reason')} max={meetingMax.reason} rows={3} />
          <Submit quiet>{t('meeting.cancelling.submit')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}
