import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  declareForm,
  drawSampleForm,
  evaluationMax,
  sampleResultForm,
  signForm,
  tieKinds,
  visitForm,
} from '#app/domain/evaluation/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { declareTies } from '#app/services/evaluation/declare.server.ts'
import { type EvaluationPage, readEvaluation } from '#app/services/evaluation/queries/evaluation-page.server.ts'
import { signEvaluation } from '#app/services/evaluation/sign.server.ts'
import { drawEvaluationSample, noteSampleResult, noteVisit } from '#app/services/evaluation/write-evaluation.server.ts'
import { EvaluationHead } from '#app/ui/evaluation/evaluation-head.tsx'
import { Samples, Visits } from '#app/ui/evaluation/on-the-spot.tsx'
import { Fixing, Replies } from '#app/ui/evaluation/outcome.tsx'
import { Seats } from '#app/ui/evaluation/seats.tsx'
import { SheetTable } from '#app/ui/evaluation/sheet-table.tsx'
import { RadioGroup, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'evaluator', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readEvaluation(ctx, id)),
)

export const action = pageAction(
  { may: 'evaluator', params },
  {
    declare: on(declareForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await declareTies(ctx, { evaluationId: id, ...input })
      if (!outcome.ok) return outcome
      const toast = outcome.stands ? 'evaluation.toast.declared' : 'evaluation.toast.steppedBack'
      return redirectWithToast(ctx, outcome.stands ? paths.evaluation(id) : paths.evaluations(), toast)
    }),
    visit: on(visitForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await noteVisit(ctx, { evaluationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.evaluation(id), 'evaluation.toast.visited') : outcome
    }),
    draw: on(drawSampleForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await drawEvaluationSample(ctx, { evaluationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.evaluation(id), 'evaluation.toast.sampled') : outcome
    }),
    sample: on(sampleResultForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await noteSampleResult(ctx, { evaluationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.evaluation(id), 'evaluation.toast.sampleSaved') : outcome
    }),
    sign: on(signForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await signEvaluation(ctx, { evaluationId: id, ...input })
      if (!outcome.ok) return outcome
      const toast = outcome.isSubmitted ? 'evaluation.toast.submitted' : 'evaluation.toast.signed'
      return redirectWithToast(ctx, paths.evaluation(id), toast)
    }),
  },
)

export const meta = pageMeta<EvaluationPage>((t, { kind }) => t(`evaluation.kind.${kind}`))

export default function EvaluatorPage() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const me = page.seats.find(({ isMe }) => isMe)
  return (
    <Page crumbs={[{ to: paths.evaluations(), text: t('evaluation.inbox.title') }]}>
      <EvaluationHead page={page} />
      {page.may.declare ? <Declare /> : null}
      {me?.state === 'STEPPED_BACK' ? (
        <Sheet>
          <p className="notice">{t('evaluation.declare.steppedBack')}</p>
        </Sheet>
      ) : null}
      {page.sheet === null ? null : (
        <>
          {page.state === 'RETURNED' && page.decision !== null ? (
            <Sheet labelledBy="returned">
              <h2 id="returned">{t('evaluation.decide.returned')}</h2>
              <TypedText text={page.decision.reason} />
            </Sheet>
          ) : null}
          {page.may.write ? <Work page={page} /> : null}
          <Visits page={page} />
          <Samples page={page} />
          <SheetTable sheet={page.sheet} />
          <Replies page={page} />
          <Fixing page={page} />
        </>
      )}
      <Seats page={page} />
      {page.may.write ? <Sign page={page} /> : null}
      {page.may.write ? <StepBack /> : null}
    </Page>
  )
}

function Declare() {
  const t = useT()
  const form = useFormState('declare')
  return (
    <Sheet labelledBy="declare">
      <h2 id="declare">{t('evaluation.declare.title')}</h2>
      <p>{t('evaluation.declare.lead')}</p>
      <PostForm form={form}>
        <RadioGroup
          form={form}
          name="tie"
          label={t('evaluation.declare.tie')}
          options={tieKinds.map((value) => ({ value, label: t(`evaluation.tie.${value}`) }))}
        />
        <TextArea
          form={form}
          name="note"
          label={t('evaluation.declare.note')}
          hint={t('evaluation.declare.noteHint')}
          max={evaluationMax.note}
          rows={3}
          optional
        />
        <Submit>{t('evaluation.declare.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

/** A tie that is remembered later. */
function StepBack() {
  const t = useT()
  const form = useFormState('declare')
  return (
    <Sheet>
      <details open={form.wasRefused ? true : undefined}>
        <summary>{t('evaluation.declare.later')}</summary>
        <PostForm form={form}>
          <RadioGroup
            form={form}
            name="tie"
            label={t('evaluation.declare.tie')}
            options={tieKinds
              .filter((value) => value !== 'NONE')
              .map((value) => ({ value, label: t(`evaluation.tie.${value}`) }))}
          />
          <TextArea form={form} name="note" label={t('evaluation.declare.note')} max={evaluationMax.note} rows={3} />
          <Submit quiet>{t('evaluation.declare.laterSubmit')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}

/** The file, the sheet, and what is missing yet. */
function Work({ page }: { page: EvaluationPage }) {
  const t = useT()
  const { missing } = page
  if (missing === null) return null
  const left = [
    missing.unscored.length === 0 ? undefined : t('evaluation.work.sheetLeft', { count: missing.unscored.length }),
    missing.unreasoned.length === 0
      ? undefined
      : t('evaluation.work.reasonsLeft', { count: missing.unreasoned.length }),
    missing.hasSummary ? undefined : t('evaluation.work.summaryLeft'),
    missing.hasMisuseNote ? undefined : t('evaluation.work.misuseLeft'),
    missing.hasVisit ? undefined : t('evaluation.work.visitLeft'),
    missing.hasOpenSample ? t('evaluation.work.sampleLeft') : undefined,
  ].filter((line) => line !== undefined)
  return (
    <Sheet labelledBy="work">
      <h2 id="work">{t('evaluation.work.title')}</h2>
      <p>
        <A className="button" to={paths.evaluationSheet(page.id)}>
          {t('evaluation.work.sheet')}
        </A>{' '}
        <A to={paths.oversightProject(page.project.id)}>{t('evaluation.work.file')}</A>
      </p>
      {left.length === 0 ? (
        <p>{t('evaluation.work.sheetDone')}</p>
      ) : (
        <ul>
          {left.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}

/** After everything: what is signed is what was read. */
function Sign({ page }: { page: EvaluationPage }) {
  const t = useT()
  const form = useFormState('sign')
  const hasSigned = page.seats.some(({ isMe, hasSigned: signed }) => isMe && signed)
  return (
    <Sheet labelledBy="sign">
      <h2 id="sign">{t('evaluation.sign.title')}</h2>
      {hasSigned ? (
        <p>{t('evaluation.sign.waits')}</p>
      ) : page.isWhole && page.contentSha256 !== null ? (
        <>
          <p>{t('evaluation.sign.lead')}</p>
          <p className="hash">
            {t('evaluation.sign.hash')}
            <br />
            {page.contentSha256}
          </p>
          <ActionButton form={form} version={page.version} fields={{ contentSha256: page.contentSha256 }}>
            {t('evaluation.sign.submit')}
          </ActionButton>
        </>
      ) : (
        <p>{t('evaluation.sign.notYet')}</p>
      )}
    </Sheet>
  )
}
