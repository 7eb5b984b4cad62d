import { useT } from '#app/i18n/provider.tsx'
import { DateField, MoneyField, RadioGroup, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'

/** What the officer may decide: accept, send back, and, folded away, accept in part or turn down. */
export function DecisionSheet({
  version,
  amountFen,
  appealDays,
}: {
  version: number
  amountFen: string
  appealDays: number
}) {
  const t = useT()
  const { money } = useFormat()
  const accept = useFormState('accept')
  const back = useFormState('return')
  const part = useFormState('acceptPart', { rest: 'supplement' })
  const reject = useFormState('reject')
  return (
    <>
      <div className="two">
        <Sheet labelledBy="accept">
          <h2 id="accept">{t('report.accept')}</h2>
          <p>{t('report.acceptLead', { money: money(amountFen) })}</p>
          <PostForm form={accept} version={version}>
            <TextArea
              form={accept}
              name="note"
              label={t('report.note')}
              hint={t('report.noteHint')}
              max={500}
              rows={4}
              optional
            />
            <Submit>{t('report.accept')}</Submit>
          </PostForm>
        </Sheet>
        <Sheet labelledBy="return">
          <h2 id="return">{t('report.return')}</h2>
          <PostForm form={back} version={version}>
            <TextArea
              form={back}
              name="reason"
              label={t('report.returnReason')}
              hint={t('report.returnHint')}
              max={1000}
              rows={4}
            />
            <Submit quiet>{t('report.return')}</Submit>
          </PostForm>
        </Sheet>
      </div>
      <Sheet labelledBy="other">
        <h2 id="other">{t('report.review.other')}</h2>
        <details open={part.wasRefused ? true : undefined}>
          <summary>{t('report.review.acceptPart')}</summary>
          <p>{t('report.review.acceptPartLead', { money: money(amountFen) })}</p>
          <PostForm form={part} version={version}>
            <MoneyField form={part} name="amount" label={t('report.review.amount')} optional />
            <TextField
              form={part}
              name="percent"
              label={t('report.review.percent')}
              hint={t('report.review.percentHint')}
              inputMode="decimal"
              className="short num"
              optional
            />
            <RadioGroup
              form={part}
              name="rest"
              label={t('report.review.rest')}
              options={[
                {
                  value: 'supplement',
                  label: t('report.review.supplement'),
                  hint: t('report.review.supplementHint'),
                },
                { value: 'cancel', label: t('report.review.cancelRest'), hint: t('report.review.cancelRestHint') },
              ]}
            />
            <DateField
              form={part}
              name="dueOn"
              label={t('report.review.supplementDue')}
              optional={t('report.review.onlySupplement')}
            />
            <TextArea
              form={part}
              name="reason"
              label={t('report.review.partReason')}
              hint={t('report.review.partReasonHint')}
              max={1000}
              rows={4}
            />
            <Submit quiet>{t('report.review.acceptPart')}</Submit>
          </PostForm>
        </details>
        <details open={reject.wasRefused ? true : undefined}>
          <summary>{t('report.review.reject')}</summary>
          <p>{t('report.review.rejectLead', { days: appealDays })}</p>
          <PostForm form={reject} version={version}>
            <TextArea form={reject} name="reason" label={t('report.review.rejectReason')} max={1000} rows={4} />
            <Submit quiet>{t('report.review.reject')}</Submit>
          </PostForm>
        </details>
      </Sheet>
    </>
  )
}
