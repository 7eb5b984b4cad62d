import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { termsForm } from '#app/domain/milestone/schema.ts'
import { countings } from '#app/domain/milestone/terms.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { draftTerms } from '#app/services/project/draft-terms.server.ts'
import { readProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { SelectField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { TermsFields } from '#app/ui/project/terms-fields.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { id } }) => {
  const project = orNotFound(await readProjectPage(ctx, { projectId: id }))
  return orNotFound(
    project.may.draftContract
      ? {
          id,
          title: project.title,
          version: project.contract.version,
          milestones: project.milestones.map((milestone) => ({
            id: milestone.id,
            position: milestone.position,
            title: milestone.title,
            deliverable: milestone.deliverable,
            indicators: milestone.indicators,
            criteria: milestone.criteria.map(({ text }) => text).join('\n'),
            evidence: milestone.requiredEvidence,
          })),
        }
      : null,
  )
})

export const action = pageAction(
  { may: 'officer', params },
  {
    save: on(termsForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await draftTerms(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauProject(id), 'milestone.terms.saved') : outcome
    }),
  },
)

export const meta = pageMeta<{ title: string }>((t, { title }) => `${t('milestone.terms.edit')} · ${title}`)

export default function BureauTerms() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('save', {
    milestones: page.milestones.map(({ criteria, evidence, indicators }) => ({
      criteria,
      evidence,
      indicators: indicators.map(({ counting }) => ({ counting })),
    })),
  })
  return (
    <Page
      crumbs={[
        { to: paths.bureauProjects(), text: t('project.list.bureau') },
        { to: paths.bureauProject(page.id), text: page.title },
      ]}
    >
      <Sheet>
        <h1>{t('milestone.terms.edit')}</h1>
        <p>{t('milestone.terms.lead')}</p>
        <PostForm form={form} version={page.version}>
          {page.milestones.map((milestone, index) => (
            <fieldset key={milestone.id} className="row">
              <legend>
                {t('milestone.position', { position: milestone.position })} <Typed>{milestone.title}</Typed>
              </legend>
              <p className="hint">
                <Typed>{milestone.deliverable}</Typed>
              </p>
              <input type="hidden" name={`milestones[${index}].id`} value={milestone.id} />
              <TermsFields form={form} name={`milestones[${index}]`} />
              {milestone.indicators.map((indicator, at) => (
                <div key={indicator.id}>
                  <input type="hidden" name={`milestones[${index}].indicators[${at}].id`} value={indicator.id} />
                  <SelectField
                    form={form}
                    name={`milestones[${index}].indicators[${at}].counting`}
                    label={t('milestone.terms.counting', { name: indicator.name })}
                    hint={t('milestone.terms.countingHint')}
                    options={countings.map((counting) => ({
                      value: counting,
                      label: t(`milestone.terms.countingWord.${counting}`),
                    }))}
                  />
                </div>
              ))}
            </fieldset>
          ))}
          <Submit>{t('milestone.terms.save')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
