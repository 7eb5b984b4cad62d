import { useLoaderData } from '@remix-run/react'
import { constituencies, meetingForm, meetingMax } from '#app/domain/meeting/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { announceMeeting } from '#app/services/meeting/announce-meeting.server.ts'
import { readMeetingKinds } from '#app/services/meeting/queries/meeting-kinds.server.ts'
import { readOfficialBodies } from '#app/services/need/queries/official-bodies.server.ts'
import { readRegionOptions } from '#app/services/shared/region-options.server.ts'
import { DateTimeField, NumberField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { RegionSelect } from '#app/ui/region-select.tsx'

export const loader = pageLoader({ may: 'officer' }, async ({ ctx, url }) => ({
  bodies: await readOfficialBodies(ctx),
  kinds: await readMeetingKinds(ctx),
  regions: await readRegionOptions(ctx),
  about: (url.searchParams.get('need') ?? '').slice(0, 40),
}))

export const action = pageAction(
  { may: 'officer' },
  {
    announce: on(meetingForm, async ({ ctx, input }) => {
      const outcome = await announceMeeting(ctx, input)
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauMeeting(outcome.meetingId), 'meeting.toast.announced')
        : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('meeting.new.title'))

/** Those that most meetings have; the others are folded away. */
const usual = 4

export default function NewMeeting() {
  const { bodies, kinds, regions, about } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('announce', { bodyId: bodies[0]?.id, regionId: bodies[0]?.regionId, subjects: about })
  const seatsName = (constituency: string) => `seats.${constituency}`
  return (
    <Page crumbs={[{ to: paths.bureauMeetings(), text: t('meeting.board.title') }]}>
      <Sheet>
        <h1>{t('meeting.new.title')}</h1>
        <p>{t('meeting.new.lead')}</p>
        <PostForm form={form}>
          <SelectField
            form={form}
            name="bodyId"
            label={t('meeting.body')}
            options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <SelectField
            form={form}
            name="kind"
            label={t('meeting.kind')}
            hint={t('meeting.new.kindHint')}
            placeholder={t('need.choose')}
            options={kinds.map(({ code, name, noticeDays }) => ({
              value: code,
              label: t('meeting.new.kindOption', { name, days: noticeDays }),
            }))}
          />
          <TextField form={form} name="title" label={t('meeting.label.title')} maxLength={meetingMax.title} />
          <DateTimeField form={form} name="startsAt" label={t('meeting.when')} hint={t('meeting.new.whenHint')} />
          <TextField form={form} name="place" label={t('meeting.place')} maxLength={meetingMax.place} />
          <RegionSelect
            form={form}
            name="regionId"
            label={t('need.where')}
            placeholder={t('need.choose')}
            options={regions}
          />
          <TextField
            form={form}
            name="chair"
            label={t('meeting.chair')}
            hint={t('meeting.new.chairHint')}
            maxLength={meetingMax.chair}
          />
          <TextArea form={form} name="agenda" label={t('meeting.agenda')} max={meetingMax.agenda} rows={5} />
          <TextField
            form={form}
            name="subjects"
            label={t('meeting.about')}
            hint={t('meeting.new.aboutHint')}
            optional
            maxLength={400}
          />
          <fieldset>
            <legend>{t('meeting.seatsTitle')}</legend>
            <p className="hint">{t('meeting.new.seatsHint')}</p>
            {constituencies.slice(0, usual).map((constituency) => (
              <NumberField
                key={constituency}
                form={form}
                name={seatsName(constituency)}
                label={t(`meeting.of.${constituency}`)}
                optional
              />
            ))}
            <details>
              <summary>{t('meeting.new.more')}</summary>
              {constituencies.slice(usual).map((constituency) => (
                <NumberField
                  key={constituency}
                  form={form}
                  name={seatsName(constituency)}
                  label={t(`meeting.of.${constituency}`)}
                  optional
                />
              ))}
            </details>
          </fieldset>
          <Submit>{t('meeting.new.submit')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
