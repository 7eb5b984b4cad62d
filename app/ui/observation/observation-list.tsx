import { Cites } from '#app/ui/cites.tsx'
import { observationMax } from '#app/domain/observation/schema.ts'
import { hiddenReasons } from '#app/domain/voice/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ObservationsPage, ObservationView } from '#app/services/observation/queries/observations.server.ts'
import { DateField, RadioGroup, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { ObservationCard } from './observation-card.tsx'

/** Everything observed of a project, for those who answer, pass or raise it. */
export function ObservationList({ page }: { page: ObservationsPage }) {
  const t = useT()
  return (
    <>
      <Sheet>
        <h1>{t('observation.title')}</h1>
        <p>
          <Typed>{page.project.title}</Typed>
        </p>
        <p>{t('observation.lead')}</p>
        <p className="hint">
          <Cites text={t('observation.term', { days: page.term.days, source: page.term.source })} />
        </p>
        {page.observations.length === 0 ? <p>{t('observation.none')}</p> : null}
        <ul className="rows">
          {page.observations.map((observation) => (
            <ObservationCard key={observation.id} observation={observation}>
              {page.may.answer && observation.state === 'OPEN' ? <Answer observation={observation} /> : null}
              {page.may.moderate ? <Moderate observation={observation} /> : null}
              {page.may.raise && observation.state !== 'RAISED' ? <Raise observation={observation} /> : null}
            </ObservationCard>
          ))}
        </ul>
      </Sheet>
      {page.may.observeAsSupervisor ? <Supervise today={page.today} /> : null}
    </>
  )
}

function Answer({ observation }: { observation: ObservationView }) {
  const t = useT()
  const form = useRowForm('answer', 'observationId', observation.id)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('observation.answer.open')}</summary>
      <PostForm form={form} version={observation.version}>
        <input type="hidden" name="observationId" value={observation.id} />
        <TextArea
          form={form}
          name="answer"
          label={t('observation.answer.text')}
          hint={t('observation.answer.textHint')}
          max={observationMax}
          rows={4}
        />
        <Submit>{t('observation.answer.submit')}</Submit>
      </PostForm>
    </details>
  )
}

function Moderate({ observation }: { observation: ObservationView }) {
  const t = useT()
  const show = useFormState('show')
  const hide = useRowForm('hide', 'observationId', observation.id)
  return (
    <div>
      <p>
        <Tag tone={observation.showing === 'SHOWN' ? 'open' : 'plain'}>
          {t(`observation.showing.${observation.showing}`)}
        </Tag>{' '}
        {observation.hiddenReason === null ? null : t(`voice.hiddenReason.${observation.hiddenReason}`)}
      </p>
      {observation.answeredAt !== null && observation.showing !== 'SHOWN' ? (
        <ActionButton form={show} version={observation.version} quiet fields={{ observationId: observation.id }}>
          {t('observation.show')}
        </ActionButton>
      ) : null}
      {observation.showing === 'HIDDEN' ? null : (
        <details open={hide.wasRefused ? true : undefined}>
          <summary>{t('observation.hide.open')}</summary>
          <PostForm form={hide} version={observation.version}>
            <input type="hidden" name="observationId" value={observation.id} />
            <RadioGroup
              form={hide}
              name="reason"
              label={t('observation.hide.reason')}
              options={hiddenReasons.map((value) => ({ value, label: t(`voice.hiddenReason.${value}`) }))}
            />
            <Submit quiet>{t('observation.hide.submit')}</Submit>
          </PostForm>
        </details>
      )}
    </div>
  )
}

function Raise({ observation }: { observation: ObservationView }) {
  const t = useT()
  const form = useRowForm('raise', 'observationId', observation.id)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('observation.raise.open')}</summary>
      <p>{t('observation.raise.lead')}</p>
      <PostForm form={form} version={observation.version}>
        <input type="hidden" name="observationId" value={observation.id} />
        <TextArea form={form} name="reason" label={t('observation.raise.reason')} max={observationMax} rows={4} />
        <Submit grave>{t('observation.raise.submit')}</Submit>
      </PostForm>
    </details>
  )
}

function Supervise({ today }: { today: string }) {
  const t = useT()
  const form = useFormState('supervise', { observedOn: today })
  return (
    <Sheet labelledBy="supervise">
      <h2 id="supervise">{t('observation.supervise.open')}</h2>
      <PostForm form={form}>
        <DateField form={form} name="observedOn" label={t('observation.observedOn')} />
        <TextArea
          form={form}
          name="text"
          label={t('observation.new.text')}
          hint={t('observation.new.textHint')}
          max={observationMax}
          rows={5}
        />
        <Submit>{t('observation.supervise.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}
