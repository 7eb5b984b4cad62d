import { evaluationMax } from '#app/domain/evaluation/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { EvaluationPage, SampleView } from '#app/services/evaluation/queries/evaluation-page.server.ts'
import { DateField, NumberField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

/** Visits: what was seen; evaluators add more while they write. */
export function Visits({ page }: { page: EvaluationPage }) {
  const t = useT()
  const { day } = useFormat()
  const form = useFormState('visit')
  return (
    <Sheet labelledBy="visits">
      <h2 id="visits">{t('evaluation.visit.title')}</h2>
      {page.visits.length === 0 ? <p>{t('evaluation.visit.none')}</p> : null}
      <ul className="rows">
        {page.visits.map((visit) => (
          <li key={visit.id}>
            <h3>
              {day(visit.visitedOn)} · <Typed>{visit.place}</Typed>
            </h3>
            {visit.people === '' ? null : (
              <p className="meta">
                {t('evaluation.visit.people')} <Typed>{visit.people}</Typed>
              </p>
            )}
            <TypedText text={visit.finding} />
          </li>
        ))}
      </ul>
      {page.may.write ? (
        <details open={form.wasRefused || page.visits.length === 0 ? true : undefined}>
          <summary>{t('evaluation.visit.add')}</summary>
          <PostForm form={form} version={page.version}>
            <DateField form={form} name="visitedOn" label={t('evaluation.visit.on')} />
            <TextField form={form} name="place" label={t('evaluation.visit.place')} />
            <TextField
              form={form}
              name="people"
              label={t('evaluation.visit.people')}
              hint={t('evaluation.visit.peopleHint')}
            />
            <TextArea
              form={form}
              name="finding"
              label={t('evaluation.visit.finding')}
              max={evaluationMax.note}
              rows={5}
            />
            <Submit quiet>{t('evaluation.visit.save')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </Sheet>
  )
}

/** Samples: how many were drawn, reached and confirmed; the places are for evaluators and the body. */
export function Samples({ page }: { page: EvaluationPage }) {
  const t = useT()
  const form = useFormState('draw', { size: '10' })
  const isOpen = page.samples.some(({ reached }) => reached === null)
  if (page.samples.length === 0 && !page.may.write) return null
  return (
    <Sheet labelledBy="samples">
      <h2 id="samples">{t('evaluation.sample.title')}</h2>
      <p>{t('evaluation.sample.lead')}</p>
      {page.samples.length === 0 ? <p>{t('evaluation.sample.none')}</p> : null}
      <ul className="rows">
        {page.samples.map((sample) => (
          <li key={sample.id}>
            <Sample sample={sample} page={page} />
          </li>
        ))}
      </ul>
      {page.may.write && !isOpen ? (
        <PostForm form={form} version={page.version}>
          <NumberField
            form={form}
            name="size"
            label={t('evaluation.sample.size')}
            hint={t('evaluation.sample.sizeHint')}
          />
          <Submit quiet>{t('evaluation.sample.draw')}</Submit>
        </PostForm>
      ) : null}
    </Sheet>
  )
}

function Sample({ sample, page }: { sample: SampleView; page: EvaluationPage }) {
  const t = useT()
  const { day } = useFormat()
  const form = useRowForm('sample', 'sampleId', sample.id)
  return (
    <>
      <h3>{t('evaluation.sample.nth', { number: sample.number })}</h3>
      <ul className="meta">
        <li>{t('evaluation.sample.drawn', { frame: sample.frame, drawn: sample.drawn })}</li>
        <li>
          {sample.reached === null
            ? t('evaluation.sample.open')
            : t('evaluation.sample.result', { reached: sample.reached, confirmed: sample.confirmed ?? 0 })}
        </li>
      </ul>
      {sample.places.length === 0 ? null : (
        <ul>
          {sample.places.map((each) => (
            <li key={`${each.heldOn}${each.title}`}>
              {day(each.heldOn)} <Typed>{each.title}</Typed>{' '}
              {t('evaluation.sample.places', { places: each.places.join(', ') })}
            </li>
          ))}
        </ul>
      )}
      <p className="hash">
        {t('evaluation.sample.seed')} {sample.seed}
      </p>
      {page.may.write && sample.reached === null ? (
        <PostForm form={form} version={page.version}>
          <input type="hidden" name="sampleId" value={sample.id} />
          <NumberField form={form} name="reached" label={t('evaluation.sample.reached')} />
          <NumberField form={form} name="confirmed" label={t('evaluation.sample.confirmed')} />
          <Submit quiet>{t('evaluation.sample.save')}</Submit>
        </PostForm>
      ) : null}
    </>
  )
}
