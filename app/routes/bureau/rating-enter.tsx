import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { grades } from '#app/domain/rating/rule.ts'
import { enterRatingForm } from '#app/domain/rating/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readRegionOptions } from '#app/services/organization/queries/region-options.server.ts'
import { enterDecision } from '#app/services/rating/enter-decision.server.ts'
import { readStanding } from '#app/services/rating/queries/standing-page.server.ts'
import { DateField, FileField, RadioGroup, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ organizationId: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { organizationId } }) => {
  const { id, name, registries } = orNotFound(await readStanding(ctx, organizationId))
  return {
    id,
    name,
    bodies: orNotFound(registries.length === 0 ? null : registries),
    regions: await readRegionOptions(ctx),
  }
})

export const action = pageAction(
  { may: 'officer', params, takesFile: true },
  {
    enter: on(enterRatingForm, async ({ ctx, params: { organizationId }, input }) => {
      const outcome = await enterDecision(ctx, { ...input, organizationId })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRatings(), 'rating.toast.entered') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('rating.enter.title'))

export default function EnterRating() {
  const { id, name, bodies, regions } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('enter', { bodyId: bodies[0]?.id ?? '', origin: 'PLACE' })
  return (
    <Page
      crumbs={[
        { to: paths.bureauRatings(), text: t('rating.board.title') },
        { to: paths.organizationStanding(id), text: name },
      ]}
    >
      <Sheet>
        <h1>{t('rating.enter.title')}</h1>
        <p>
          <strong>
            <Typed>{name}</Typed>
          </strong>
        </p>
        <p>{t('rating.enter.lead')}</p>
        <PostForm form={form} withFiles>
          <SelectField
            form={form}
            name="bodyId"
            label={t('credit.form.body')}
            options={bodies.map((body) => ({ value: body.id, label: body.name }))}
          />
          <RadioGroup
            form={form}
            name="origin"
            label={t('rating.enter.origin')}
            options={(['PLACE', 'STATE', 'OWN'] as const).map((value) => ({
              value,
              label: t(`rating.enter.by.${value}`),
            }))}
          />
          <SelectField
            form={form}
            name="regionId"
            label={t('rating.enter.place')}
            hint={t('rating.enter.placeHint')}
            placeholder={t('recognition.form.choose')}
            options={regions}
            optional
          />
          <TextField
            form={form}
            name="authorityName"
            label={t('rating.enter.authority')}
            hint={t('rating.enter.authorityHint')}
            autoComplete="off"
            optional
          />
          <SelectField
            form={form}
            name="grade"
            label={t('rating.enter.grade')}
            placeholder={t('recognition.form.choose')}
            options={grades.map((grade) => ({ value: String(grade), label: `${grade}A` }))}
          />
          <TextField form={form} name="documentNo" label={t('credit.form.documentNo')} autoComplete="off" />
          <DateField form={form} name="decidedOn" label={t('rating.enter.decidedOn')} />
          <div className="two">
            <DateField form={form} name="validFrom" label={t('rating.enter.validFrom')} />
            <DateField form={form} name="validUntil" label={t('rating.enter.validUntil')} />
          </div>
          <FileField form={form} name="file" label={t('rating.enter.file')} />
          <Submit>{t('credit.form.submit')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
