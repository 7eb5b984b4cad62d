import { useLoaderData } from '@remix-run/react'
import { Fragment } from 'react'
import { z } from 'zod'
import { minuteForm, minuteMax, nothingForm, secondForm, secondMax } from '#app/domain/panel/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { closeDiscussion, openDiscussion, scoreAgain, writeMinute } from '#app/services/panel/discuss.server.ts'
import { type DiscussionPage, readDiscussionPage } from '#app/services/panel/queries/discussion-page.server.ts'
import { Field, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { BidName } from '#app/ui/panel/bid-name.tsx'
import { StateTag } from '#app/ui/panel/discussing.tsx'
import { TwoScores } from '#app/ui/panel/two-scores.tsx'
import { Scroll } from '#app/ui/scroll.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ callId: z.uuid(), bidId: z.uuid() })

export const loader = pageLoader({ may: 'expert', params }, async ({ ctx, params: where }) => ({
  page: orNotFound(await readDiscussionPage(ctx, where)),
}))

const here = ({ callId, bidId }: { callId: string; bidId: string }) => paths.panelDiscussion(callId, bidId)

export const action = pageAction(
  { may: 'expert', params },
  {
    open: on(nothingForm, async ({ ctx, params: where }) => {
      const outcome = await openDiscussion(ctx, where)
      return outcome.ok ? redirectWithToast(ctx, here(where), 'panel.toast.discussionOpened') : outcome
    }),
    close: on(nothingForm, async ({ ctx, params: where }) => {
      const outcome = await closeDiscussion(ctx, where)
      return outcome.ok ? redirectWithToast(ctx, here(where), 'panel.toast.discussionClosed') : outcome
    }),
    write: on(minuteForm, async ({ ctx, params: where, input }) => {
      const outcome = await writeMinute(ctx, { ...where, ...input })
      return outcome.ok ? redirectWithToast(ctx, here(where), 'panel.toast.minuteWritten') : outcome
    }),
    again: on(secondForm, async ({ ctx, params: where, input }) => {
      const outcome = await scoreAgain(ctx, { ...where, ...input })
      return outcome.ok ? redirectWithToast(ctx, here(where), 'panel.toast.scoredAgain') : outcome
    }),
  },
)

export const meta = pageMeta<{ page: DiscussionPage }>(
  (t, { page }) => `${t('panel.discussion.title')} · ${page.call.title}`,
)

export default function Discussion() {
  const { page } = useLoaderData<typeof loader>()
  const t = useT()
  const { call, bid } = page
  return (
    <Page
      crumbs={[
        { to: paths.panels(), text: t('panel.inbox.title') },
        { to: paths.panel(call.id), text: call.title },
      ]}
    >
      <Sheet>
        <h1>
          <BidName bid={bid} />
        </h1>
        <p>
          {t('panel.discussion.title')} <StateTag state={page.state} isOwed={page.minutes.length === 0} />
        </p>
        {page.judges.length === 0 ? null : (
          <p>{t('panel.discussion.part', { codes: page.judges.map(({ code }) => code).join(' · ') })}</p>
        )}
        <p>
          <A to={paths.panelBid(call.id, bid.id)}>{t('panel.discussion.readBid')}</A>
          {' · '}
          <A to={paths.panel(call.id)}>{t('panel.discussion.back')}</A>
        </p>
        {page.state === 'closed' && page.minutes.length === 0 && page.may.write ? (
          <p className="notice">
            {t('panel.discussion.minutesNow')} <a href="#write">{t('panel.discussion.write')}</a>
          </p>
        ) : null}
        {page.may.open ? <Open again={page.state === 'closed'} /> : null}
        {page.may.close ? <Close /> : null}
      </Sheet>
      <div id="discussion" data-refresh="20" data-state={page.state}>
        <Marks page={page} />
        <Minutes page={page} />
      </div>
      <WriteMinute may={page.may.write} />
      <Again page={page} />
    </Page>
  )
}

function Open({ again }: { again: boolean }) {
  const t = useT()
  const form = useFormState('open')
  // Once is the rule: the way back is there, and does not press.
  return again ? (
    <ActionButton form={form} quiet>
      {t('panel.discussion.openAgain')}
    </ActionButton>
  ) : (
    <>
      <p>{t('panel.discussion.openIntro')}</p>
      <ActionButton form={form}>{t('panel.discussion.open')}</ActionButton>
    </>
  )
}

function Close() {
  const t = useT()
  const form = useFormState('close')
  return (
    <ActionButton form={form} quiet>
      {t('panel.discussion.close')}
    </ActionButton>
  )
}

/** First scores beside second ones, judges by code. */
function Marks({ page }: { page: DiscussionPage }) {
  const t = useT()
  const format = useFormat()
  if (page.criteria.length === 0) return null
  return (
    <Sheet labelledBy="marks">
      <h2 id="marks">{t('panel.discussion.marks')}</h2>
      <p>{t('panel.discussion.marksIntro')}</p>
      <Scroll label={t('panel.discussion.marks')}>
        <table className="stack marks">
          <thead>
            <tr>
              <th scope="col">{t('panel.desk.criterion')}</th>
              {page.judges.map(({ code, isMine }) => (
                <th scope="col" className="num" key={code}>
                  {code}
                  {isMine ? ` · ${t('panel.signing.me')}` : ''}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.criteria.map((criterion) => (
              <tr key={criterion.id}>
                <th scope="row">
                  <Typed>{criterion.title}</Typed> <small>{t('panel.desk.outOf', { max: criterion.maxPoints })}</small>
                </th>
                {criterion.marks.map(({ first, second }, index) => {
                  const code = page.judges[index]?.code ?? ''
                  return (
                    <td className="num" key={code} data-label={code}>
                      <TwoScores first={first} second={second} />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {page.seconds.map(({ code, reason, at }) => (
        <Fragment key={code}>
          <h3>{t('panel.discussion.secondOf', { code })}</h3>
          <p className="note">{format.instant(at)}</p>
          <TypedText text={reason} />
        </Fragment>
      ))}
    </Sheet>
  )
}

function Minutes({ page }: { page: DiscussionPage }) {
  const t = useT()
  const format = useFormat()
  if (page.state === 'none') return null
  return (
    <Sheet labelledBy="minutes">
      <h2 id="minutes">{t('panel.discussion.minutes')}</h2>
      {page.minutes.length === 0 ? <p>{t('panel.discussion.noMinutes')}</p> : null}
      {page.minutes.map(({ code, at, text }) => (
        <section key={`${code}-${at}`}>
          <p className="note">
            {code} · {format.instant(at)}
          </p>
          <TypedText text={text} />
        </section>
      ))}
    </Sheet>
  )
}

function WriteMinute({ may }: { may: boolean }) {
  const t = useT()
  const form = useFormState('write')
  if (!may) return null
  return (
    <Sheet labelledBy="write">
      <h2 id="write">{t('panel.discussion.write')}</h2>
      <PostForm form={form}>
        <TextArea
          form={form}
          name="text"
          label={t('panel.discussion.minute')}
          hint={t('panel.discussion.minuteHint')}
          max={minuteMax}
          rows={5}
        />
        <Submit>{t('panel.discussion.writeSubmit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Again({ page }: { page: DiscussionPage }) {
  const t = useT()
  const form = useFormState('again', { scores: page.mine.map(({ points }) => ({ points })) })
  if (!page.may.scoreAgain) return null
  return (
    <Sheet labelledBy="again">
      <h2 id="again">{t('panel.discussion.again')}</h2>
      <p>{t('panel.discussion.againIntro')}</p>
      <PostForm form={form}>
        <div className="two">
          {page.mine.map(({ criterionId, title, maxPoints }, index) => (
            <div key={criterionId}>
              <input type="hidden" name={`scores[${index}].criterionId`} value={criterionId} />
              <Field
                form={form}
                name={`scores[${index}].points`}
                label={title}
                hint={t('panel.desk.pointsHint', { max: maxPoints })}
              >
                {({ id, describedBy, invalid }) => (
                  <input
                    type="text"
                    inputMode="decimal"
                    autoComplete="off"
                    className="short num"
                    required
                    id={id}
                    name={`scores[${index}].points`}
                    defaultValue={form.value(`scores[${index}].points`)}
                    aria-describedby={describedBy}
                    aria-invalid={invalid}
                  />
                )}
              </Field>
            </div>
          ))}
        </div>
        <TextArea form={form} name="reason" label={t('panel.discussion.reason')} max={secondMax} rows={3} />
        <Submit>{t('panel.discussion.againSubmit')}</Submit>
      </PostForm>
    </Sheet>
  )
}
