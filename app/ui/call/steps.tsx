import { useT } from '#app/i18n/provider.tsx'
import type { BureauCall } from '#app/services/call/queries/bureau-call.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

export function StepsSheet({ call }: { call: BureauCall }) {
  const t = useT()
  const { instant } = useFormat()
  const steps = [
    { label: t('call.bureau.draftedBy'), step: call.drafted },
    { label: t('call.bureau.submittedBy'), step: call.submitted },
    { label: t('call.bureau.publishedBy'), step: call.published },
  ]
  return (
    <Sheet>
      <ol className="path">
        {steps.map(({ label, step }) => (
          <li key={label} className={step === null ? undefined : 'done'}>
            {label}
            {step === null ? null : (
              <time dateTime={step.at}>
                <Mixed text={t('call.bureau.by', { name: step.name, at: instant(step.at) })} />
              </time>
            )}
          </li>
        ))}
      </ol>
    </Sheet>
  )
}
