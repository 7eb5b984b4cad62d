import { silentDays } from '#app/domain/evaluation/lifecycle.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { EvaluationPage } from '#app/services/evaluation/queries/evaluation-page.server.ts'
import { SelectField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

const tones = { RESERVE: 'plain', INVITED: 'wait', STANDS: 'open', STEPPED_BACK: 'due', GONE: 'due' } as const

/** Who evaluates, how they came to it, and whether they have signed. Nothing for the supplier. */
export function Seats({ page }: { page: EvaluationPage }) {
  const t = useT()
  const form = useFormState('appoint')
  if (page.seats.length === 0) return null
  return (
    <Sheet labelledBy="seats">
      <h2 id="seats">{t('evaluation.seat.title')}</h2>
      <ul className="rows">
        {page.seats.map((seat) => (
          <li key={seat.id}>
            <Typed>{seat.name}</Typed> {seat.isMe ? <Tag tone="plain">{t('evaluation.seat.me')}</Tag> : null}
            <ul className="meta">
              <li>{t(`evaluation.seat.way.${seat.way}`)}</li>
              <li>
                <Tag tone={tones[seat.state]}>{t(`evaluation.seat.state.${seat.state}`)}</Tag>
              </li>
              {seat.hasSigned ? (
                <li>
                  <Tag tone="open">{t('evaluation.seat.signed')}</Tag>
                </li>
              ) : null}
            </ul>
            {seat.mayBeReplaced ? <Replace seatId={seat.id} version={page.version} /> : null}
          </li>
        ))}
      </ul>
      {page.draw === null ? null : (
        <p className="hash">
          {t('evaluation.seat.draw', { candidates: page.draw.candidates })} {page.draw.seed}
        </p>
      )}
      {page.may.appoint && page.candidates.length > 0 ? (
        <details open={form.wasRefused ? true : undefined}>
          <summary>{t('evaluation.seat.add')}</summary>
          <PostForm form={form} version={page.version}>
            <SelectField
              form={form}
              name="accountId"
              label={t('evaluation.seat.choose')}
              placeholder={t('evaluation.seat.choose')}
              options={page.candidates.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Submit quiet>{t('evaluation.seat.addSubmit')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </Sheet>
  )
}

function Replace({ seatId, version }: { seatId: string; version: number }) {
  const t = useT()
  const form = useRowForm('replace', 'seatId', seatId)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('evaluation.seat.replace')}</summary>
      <p>{t('evaluation.seat.replaceLead', { days: silentDays })}</p>
      <PostForm form={form} version={version}>
        <input type="hidden" name="seatId" value={seatId} />
        <Submit quiet>{t('evaluation.seat.replace')}</Submit>
      </PostForm>
    </details>
  )
}
