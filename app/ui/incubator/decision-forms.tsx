import { incubatorMax } from '#app/domain/incubator/schema.ts'
import { exitReasons } from '#app/domain/incubator/terms.ts'
import { addDays, addMonths, toDay } from '#app/domain/shared/day.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { CaseView } from '#app/services/incubator/queries/incubation-case.server.ts'
import { DateField, NumberField, RadioGroup, SelectField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'

/** What an incubator decides of an application and a tenancy, from the first check to the end. */
type Props = { view: CaseView }

export function Check({ view }: Props) {
  const t = useT()
  const form = useFormState('check')
  return (
    <Sheet labelledBy="check">
      <h2 id="check">{t('incubation.check.title')}</h2>
      <PostForm form={form} version={view.version}>
        <RadioGroup
          form={form}
          name="outcome"
          label={t('incubation.check.outcome')}
          options={(['PASS', 'RETURN', 'REFUSE'] as const).map((value) => ({
            value,
            label: t(`incubation.check.${value}`),
            hint: t(`incubation.check.hint${value}`),
          }))}
        />
        <TextArea
          form={form}
          name="reason"
          label={t('incubation.check.reason')}
          max={incubatorMax.words}
          rows={3}
          optional={t('incubation.check.reasonWhen')}
        />
        <Submit>{t('incubation.check.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

export function Admit({ view }: Props) {
  const t = useT()
  const form = useFormState('admit')
  const place = view.classes.find(({ id }) => id === view.classId)
  const isFree = place !== undefined && place.quota > place.taken
  return (
    <Sheet labelledBy="admit">
      <h2 id="admit">{t('incubation.admit.title')}</h2>
      {isFree && view.waitingPlace === 1 ? (
        <ActionButton form={form} version={view.version}>
          {t('incubation.admit.do')}
        </ActionButton>
      ) : (
        <p>{t(isFree ? 'incubation.admit.others' : 'incubation.admit.full')}</p>
      )}
    </Sheet>
  )
}

export function Release({ view }: Props) {
  const t = useT()
  const form = useFormState('release')
  return (
    <Sheet>
      <details open={form.wasRefused ? true : undefined}>
        <summary>{t('incubation.release.title')}</summary>
        <PostForm form={form} version={view.version}>
          <TextArea form={form} name="reason" label={t('incubation.check.reason')} max={incubatorMax.words} rows={3} />
          <Submit quiet grave>
            {t('incubation.release.do')}
          </Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}

export function Offer({ view }: Props) {
  const t = useT()
  const isFirst = view.state === 'ADMITTED'
  const fromOn = isFirst || view.toOn === null ? toDay(view.today) : addDays(view.toOn, 1)
  const months = isFirst ? view.rule.termMonths : view.rule.extensionMonths
  // What was given back or taken back is the draft of the next.
  const [newest] = view.agreements
  const form = useFormState('offer', {
    seats: String(newest?.seats ?? (view.kind === 'VIRTUAL' ? 0 : view.wantedSeats)),
    areaM2: String(newest?.areaM2 ?? (view.kind === 'VIRTUAL' ? 0 : view.wantedM2)),
    fromOn,
    toOn: addDays(addMonths(fromOn, months), -1),
    terms: newest?.terms ?? t('incubation.agreement.sample'),
  })
  return (
    <Sheet labelledBy="offer">
      <h2 id="offer">{t(isFirst ? 'incubation.agreement.draw' : 'incubation.agreement.drawExtension')}</h2>
      <p>{t('incubation.agreement.offerLead', { months })}</p>
      <PostForm form={form} version={view.version}>
        {view.kind === 'VIRTUAL' ? (
          <>
            <input type="hidden" name="seats" value="0" />
            <input type="hidden" name="areaM2" value="0" />
          </>
        ) : (
          <div className="two">
            <NumberField form={form} name="seats" label={t('incubation.form.wantedSeats')} />
            <NumberField form={form} name="areaM2" label={t('incubation.form.wantedM2')} />
          </div>
        )}
        <div className="two">
          <DateField form={form} name="fromOn" label={t('incubation.agreement.from')} />
          <DateField form={form} name="toOn" label={t('incubation.agreement.to')} />
        </div>
        <TextArea form={form} name="terms" label={t('incubation.agreement.terms')} max={incubatorMax.long} />
        <Submit>{t('incubation.agreement.offer')}</Submit>
      </PostForm>
    </Sheet>
  )
}

export function TakeBack({ view }: Props) {
  const t = useT()
  const form = useFormState('takeBack')
  const open = view.agreements.find((each) => each.signedAt === null && each.withdrawnAt === null)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('incubation.agreement.takeBack')}</summary>
      <PostForm form={form}>
        <input type="hidden" name="agreementId" value={open?.id ?? ''} />
        <TextArea form={form} name="reason" label={t('incubation.check.reason')} max={incubatorMax.words} rows={2} />
        <Submit quiet>{t('incubation.agreement.takeBack')}</Submit>
      </PostForm>
    </details>
  )
}

export function Graduate({ view }: Props) {
  const t = useT()
  const form = useFormState('graduate')
  if (view.missing.length > 0) return <p>{t('incubation.test.notYet')}</p>
  return (
    <ActionButton form={form} version={view.version}>
      {t('incubation.test.graduate')}
    </ActionButton>
  )
}

export function Notice({ view }: Props) {
  const t = useT()
  const form = useFormState('notice')
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('incubation.exit.give')}</summary>
      <p>{t('incubation.exit.lead', { days: view.rule.leaveDays })}</p>
      <PostForm form={form} version={view.version}>
        <SelectField
          form={form}
          name="exitReason"
          label={t('incubation.exit.why')}
          placeholder={t('incubator.board.choose')}
          options={exitReasons.map((value) => ({ value, label: t(`incubation.exit.reason.${value}`) }))}
        />
        <TextArea form={form} name="words" label={t('incubation.exit.words')} max={incubatorMax.words} rows={3} />
        <Submit quiet grave>
          {t('incubation.exit.give')}
        </Submit>
      </PostForm>
    </details>
  )
}

export function DecideNotice({ view }: Props) {
  const t = useT()
  const form = useFormState('decideNotice')
  return (
    <PostForm form={form} version={view.version}>
      <RadioGroup
        form={form}
        name="outcome"
        label={t('incubation.exit.outcome')}
        options={(['TAKE_BACK', 'LEAVE'] as const).map((value) => ({ value, label: t(`incubation.exit.${value}`) }))}
      />
      <TextArea form={form} name="answer" label={t('incubation.exit.answer')} max={incubatorMax.words} rows={3} />
      <Submit>{t('incubation.exit.decide')}</Submit>
    </PostForm>
  )
}
