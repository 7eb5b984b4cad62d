import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { diligenceForm, diligenceMax, diligenceWays } from '#app/domain/venture/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { noteDiligence } from '#app/services/venture/note-diligence.server.ts'
import { type DiligencePage, readDiligencePage } from '#app/services/venture/queries/venture-bid.server.ts'
import { DateField, RadioGroup, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { useStageCrumbs } from '#app/ui/venture/bid-crumbs.ts'

const params = z.object({ callId: z.uuid(), bidId: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { callId, bidId } }) => {
  const page = orNotFound(await readDiligencePage(ctx, bidId))
  return orNotFound(page.call.id === callId ? page : null)
})

export const action = pageAction(
  { may: 'officer', params },
  {
    note: on(diligenceForm, async ({ ctx, params: { callId, bidId }, input }) => {
      const outcome = await noteDiligence(ctx, { bidId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauDiligence(callId, bidId), 'venture.toast.noted') : outcome
    }),
  },
)

export const meta = pageMeta<DiligencePage>(
  (t, { organization }) => `${t('venture.stage.dueDiligence')} · ${organization}`,
)

export default function Diligence() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const { day, instant } = useFormat()
  return (
    <Page crumbs={useStageCrumbs(page)}>
      <Sheet>
        <h1>{t('venture.stage.dueDiligence')}</h1>
        <p>
          <Typed>{page.organization}</Typed> · <Typed>{page.call.title}</Typed>
        </p>
        <p>{t('venture.diligence.lead')}</p>
        <p>
          <A to={paths.bureauReview(page.call.id)}>{t('review.goQualify')}</A>
        </p>
        {page.notes.length === 0 ? <p>{t('venture.diligence.none')}</p> : null}
      </Sheet>
      {page.notes.map((note) => (
        <Sheet key={note.id}>
          <h2>
            {t(`venture.diligence.way.${note.way}`)} · {day(note.heldOn)}
          </h2>
          <p>
            {t('venture.diligence.with')} <Typed>{note.people}</Typed>
          </p>
          <TypedText text={note.finding} />
          <p className="note">
            <Typed>{note.by}</Typed> · {instant(note.at)}
          </p>
        </Sheet>
      ))}
      {page.mayNote ? <NoteSheet /> : null}
    </Page>
  )
}

function NoteSheet() {
  const t = useT()
  const form = useFormState('note', { way: 'VISIT' })
  return (
    <Sheet labelledBy="new">
      <h2 id="new">{t('venture.diligence.add')}</h2>
      <PostForm form={form}>
        <RadioGroup
          form={form}
          name="way"
          label={t('venture.diligence.wayLabel')}
          options={diligenceWays.map((value) => ({ value, label: t(`venture.diligence.way.${value}`) }))}
        />
        <DateField form={form} name="heldOn" label={t('venture.diligence.heldOn')} />
        <TextField
          form={form}
          name="people"
          label={t('venture.diligence.people')}
          hint={t('venture.diligence.peopleHint')}
        />
        <TextArea
          form={form}
          name="finding"
          label={t('venture.diligence.finding')}
          hint={t('venture.diligence.findingHint')}
          max={diligenceMax.finding}
          rows={8}
        />
        <Submit>{t('venture.diligence.save')}</Submit>
      </PostForm>
    </Sheet>
  )
}
