import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { commentMax, draftSheetForm, reasonMax, submitSheetForm, wholeSheetForm } from '#app/domain/panel/schema.ts'
import { autosaved, wantsJson } from '#app/http/autosaved.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readScoringDesk, type ScoringDesk } from '#app/services/panel/queries/scoring-desk.server.ts'
import { saveSheet, submitSheet } from '#app/services/panel/save-sheet.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { AutosaveStatus } from '#app/ui/form/autosave-status.tsx'
import { Field, TextArea } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ callId: z.uuid(), bidId: z.uuid() })

export const loader = pageLoader({ may: 'expert', params }, async ({ ctx, params: where, url }) => {
  const desk = orNotFound(await readScoringDesk(ctx, where))
  if (desk.kind === 'declare-first') throw goTo(ctx, paths.panel(where.callId))
  const isWhole = desk.criteria.every(({ points, reason }) => points !== '' && reason !== '')
  return { desk, isConfirming: url.searchParams.get('step') === 'confirm' && desk.mayScore && isWhole }
})

const confirmStep = (callId: string, bidId: string) => `${paths.panelBid(callId, bidId)}?step=confirm`

export const action = pageAction(
  { may: 'expert', params },
  {
    save: on(draftSheetForm, async ({ ctx, params: where, input, request }) => {
      const outcome = await saveSheet(ctx, { ...where, ...input })
      if (!outcome.ok) return outcome
      if (wantsJson(request)) return autosaved(outcome.version, ctx.now)
      return redirectWithToast(ctx, paths.panelBid(where.callId, where.bidId), 'panel.toast.saved')
    }),
    saveNext: on(draftSheetForm, async ({ ctx, params: where, input }) => {
      const outcome = await saveSheet(ctx, { ...where, ...input })
      if (!outcome.ok) return outcome
      return redirectWithToast(ctx, await nextPath(ctx, where), 'panel.toast.saved')
    }),
    review: on(wholeSheetForm, async ({ ctx, params: where, input }) => {
      const outcome = await saveSheet(ctx, { ...where, ...input })
      return outcome.ok ? goTo(ctx, confirmStep(where.callId, where.bidId)) : outcome
    }),
    submit: on(submitSheetForm, async ({ ctx, params: where, input }) => {
      const outcome = await submitSheet(ctx, { ...where, ...input })
      return outcome.ok ? redirectWithToast(ctx, await nextPath(ctx, where), 'panel.toast.submitted') : outcome
    }),
  },
)

/** On to the next bid that this judge has not handed in; after the last one, back to the list. */
async function nextPath(ctx: Parameters<typeof readScoringDesk>[0], where: { callId: string; bidId: string }) {
  const desk = await readScoringDesk(ctx, where)
  return desk?.kind === 'desk' && desk.nextBidId !== null
    ? paths.panelBid(where.callId, desk.nextBidId)
    : paths.panel(where.callId)
}

export const meta = pageMeta<{ desk: ScoringDesk }>(
  (t, { desk }) => `${t('panel.desk.title')} · ${desk.bid.code} ${desk.bid.organization}`,
)

export default function ScoringDeskPage() {
  const { desk, isConfirming } = useLoaderData<typeof loader>()
  const t = useT()
  const format = useFormat()
  const { call, bid, progress } = desk
  return (
    <Page
      crumbs={[
        { to: paths.panels(), text: t('panel.inbox.title') },
        { to: paths.panel(call.id), text: call.title },
      ]}
    >
      <Sheet>
        <h1>
          {bid.code} · <Typed>{bid.organization}</Typed>
        </h1>
        <p>
          {t('panel.desk.progress', { done: progress.done, total: progress.total })}
          {desk.nextBidId === null || isConfirming ? null : (
            <>
              {' '}
              · <A to={paths.panelBid(call.id, desk.nextBidId)}>{t('panel.desk.skip')}</A>
            </>
          )}
          {' · '}
          <A to={paths.panel(call.id)}>{t('panel.desk.back')}</A>
        </p>
        <Figures
          items={[
            {
              label: t('panel.desk.price'),
              value: bid.priceFen === null ? t('panel.desk.noPrice') : format.money(bid.priceFen),
            },
            { label: t('panel.desk.ceiling'), value: format.money(call.ceilingFen) },
          ]}
        />
        <Extras desk={desk} />
      </Sheet>
      {isConfirming ? <Confirm desk={desk} /> : desk.mayScore ? <Scores desk={desk} /> : <Finished desk={desk} />}
    </Page>
  )
}

/** What belongs to the whole bid: its budget and its files. */
function Extras({ desk }: { desk: ScoringDesk }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      {desk.budgetLines.length === 0 ? null : (
        <details>
          <summary>{t('panel.desk.budget')}</summary>
          <table className="stack" lang="zh-CN">
            <thead>
              <tr>
                <th scope="col">{t('panel.desk.item')}</th>
                <th scope="col">{t('panel.desk.basis')}</th>
                <th scope="col" className="num">
                  {t('panel.desk.amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {desk.budgetLines.map(({ item, basis, amountFen }, index) => (
                <tr key={index}>
                  <th scope="row">{item}</th>
                  <td data-label={t('panel.desk.basis')}>{basis}</td>
                  <td data-label={t('panel.desk.amount')} className="num">
                    {format.money(amountFen)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {desk.files.length === 0 ? null : (
        <>
          <h2>{t('panel.desk.files')}</h2>
          <ul>
            {desk.files.map((file) => (
              <li key={file.id}>
                <a href={paths.panelFile(desk.call.id, desk.bid.id, file.id)} download>
                  <Typed>{file.name}</Typed>
                </a>{' '}
                {format.bytes(file.size)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** The form's state, whichever of its buttons was refused. */
function useSheetForm(desk: ScoringDesk): FormState {
  const initial = {
    scores: desk.criteria.map(({ points, reason }) => ({ points, reason })),
    comment: desk.comment,
  }
  const save = useFormState('save', initial)
  const saveNext = useFormState('saveNext', initial)
  const review = useFormState('review', initial)
  return [saveNext, review].find(({ wasRefused }) => wasRefused) ?? save
}

function Scores({ desk }: { desk: ScoringDesk }) {
  const t = useT()
  const form = useSheetForm(desk)
  const { live } = desk
  return (
    <Sheet>
      <PostForm form={form} version={desk.version} autosave="save" label={t('panel.desk.title')}>
        {desk.criteria.map((criterion, index) => (
          <section className="desk" key={criterion.id} aria-labelledby={`c-${criterion.id}`}>
            <div>
              <h2 id={`c-${criterion.id}`}>
                <Typed>{criterion.title}</Typed>
              </h2>
              {criterion.guidance === '' ? null : (
                <p className="hint">
                  {t('panel.desk.guidance')} <Typed>{criterion.guidance}</Typed>
                </p>
              )}
              <Answer text={criterion.answer} />
            </div>
            <div>
              <input type="hidden" name={`scores[${index}].criterionId`} value={criterion.id} />
              <Field
                form={form}
                name={`scores[${index}].points`}
                label={t('panel.desk.points')}
                hint={t('panel.desk.pointsHint', { max: criterion.maxPoints })}
              >
                {({ id, describedBy, invalid }) => (
                  <input
                    type="text"
                    inputMode="decimal"
                    autoComplete="off"
                    className="short num"
                    id={id}
                    name={`scores[${index}].points`}
                    defaultValue={form.value(`scores[${index}].points`)}
                    aria-describedby={describedBy}
                    aria-invalid={invalid}
                    data-points
                    data-max={criterion.maxPoints}
                  />
                )}
              </Field>
              <TextArea
                form={form}
                name={`scores[${index}].reason`}
                label={t('panel.desk.reason')}
                max={reasonMax}
                rows={4}
              />
            </div>
          </section>
        ))}
        <TextArea
          form={form}
          name="comment"
          label={t('panel.desk.comment')}
          hint={t('panel.desk.commentHint')}
          max={commentMax}
          rows={3}
          optional
        />
        <div className="total">
          <span>
            {t('panel.desk.total')} <small>{t('panel.desk.outOf', { max: live.max })}</small>
            <br />
            <small data-live-scored data-text={t('panel.desk.scored', { scored: '{scored}', boxes: '{boxes}' })}>
              {t('panel.desk.scored', { scored: live.scored, boxes: live.boxes })}
            </small>
          </span>
          <strong data-live-total>{live.total}</strong>
        </div>
        <AutosaveStatus />
        <div className="actions">
          <Submit intent="saveNext">{t('panel.desk.saveNext')}</Submit>
          <Submit intent="review">{t('panel.desk.review')}</Submit>
          <Submit intent="save" quiet>
            {t('panel.desk.save')}
          </Submit>
        </div>
      </PostForm>
    </Sheet>
  )
}

function Answer({ text }: { text: string }) {
  const t = useT()
  return text.trim() === '' ? <p>{t('panel.desk.noAnswer')}</p> : <TypedText text={text} />
}

function SheetTable({ desk }: { desk: ScoringDesk }) {
  const t = useT()
  return (
    <>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('panel.desk.criterion')}</th>
            <th scope="col" className="num">
              {t('panel.desk.points')}
            </th>
            <th scope="col">{t('panel.desk.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {desk.criteria.map((criterion) => (
            <tr key={criterion.id}>
              <th scope="row">
                <Typed>{criterion.title}</Typed>
              </th>
              <td className="num" data-label={t('panel.desk.points')}>
                {criterion.points} / {criterion.maxPoints}
              </td>
              <td data-label={t('panel.desk.reason')}>
                <TypedText text={criterion.reason} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {desk.comment === '' ? null : (
        <>
          <h3>{t('panel.desk.comment')}</h3>
          <TypedText text={desk.comment} />
        </>
      )}
      <div className="total">
        <span>
          {t('panel.desk.total')} <small>{t('panel.desk.outOf', { max: desk.live.max })}</small>
        </span>
        <strong>{desk.live.total}</strong>
      </div>
    </>
  )
}

function Confirm({ desk }: { desk: ScoringDesk }) {
  const t = useT()
  const form = useFormState('submit')
  return (
    <Sheet>
      <h2>{t('panel.desk.confirmTitle')}</h2>
      <p>{t('panel.desk.confirmIntro')}</p>
      <SheetTable desk={desk} />
      <PostForm form={form} version={desk.version}>
        <div className="actions">
          <Submit>{t('panel.desk.submit')}</Submit>
          <A className="button quiet" to={paths.panelBid(desk.call.id, desk.bid.id)}>
            {t('panel.desk.change')}
          </A>
        </div>
      </PostForm>
    </Sheet>
  )
}

/** A sheet that is handed in, or that came too late: with what the bid says beside it. */
function Finished({ desk }: { desk: ScoringDesk }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <Sheet>
        {desk.submittedAt === null ? (
          <p className="notice">{t('panel.desk.closedUnsubmitted')}</p>
        ) : (
          <>
            <h2>{t('panel.desk.submittedTitle')}</h2>
            <p>{t('panel.desk.submittedAt', { at: format.instant(desk.submittedAt) })}</p>
            <SheetTable desk={desk} />
          </>
        )}
      </Sheet>
      <Sheet>
        <h2>{t('panel.desk.answer')}</h2>
        {desk.criteria.map((criterion) => (
          <section key={criterion.id}>
            <h3>
              <Typed>{criterion.title}</Typed>
            </h3>
            <Answer text={criterion.answer} />
          </section>
        ))}
      </Sheet>
    </>
  )
}
