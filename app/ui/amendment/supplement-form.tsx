import type { ReactNode } from 'react'
import { amendmentReasonMax, supplementLinesMax, supplementMilestonesMax } from '#app/domain/amendment/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { SupplementView } from '#app/services/amendment/queries/amendment-page.server.ts'
import type { SupplementDraftPage } from '#app/services/amendment/queries/supplement-draft.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { Checkbox, DateField, MoneyField, NumberField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { percentOf } from './rule-words.tsx'

/** What was signed first, what was added since and what the law still leaves; fen as text. */
export function SupplementFigures({
  supplement,
  amountFen,
  moreFen,
  spendableFen,
}: {
  supplement: SupplementView
  amountFen: string
  moreFen?: string
  spendableFen?: string
}) {
  const t = useT()
  const { money } = useFormat()
  return (
    <>
      <Figures
        items={[
          ...(moreFen === undefined ? [] : [{ label: t('amendment.supplement.more'), value: money(moreFen) }]),
          { label: t('amendment.supplement.first'), value: money(amountFen) },
          { label: t('amendment.supplement.added'), value: money(supplement.addedFen) },
          { label: t('amendment.supplement.left'), value: money(supplement.leftFen) },
          ...(spendableFen === undefined
            ? []
            : [{ label: t('amendment.supplement.available'), value: money(spendableFen) }]),
        ]}
      />
      <p>{t('amendment.supplement.rule', { limit: percentOf(supplement.limitBps) })}</p>
      <p className="hint">
        {t(supplement.isConfirmed ? 'amendment.rule.source' : 'amendment.rule.sourceToConfirm', {
          source: supplement.source,
        })}
      </p>
    </>
  )
}

/** More of the same service: milestones with their money, and the lines it is spent on. */
export function SupplementDraftForm({ page }: { page: SupplementDraftPage }) {
  const t = useT()
  const form = useFormState('supplement', { ...page.typed, version: page.version, reason: page.reason })
  return (
    <Sheet>
      <h1>{t('amendment.start.supplement')}</h1>
      <p>
        <Typed>{page.projectTitle}</Typed>
      </p>
      <p>{t('amendment.supplement.lead')}</p>
      <SupplementFigures supplement={page.supplement} amountFen={page.amountFen} spendableFen={page.spendableFen} />
      <PostForm form={form}>
        <input
          type="hidden"
          name="version"
          value={form.refusal?.code === 'stale' ? page.version : form.value('version') || page.version}
        />
        <MilestoneRow form={form} index={0} />
        <More form={form} part="milestones" count={supplementMilestonesMax}>
          {(index) => <MilestoneRow key={index} form={form} index={index} />}
        </More>
        {page.hasLines ? (
          <>
            <LineRow form={form} index={0} />
            <More form={form} part="lines" count={supplementLinesMax}>
              {(index) => <LineRow key={index} form={form} index={index} />}
            </More>
          </>
        ) : null}
        {page.hasLines ? <p className="hint">{t('amendment.supplement.sumHint')}</p> : null}
        <TextArea
          form={form}
          name="reason"
          label={t('amendment.reason')}
          hint={t('amendment.reasonHint')}
          max={amendmentReasonMax}
          rows={4}
        />
        <Checkbox form={form} name="isSame" label={t('amendment.supplement.isSame')} />
        <Submit>{t('amendment.saveDraft')}</Submit>
      </PostForm>
    </Sheet>
  )
}

const firstFields = { milestones: 'title', lines: 'item' } as const

/** Further rows, folded away until one of them has something in it. */
function More({
  form,
  part,
  count,
  children,
}: {
  form: FormState
  part: keyof typeof firstFields
  count: number
  children: (index: number) => ReactNode
}) {
  const t = useT()
  const rows = Array.from({ length: count - 1 }, (_, index) => index + 1)
  const isUsed = rows.some((index) => form.value(`${part}[${index}].${firstFields[part]}`) !== '')
  return (
    <details open={isUsed || form.wasRefused ? true : undefined}>
      <summary>{t(`amendment.supplement.further.${part}`)}</summary>
      {rows.map(children)}
    </details>
  )
}

type Row = { form: FormState; index: number }

function MilestoneRow({ form, index }: Row) {
  const t = useT()
  const name = `milestones[${index}]`
  const isOptional = index > 0
  return (
    <fieldset className="row">
      <legend>
        {t('amendment.supplement.milestone', { number: index + 1 })}
        {isOptional ? t('amendment.supplement.optionalRow') : null}
      </legend>
      <TextField form={form} name={`${name}.title`} label={t('amendment.supplement.title')} optional={isOptional} />
      <TextArea
        form={form}
        name={`${name}.deliverable`}
        label={t('milestone.deliverable')}
        max={2_000}
        rows={3}
        optional={isOptional}
      />
      <DateField form={form} name={`${name}.dueOn`} label={t('milestone.dueOn')} optional={isOptional} />
      <MoneyField form={form} name={`${name}.amount`} label={t('amendment.supplement.amount')} optional={isOptional} />
      <TextField form={form} name={`${name}.indicator`} label={t('amendment.supplement.indicator')} optional />
      <TextField form={form} name={`${name}.unit`} label={t('amendment.supplement.unit')} optional />
      <NumberField form={form} name={`${name}.target`} label={t('amendment.supplement.target')} optional />
    </fieldset>
  )
}

function LineRow({ form, index }: Row) {
  const t = useT()
  const name = `lines[${index}]`
  const isOptional = index > 0
  return (
    <fieldset className="row">
      <legend>
        {t('amendment.supplement.line', { number: index + 1 })}
        {isOptional ? t('amendment.supplement.optionalRow') : null}
      </legend>
      <TextField form={form} name={`${name}.item`} label={t('amendment.supplement.item')} optional={isOptional} />
      <TextField form={form} name={`${name}.basis`} label={t('amendment.supplement.basis')} optional />
      <MoneyField form={form} name={`${name}.amount`} label={t('amendment.supplement.amount')} optional={isOptional} />
    </fieldset>
  )
}
