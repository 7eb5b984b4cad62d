import { basisMax } from '#app/domain/panel/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ScoringDesk } from '#app/services/panel/queries/scoring-desk.server.ts'
import { TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Answer } from './answer.tsx'

/** Objective criteria: one value for all judges, entered once the panel has agreed on it. */
export function AgreedMarks({ desk }: { desk: ScoringDesk }) {
  const t = useT()
  return (
    <Sheet labelledBy="objective">
      <h2 id="objective">{t('panel.desk.objective')}</h2>
      <p>{t('panel.desk.objectiveIntro')}</p>
      {desk.agreed.map((item) => (
        <section className="desk" key={item.id} aria-labelledby={`c-${item.id}`}>
          <div>
            <h3 id={`c-${item.id}`}>
              <Typed>{item.title}</Typed>
            </h3>
            {item.guidance === '' ? null : (
              <p className="hint">
                {t('panel.desk.guidance')} <Typed>{item.guidance}</Typed>
              </p>
            )}
            <Answer text={item.answer} />
          </div>
          <div>
            {item.points === '' ? null : (
              <p>
                <strong>
                  {item.points} / {item.maxPoints}
                </strong>
                <br />
                {t('panel.desk.agreedBy', { code: item.by, basis: item.basis })}
              </p>
            )}
            {desk.mayAgree ? <Agree item={item} /> : null}
          </div>
        </section>
      ))}
    </Sheet>
  )
}

function Agree({ item }: { item: ScoringDesk['agreed'][number] }) {
  const t = useT()
  const form = useRowForm('agree', 'criterionId', item.id, { points: item.points, basis: item.basis })
  return (
    <PostForm form={form} label={item.title}>
      <input type="hidden" name="criterionId" value={item.id} />
      <TextField
        form={form}
        name="points"
        label={t('panel.desk.points')}
        hint={t('panel.desk.pointsHint', { max: item.maxPoints })}
        inputMode="decimal"
        className="short num"
        autoComplete="off"
      />
      <TextArea form={form} name="basis" label={t('panel.desk.agreedBasis')} max={basisMax} rows={2} />
      <Submit quiet>{t('panel.desk.agree')}</Submit>
    </PostForm>
  )
}
