import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { commissionForm, evaluationKinds, evaluationMax } from '#app/domain/evaluation/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { commissionEvaluation } from '#app/services/evaluation/commission.server.ts'
import { readCommissionPage } from '#app/services/evaluation/queries/project-evaluations.server.ts'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { DateField, NumberField, RadioGroup, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readCommissionPage(ctx, id)),
)

export const action = pageAction(
  { may: 'officer', params },
  {
    commission: on(commissionForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await commissionEvaluation(ctx, { projectId: id, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauEvaluation(outcome.evaluationId), 'evaluation.toast.commissioned')
        : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('evaluation.commission.title'))

export default function EvaluationNew() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const { money, day } = useFormat()
  const form = useFormState('commission', {
    kind: 'MIDTERM',
    setId: page.sets[0]?.id ?? '',
    drawn: page.evaluators.length === 0 ? '0' : '1',
  })
  return (
    <Page crumbs={[{ to: paths.bureauProject(page.project.id), text: page.project.title }]}>
      <Sheet>
        <h1>{t('evaluation.commission.title')}</h1>
        <p>
          <Typed>{page.project.title}</Typed>
        </p>
        <p>{t('evaluation.commission.lead')}</p>
        <PostForm form={form}>
          <RadioGroup
            form={form}
            name="kind"
            label={t('evaluation.commission.kind')}
            options={evaluationKinds.map((value) => ({ value, label: t(`evaluation.kind.${value}`) }))}
          />
          <RadioGroup
            form={form}
            name="setId"
            label={t('evaluation.commission.set')}
            options={page.sets.map(({ id, name, items, source }) => ({
              value: id,
              label: name,
              hint: t('evaluation.commission.setHint', { items, source }),
            }))}
          />
          <DateField form={form} name="dueOn" label={t('evaluation.dueOn')} />
          <TextField
            form={form}
            name="agency"
            label={t('evaluation.agency')}
            hint={t('evaluation.commission.agencyHint')}
          />
          {page.evaluators.length === 0 ? (
            <p className="notice">{t('evaluation.commission.nobody')}</p>
          ) : (
            <CheckGroup
              form={form}
              name="appointed"
              label={t('evaluation.commission.appointed')}
              options={page.evaluators.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <NumberField
            form={form}
            name="drawn"
            label={t('evaluation.commission.drawn')}
            hint={t('evaluation.commission.drawnHint')}
          />
          {page.tranches.length === 0 ? (
            <p>{t('evaluation.commission.noTranches')}</p>
          ) : (
            <CheckGroup
              form={form}
              name="gated"
              label={t('evaluation.commission.gated')}
              hint={t('evaluation.commission.gatedHint')}
              options={page.tranches.map(({ id, position, title, amountFen, dueOn }) => ({
                value: id,
                label: t('evaluation.commission.gatedItem', {
                  position,
                  title,
                  money: money(amountFen),
                  due: day(dueOn),
                }),
              }))}
            />
          )}
          <TextArea
            form={form}
            name="brief"
            label={t('evaluation.commission.brief')}
            hint={t('evaluation.commission.briefHint')}
            max={evaluationMax.brief}
            rows={4}
            optional
          />
          <Submit>{t('evaluation.commission.submit')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
