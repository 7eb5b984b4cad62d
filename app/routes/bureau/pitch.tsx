import { useLoaderData } from '@remix-run/react'
import { callParams } from '#app/domain/call/schema.ts'
import { toDateTimeInput } from '#app/domain/shared/day.ts'
import { pitchForm } from '#app/domain/venture/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type PitchPage, readPitchPage } from '#app/services/venture/queries/pitch.server.ts'
import { setPitch } from '#app/services/venture/set-pitch.server.ts'
import { DateTimeField, NumberField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { useStageCrumbs } from '#app/ui/venture/bid-crumbs.ts'
import { PitchPlace } from '#app/ui/venture/pitch-place.tsx'

export const loader = pageLoader({ may: 'body', params: callParams }, async ({ ctx, params: { callId } }) =>
  orNotFound(await readPitchPage(ctx, callId)),
)

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    set: on(pitchForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await setPitch(ctx, { callId, ...input, version: input.version })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPitch(callId), 'venture.toast.pitchSet') : outcome
    }),
  },
)

export const meta = pageMeta<PitchPage>((t, { call }) => `${t('venture.stage.pitch')} · ${call.title}`)

export default function Pitch() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={useStageCrumbs(page)}>
      <Sheet>
        <h1>{t('venture.stage.pitch')}</h1>
        <p>
          <Typed>{page.call.title}</Typed>
        </p>
        <p>{t('venture.pitch.lead')}</p>
        {page.isBlind ? <p className="notice">{t('venture.pitch.blind')}</p> : null}
        {page.pitch === null ? <p>{t('venture.pitch.none')}</p> : <Session pitch={page.pitch} />}
      </Sheet>
      {page.maySet ? <SetSheet page={page} /> : null}
    </Page>
  )
}

function Session({ pitch }: { pitch: NonNullable<PitchPage['pitch']> }) {
  const t = useT()
  const { deadline, instant } = useFormat()
  return (
    <>
      <ul className="meta">
        <li>{deadline(pitch.startsAt)}</li>
        <li>{t('venture.pitch.each', { minutes: pitch.minutes })}</li>
        <PitchPlace place={pitch.place} link={pitch.link} />
      </ul>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('venture.pitch.order')}</th>
            <th scope="col">{t('venture.stages.bid')}</th>
            <th scope="col">{t('venture.pitch.at')}</th>
          </tr>
        </thead>
        <tbody>
          {pitch.slots.map((slot) => (
            <tr key={slot.bidId}>
              <td data-label={t('venture.pitch.order')}>{slot.position}</td>
              <th scope="row">
                <Typed>{slot.name}</Typed>
              </th>
              <td data-label={t('venture.pitch.at')}>{instant(slot.startsAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <details>
        <summary>{t('venture.pitch.draw')}</summary>
        <p>{t('venture.pitch.drawText')}</p>
        <p className="hash">{pitch.seed}</p>
      </details>
    </>
  )
}

function SetSheet({ page: { pitch, version } }: { page: PitchPage }) {
  const t = useT()
  const form = useFormState('set', {
    startsAt: pitch === null ? '' : toDateTimeInput(new Date(pitch.startsAt)),
    minutes: String(pitch?.minutes ?? 15),
    place: pitch?.place ?? '',
    link: pitch?.link ?? '',
  })
  const title = t(pitch === null ? 'venture.pitch.set' : 'venture.pitch.move')
  return (
    <Sheet labelledBy="set">
      <h2 id="set">{title}</h2>
      {pitch === null ? null : <p>{t('venture.pitch.moveText')}</p>}
      <PostForm form={form} {...(version === null ? {} : { version })}>
        <DateTimeField form={form} name="startsAt" label={t('venture.pitch.startsAt')} />
        <NumberField form={form} name="minutes" label={t('venture.pitch.minutes')} />
        <TextField
          form={form}
          name="place"
          label={t('venture.pitch.placeLabel')}
          optional={t('venture.pitch.either')}
        />
        <TextField
          form={form}
          name="link"
          label={t('venture.pitch.linkLabel')}
          optional={t('venture.pitch.either')}
          inputMode="url"
        />
        <Submit>{title}</Submit>
      </PostForm>
    </Sheet>
  )
}
