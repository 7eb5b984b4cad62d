import { commentMax, reasonMax } from '#app/domain/panel/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ScoringDesk } from '#app/services/panel/queries/scoring-desk.server.ts'
import { AutosaveStatus } from '#app/ui/form/autosave-status.tsx'
import { Field, TextArea } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Answer } from './answer.tsx'

/** The form's state, whichever of its buttons was refused. */
function useSheetForm(desk: ScoringDesk): FormState {
  const initial = {
    scores: desk.criteria.map(({ points, reason }) => ({ points, reason })),
    comment: desk.comment,
  }
  const save = useFormState('save', initial)
  const saveNext = useFormState('saveNext', initial)
  const review = useFormState('review', initial)
  return [saveNext, review].find(({ wasRefused }) => wasRefused) ?? save
}

/** Answers beside their criteria, points and reasons; the total follows while typing. */
export function Scores({ desk }: { desk: ScoringDesk }) {
  const t = useT()
  const form = useSheetForm(desk)
  const { live } = desk
  const labels = Object.fromEntries(
    desk.criteria.flatMap(({ title }, index) => [
      [`scores[${index}].points`, title],
      [`scores[${index}].reason`, title],
    ]),
  )
  return (
    <Sheet>
      <PostForm form={form} version={desk.version} autosave="save" label={t('panel.desk.title')} labels={labels}>
        {desk.criteria.map((criterion, index) => (
          <section className="desk" key={criterion.id} aria-labelledby={`c-${criterion.id}`}>
            <div>
              <h2 id={`c-${criterion.id}`}>
                <Typed>{criterion.title}</Typed>
              </h2>
              {criterion.guidance === '' ? null : (
                <p className="hint">
                  {t('panel.desk.guidance')} <Typed>{criterion.guidance}</Typed>
                </p>
              )}
              {criterion.anchors.length === 0 ? null : (
                <ul className="hint">
                  {criterion.anchors.map((line) => (
                    <li key={line}>
                      <Typed>{line}</Typed>
                    </li>
                  ))}
                </ul>
              )}
              <Answer text={criterion.answer} />
            </div>
            <div>
              <input type="hidden" name={`scores[${index}].criterionId`} value={criterion.id} />
              <Field
                form={form}
                name={`scores[${index}].points`}
                label={t('panel.desk.points')}
                hint={t('panel.desk.pointsHint', { max: criterion.maxPoints })}
              >
                {({ id, describedBy, invalid }) => (
                  <input
                    type="text"
                    inputMode="decimal"
                    autoComplete="off"
                    className="short num"
                    id={id}
                    name={`scores[${index}].points`}
                    defaultValue={form.value(`scores[${index}].points`)}
                    aria-describedby={describedBy}
                    aria-invalid={invalid}
                    data-points
                    data-max={criterion.maxPoints}
                  />
                )}
              </Field>
              <TextArea
                form={form}
                name={`scores[${index}].reason`}
                label={t('panel.desk.reason')}
                {...(desk.reasons === 'EVERY' ? {} : { optional: t(`panel.reasons.short.${desk.reasons}`) })}
                max={reasonMax}
                rows={4}
              />
            </div>
          </section>
        ))}
        <TextArea
          form={form}
          name="comment"
          label={t('panel.desk.comment')}
          hint={t('panel.desk.commentHint')}
          max={commentMax}
          rows={3}
          optional
        />
        <div className="total">
          <span>
            {t('panel.desk.total')} <small>{t('panel.desk.outOf', { max: live.max })}</small>
            <br />
            <small data-live-scored data-text={t('panel.desk.scored', { scored: '{scored}', boxes: '{boxes}' })}>
              {t('panel.desk.scored', { scored: live.scored, boxes: live.boxes })}
            </small>
          </span>
          <strong data-live-total>{live.total}</strong>
        </div>
        <div className="actions">
          <Submit intent="saveNext">{t('panel.desk.saveNext')}</Submit>
          <Submit intent="review">{t('panel.desk.review')}</Submit>
          <Submit intent="save" quiet>
            {t('panel.desk.save')}
          </Submit>
        </div>
        <AutosaveStatus />
      </PostForm>
    </Sheet>
  )
}
