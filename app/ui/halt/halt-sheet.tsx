import type { HaltState } from '#app/domain/halt/lifecycle.ts'
import { haltReasonMax, terminationCodes } from '#app/domain/halt/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ProjectPage } from '#app/services/project/queries/project-page.server.ts'
import type { HaltView } from '#app/services/project/queries/sheet.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { DateField, RadioGroup, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { TypedText } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

/** Suspending and terminating: the proposal there is, or the ways to make one; the buyer's side only. */
export function HaltSheet({ project }: { project: ProjectPage }) {
  const t = useT()
  const { may, halts } = project
  const proposed = halts.find(({ state }) => state === 'PROPOSED')
  const suspension = halts.find(({ kind, state }) => kind === 'SUSPENSION' && state === 'STANDING')
  const earlier = halts.filter(({ state }) => state === 'ENDED' || state === 'REFUSED')
  const hasWays = may.proposeSuspension || may.proposeTermination
  if (proposed === undefined && suspension === undefined && earlier.length === 0 && !hasWays) return null
  return (
    <Sheet labelledBy="halt">
      <h2 id="halt">{t('halt.title')}</h2>
      {proposed === undefined ? null : <Proposal project={project} halt={proposed} />}
      {suspension !== undefined && may.resume ? <Resume halt={suspension} /> : null}
      {may.proposeSuspension ? <ProposeSuspension project={project} /> : null}
      {may.proposeTermination ? <ProposeTermination project={project} /> : null}
      {earlier.length === 0 ? null : <Earlier halts={earlier} />}
    </Sheet>
  )
}

/** What a termination would leave standing and what would go back, in fen as text. */
function settlementOf({ milestones }: ProjectPage) {
  const sum = (wanted: (state: string) => boolean) =>
    milestones
      .filter(({ tranche }) => wanted(tranche.state))
      .reduce((total, { tranche }) => total + BigInt(tranche.amountFen), 0n)
      .toString()
  return {
    stands: sum((state) => state === 'CLAIMABLE' || state === 'RELEASED'),
    returns: sum((state) => state === 'PLANNED'),
  }
}

function Settlement({ project }: { project: ProjectPage }) {
  const t = useT()
  const { money } = useFormat()
  const { stands, returns } = settlementOf(project)
  return (
    <Figures
      items={[
        { label: t('halt.stands'), value: money(stands), note: t('halt.standsNote') },
        { label: t('halt.returns'), value: money(returns), note: t('halt.returnsNote') },
      ]}
    />
  )
}

function Proposal({ project, halt }: { project: ProjectPage; halt: HaltView }) {
  const t = useT()
  const { day, instant } = useFormat()
  const decide = useFormState('decideHalt')
  const withdraw = useFormState('withdrawHalt')
  const refusal = useFormState('refuseHalt', { decisionReason: '' })
  const { may } = project
  const isSuspension = halt.kind === 'SUSPENSION'
  const fields = { haltId: halt.id }
  return (
    <>
      <h3>{t(isSuspension ? 'halt.proposedSuspension' : 'halt.proposedTermination')}</h3>
      <HaltTag state={halt.state} />
      <ul className="meta">
        <li>
          <Mixed text={t('halt.proposedBy', { name: halt.proposedByName, at: instant(halt.proposedAt) })} />
        </li>
        {halt.expectedOn === null ? null : (
          <li>
            {t('halt.expectedOn')} {day(halt.expectedOn)}
          </li>
        )}
        {halt.code === null ? null : <li>{t(`halt.code.${halt.code}`)}</li>}
      </ul>
      <TypedText text={halt.reason} />
      {isSuspension ? null : <Settlement project={project} />}
      {may.decideHalt ? (
        <>
          <p>{t(isSuspension ? 'halt.decideSuspensionLead' : 'halt.decideTerminationLead')}</p>
          <ActionButton form={decide} version={halt.version} fields={fields} grave>
            {t(isSuspension ? 'halt.decideSuspension' : 'halt.decideTermination')}
          </ActionButton>
          <details open={refusal.wasRefused ? true : undefined}>
            <summary>{t('halt.refuse')}</summary>
            <PostForm form={refusal} version={halt.version}>
              <input type="hidden" name="haltId" value={halt.id} />
              <TextArea
                form={refusal}
                name="decisionReason"
                label={t('halt.refuseReason')}
                max={haltReasonMax}
                rows={4}
              />
              <Submit quiet>{t('halt.refuse')}</Submit>
            </PostForm>
          </details>
        </>
      ) : (
        <p>{t('halt.waits')}</p>
      )}
      {may.withdrawHalt ? (
        <ActionButton form={withdraw} version={halt.version} fields={fields} quiet>
          {t('halt.withdraw')}
        </ActionButton>
      ) : null}
    </>
  )
}

function Resume({ halt }: { halt: HaltView }) {
  const t = useT()
  const form = useFormState('resume')
  return (
    <>
      <p>{t('halt.resumeLead')}</p>
      <ActionButton form={form} version={halt.version} fields={{ haltId: halt.id }}>
        {t('halt.resume')}
      </ActionButton>
    </>
  )
}

function ProposeSuspension({ project }: { project: ProjectPage }) {
  const t = useT()
  const form = useFormState('suspend', { reason: '', expectedOn: '' })
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('halt.proposeSuspension')}</summary>
      <p>{t('halt.suspensionLead')}</p>
      <PostForm form={form} version={project.version}>
        <TextArea
          form={form}
          name="reason"
          label={t('halt.reason')}
          hint={t('halt.reasonHint')}
          max={haltReasonMax}
          rows={4}
        />
        <DateField form={form} name="expectedOn" label={t('halt.expectedOn')} />
        <Submit>{t('halt.proposeSuspension')}</Submit>
      </PostForm>
    </details>
  )
}

function ProposeTermination({ project }: { project: ProjectPage }) {
  const t = useT()
  const form = useFormState('terminate', { reason: '', code: '' })
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('halt.proposeTermination')}</summary>
      <p>{t('halt.terminationLead')}</p>
      <Settlement project={project} />
      <PostForm form={form} version={project.version}>
        <RadioGroup
          form={form}
          name="code"
          label={t('halt.codeLabel')}
          options={terminationCodes.map((code) => ({ value: code, label: t(`halt.code.${code}`) }))}
        />
        <TextArea
          form={form}
          name="reason"
          label={t('halt.reason')}
          hint={t('halt.reasonHint')}
          max={haltReasonMax}
          rows={4}
        />
        <Submit>{t('halt.proposeTermination')}</Submit>
      </PostForm>
    </details>
  )
}

function Earlier({ halts }: { halts: readonly HaltView[] }) {
  const t = useT()
  const { dayOfInstant } = useFormat()
  return (
    <>
      <h3>{t('halt.earlier')}</h3>
      <ul className="rows">
        {halts.map((halt) => (
          <li key={halt.id}>
            <p>
              <HaltTag state={halt.state} />{' '}
              {halt.state === 'ENDED'
                ? t('halt.wasSuspended', {
                    from: dayOfInstant(halt.decidedAt ?? ''),
                    to: dayOfInstant(halt.endedAt ?? ''),
                  })
                : t('halt.wasRefused', {
                    what: t(`halt.kind.${halt.kind}`),
                    at: dayOfInstant(halt.decidedAt ?? ''),
                  })}
            </p>
            <TypedText text={halt.state === 'REFUSED' ? halt.decisionReason : halt.reason} />
          </li>
        ))}
      </ul>
    </>
  )
}

const tones = { PROPOSED: 'wait', STANDING: 'due', ENDED: 'plain', REFUSED: 'plain', WITHDRAWN: 'plain' } as const

function HaltTag({ state }: { state: HaltState }) {
  const t = useT()
  return <Tag tone={tones[state]}>{t(`halt.state.${state}`)}</Tag>
}
