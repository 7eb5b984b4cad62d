import { useT } from '#app/i18n/provider.tsx'
import type { BureauCall } from '#app/services/call/queries/bureau-call.server.ts'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { DepartureList } from './departures.tsx'
import { useFindingText } from './finding-text.ts'

/** Each warning with its reason: written by the drafter, read by the approver, published with the call. */
export function WarningsSheet({ call }: { call: BureauCall }) {
  const t = useT()
  const text = useFindingText()
  const stored = call.warnings.map(({ key, reason }) => ({ finding: key, reason }))
  const form = useFormState('explain', { departures: stored })
  if (call.warnings.length === 0) return null
  return (
    <Sheet labelledBy="departures">
      <h2 id="departures">{t('call.departure.title')}</h2>
      <p>{t('call.departure.lead')}</p>
      {call.may.explain ? (
        <PostForm form={form} version={call.version}>
          {call.warnings.map((warning, index) => (
            <div key={warning.key}>
              <input type="hidden" name={`departures[${index}].finding`} value={warning.key} />
              <TextArea
                form={form}
                name={`departures[${index}].reason`}
                label={text(warning)}
                hint={warning.by === '' ? t('call.departure.hint') : t('call.departure.by', { name: warning.by })}
                max={500}
                rows={3}
              />
            </div>
          ))}
          <Submit quiet>{t('call.departure.save')}</Submit>
        </PostForm>
      ) : (
        <DepartureList departures={call.warnings.map((warning) => ({ ...warning, finding: warning.key }))} />
      )}
    </Sheet>
  )
}
