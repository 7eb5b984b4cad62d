import { owedReasonMax } from '#app/domain/milestone/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { RadioGroup, TextArea } from '#app/ui/form/fields.tsx'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { TrancheTag } from '#app/ui/project/tags.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

type Row = ProjectPage['milestones'][number]

/** After an early end: what was accepted before it, and what an approver decided or has to decide of each payment. */
export function OwedSheet({ project }: { project: ProjectPage }) {
  const t = useT()
  const accepted = project.milestones.filter(
    ({ tranche }) => tranche.state === 'CLAIMABLE' || tranche.state === 'REFUSED' || tranche.verdict !== null,
  )
  if (!project.halts.some(({ kind, state }) => kind === 'TERMINATION' && state === 'STANDING')) return null
  if (accepted.length === 0) return null
  return (
    <Sheet labelledBy="owed">
      <h2 id="owed">{t('tranche.owed.title')}</h2>
      <p>{t('tranche.owed.lead')}</p>
      <ul className="rows">
        {accepted.map((milestone) => (
          <li key={milestone.id}>
            <Payment milestone={milestone} />
            {milestone.mayDecideOwed ? <Decide milestone={milestone} /> : <Waits milestone={milestone} />}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Payment({ milestone: { position, title, tranche } }: { milestone: Row }) {
  const t = useT()
  const { money, instant } = useFormat()
  const { verdict } = tranche
  return (
    <>
      <p>
        <strong>
          {t('milestone.short', { position })} <Typed>{title}</Typed>
        </strong>{' '}
        · {money(tranche.amountFen)} <TrancheTag state={tranche.state} />
      </p>
      {verdict === null ? (
        <p>{t(tranche.evaluationBlock === null ? 'tranche.owed.free' : 'tranche.owed.stopped')}</p>
      ) : (
        <>
          <p>
            {t(verdict.isOwed ? 'tranche.owed.pay' : 'tranche.owed.refuse')} ·{' '}
            <Mixed text={t('tranche.owed.by', { name: verdict.decidedByName, at: instant(verdict.decidedAt) })} />
          </p>
          <TypedText text={verdict.reason} />
        </>
      )}
    </>
  )
}

function Waits({ milestone: { tranche } }: { milestone: Row }) {
  const t = useT()
  return tranche.verdict === null && tranche.evaluationBlock !== null ? (
    <p className="hint">{t('tranche.owed.waits')}</p>
  ) : null
}

function Decide({ milestone: { tranche } }: { milestone: Row }) {
  const t = useT()
  const form = useRowForm('decideOwed', 'trancheId', tranche.id)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('tranche.owed.decide')}</summary>
      <PostForm form={form}>
        <input type="hidden" name="trancheId" value={tranche.id} />
        <RadioGroup
          form={form}
          name="isOwed"
          label={t('tranche.owed.choice')}
          options={[
            { value: 'yes', label: t('tranche.owed.pay') },
            { value: 'no', label: t('tranche.owed.refuse') },
          ]}
        />
        <TextArea
          form={form}
          name="reason"
          label={t('tranche.owed.reason')}
          hint={t('tranche.owed.reasonHint')}
          max={owedReasonMax}
          rows={4}
        />
        <p>{t('tranche.owed.final')}</p>
        <Submit>{t('tranche.owed.decide')}</Submit>
      </PostForm>
    </details>
  )
}
