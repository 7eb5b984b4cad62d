import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { evaluationMax, sheetForm } from '#app/domain/evaluation/schema.ts'
import { autosaved, wantsJson } from '#app/http/autosaved.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readEvaluation, type SheetView } from '#app/services/evaluation/queries/evaluation-page.server.ts'
import { saveSheet } from '#app/services/evaluation/write-evaluation.server.ts'
import { ItemFields } from '#app/ui/evaluation/item-fields.tsx'
import { AutosaveStatus } from '#app/ui/form/autosave-status.tsx'
import { Checkbox, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'evaluator', params }, async ({ ctx, params: { id } }) => {
  const { sheet, may, ...page } = orNotFound(await readEvaluation(ctx, id))
  return { ...page, sheet: orNotFound(may.write ? sheet : null) }
})

export const action = pageAction(
  { may: 'evaluator', params },
  {
    save: on(sheetForm, async ({ ctx, params: { id }, input, request }) => {
      const outcome = await saveSheet(ctx, { evaluationId: id, ...input })
      if (!outcome.ok) return outcome
      if (wantsJson(request)) return autosaved({ version: outcome.version, savedAt: ctx.now })
      return redirectWithToast(ctx, paths.evaluationSheet(id), 'evaluation.toast.saved')
    }),
    saveBack: on(sheetForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await saveSheet(ctx, { evaluationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.evaluation(id), 'evaluation.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('evaluation.sheet.title'))

const itemsOf = (sheet: SheetView) => sheet.firsts.flatMap(({ seconds }) => seconds.flatMap(({ thirds }) => thirds))

export default function EvaluationSheet() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const { sheet } = page
  const items = itemsOf(sheet)
  const text = (value: number | null) => (value === null ? '' : String(value))
  const initial = {
    scores: items.map((item) => ({
      planned: text(item.planned),
      actual: text(item.actual),
      choice: text(item.choice),
      factor: text(item.factor),
      reason: item.reason,
    })),
    summary: sheet.summary,
    advice: sheet.advice,
    isMisused: sheet.isMisused ? 'on' : '',
    misuseNote: sheet.misuseNote,
  }
  const save = useFormState('save', initial)
  const saveBack = useFormState('saveBack', initial)
  const form = saveBack.wasRefused ? saveBack : save
  return (
    <Page
      crumbs={[
        { to: paths.evaluations(), text: t('evaluation.inbox.title') },
        { to: paths.evaluation(page.id), text: page.project.title },
      ]}
    >
      <Sheet>
        <h1>{t('evaluation.sheet.title')}</h1>
        <p>
          <Typed>{page.project.title}</Typed>
        </p>
        <p>{t('evaluation.sheet.lead')}</p>
        <PostForm form={form} version={page.version} autosave="save" label={t('evaluation.sheet.title')}>
          {sheet.firsts.map((first) => (
            <section key={first.code}>
              <h2>
                {first.code} {first.name}{' '}
                <small>
                  {first.points} / {first.max}
                </small>
              </h2>
              {first.seconds.map((second) => (
                <section key={second.code}>
                  <h3>
                    {second.code} {second.name} <small>{t('evaluation.outOf', { max: second.max })}</small>
                  </h3>
                  {second.thirds.map((item) => (
                    <ItemFields
                      key={item.code}
                      form={form}
                      item={item}
                      index={items.findIndex(({ code }) => code === item.code)}
                    />
                  ))}
                </section>
              ))}
            </section>
          ))}
          <TextArea
            form={form}
            name="summary"
            label={t('evaluation.sheet.summary')}
            hint={t('evaluation.sheet.summaryHint')}
            max={evaluationMax.summary}
            rows={8}
          />
          <TextArea
            form={form}
            name="advice"
            label={t('evaluation.sheet.advice')}
            max={evaluationMax.summary}
            rows={5}
            optional
          />
          <Checkbox
            form={form}
            name="isMisused"
            label={t('evaluation.sheet.isMisused')}
            hint={t('evaluation.sheet.isMisusedHint')}
          />
          <TextArea
            form={form}
            name="misuseNote"
            label={t('evaluation.sheet.misuseNote')}
            max={evaluationMax.note}
            rows={3}
            optional
          />
          <div className="total">
            <span>
              {t('evaluation.total')} <small>{t('evaluation.outOf', { max: '100.00' })}</small>
            </span>
            <strong>{sheet.total}</strong>
          </div>
          <div className="actions">
            <Submit intent="saveBack">{t('evaluation.sheet.saveBack')}</Submit>
            <Submit intent="save" quiet>
              {t('evaluation.sheet.save')}
            </Submit>
          </div>
          <AutosaveStatus />
        </PostForm>
      </Sheet>
    </Page>
  )
}
