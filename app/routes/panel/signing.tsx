import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  closeForm,
  correctForm,
  correctionKinds,
  correctionMax,
  dissentMax,
  reopenForm,
  signForm,
} from '#app/domain/panel/schema.ts'
import { refuse } from '#app/domain/shared/outcome.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { planNameIn } from '#app/http/plan-name.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { correctResult } from '#app/services/panel/correct-result.server.ts'
import { reopenScoring } from '#app/services/panel/freeze-result.server.ts'
import { readSigningPage, type SigningPage } from '#app/services/panel/queries/signing-page.server.ts'
import { closeSilent, signResult } from '#app/services/panel/sign-result.server.ts'
import { FlagList, HowComputed, JudgeTable, RankTable } from '#app/ui/award/result-tables.tsx'
import { ResultVersions } from '#app/ui/award/result-versions.tsx'
import { RadioGroup, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ callId: z.uuid() })

export const loader = pageLoader({ may: 'expert', params }, async ({ ctx, params: { callId } }) => ({
  page: orNotFound(await readSigningPage(ctx, callId, planNameIn(ctx.locale))),
}))

export const action = pageAction(
  { may: 'expert', params },
  {
    sign: on(signForm, async ({ ctx, params: { callId }, input: { agrees, dissent, ...shown } }) => {
      if (agrees === 'no' && dissent === '') return refuse('result.dissent-reason', { field: 'dissent' })
      const outcome = await signResult(ctx, { callId, ...shown, dissent: agrees === 'no' ? dissent : '' })
      if (!outcome.ok) return outcome
      return redirectWithToast(
        ctx,
        paths.panelSigning(callId),
        outcome.isClosed ? 'panel.toast.closed' : 'panel.toast.signed',
      )
    }),
    reopen: on(reopenForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await reopenScoring(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.panel(callId), 'panel.toast.reopened') : outcome
    }),
    closeSilent: on(closeForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await closeSilent(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.panelSigning(callId), 'panel.toast.closed') : outcome
    }),
    correct: on(correctForm, async ({ ctx, params: { callId }, input: { mark, points, ...told } }) => {
      const [bid = '', judge = '', criterion = ''] = mark.split('|')
      if (mark !== '' && points === null) return refuse('result.points-missing', { field: 'points' })
      const changes = mark === '' ? [] : [{ bid, judge: judge === '' ? null : judge, criterion, to: points ?? '' }]
      const outcome = await correctResult(ctx, { callId, ...told, changes })
      return outcome.ok ? redirectWithToast(ctx, paths.panelSigning(callId), 'panel.toast.corrected') : outcome
    }),
  },
)

export const meta = pageMeta<{ page: SigningPage }>((t, { page }) => `${t('panel.signing.title')} · ${page.call.title}`)

export default function SigningPageView() {
  const { page } = useLoaderData<typeof loader>()
  const t = useT()
  const { call, result } = page
  return (
    <Page
      crumbs={[
        { to: paths.panels(), text: t('panel.inbox.title') },
        { to: paths.panel(call.id), text: call.title },
      ]}
    >
      <Sheet>
        <h1>{t('panel.signing.title')}</h1>
        <p>
          <Typed>{call.title}</Typed>
        </p>
        <p>{t(page.panel.state === 'CLOSED' ? 'panel.signing.closed' : 'panel.signing.intro')}</p>
        {page.hidden === 0 ? null : <p className="notice">{t('panel.signing.hidden', { count: page.hidden })}</p>}
      </Sheet>
      <Sheet labelledBy="ranks">
        <h2 id="ranks">{t('award.result.ranks')}</h2>
        <RankTable result={result} />
        <HowComputed result={result} quorum={page.quorum} />
      </Sheet>
      <Sheet labelledBy="judges">
        <h2 id="judges">{t('award.result.judgeTotals')}</h2>
        <JudgeTable result={result} />
        <h3>{t('award.result.flags')}</h3>
        <FlagList result={result} />
      </Sheet>
      <Sheet labelledBy="hands">
        <h2 id="hands">{t('panel.signing.hands')}</h2>
        <Hands page={page} />
        <h3>{t('award.result.hash')}</h3>
        <p className="hash">{page.recordSha256}</p>
        {page.may.sign ? <Sign page={page} /> : null}
      </Sheet>
      {page.versions.length > 1 ? (
        <Sheet labelledBy="versions">
          <h2 id="versions">{t('award.versions.title')}</h2>
          <ResultVersions versions={page.versions} />
        </Sheet>
      ) : null}
      {page.may.closeSilent ? <CloseSilent version={page.panel.version} /> : null}
      {page.may.reopen ? <Reopen version={page.panel.version} /> : null}
      {page.may.correct ? <Correct page={page} /> : null}
    </Page>
  )
}

function Hands({ page }: { page: SigningPage }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <ul className="tasks">
        {page.hands.map((hand) => (
          <li key={hand.code}>
            <span>
              {hand.code}
              {hand.isChair ? ` · ${t('panel.chair')}` : ''}
              {hand.isMine ? ` · ${t('panel.signing.me')}` : ''}
              {hand.signedAt === null ? null : <small> {format.instant(hand.signedAt)}</small>}
            </span>
            <Tag tone={hand.signedAt === null ? 'wait' : hand.dissent === '' ? 'open' : 'due'}>
              {t(
                hand.signedAt !== null
                  ? hand.dissent === ''
                    ? 'panel.signing.agreed'
                    : 'panel.signing.dissented'
                  : page.panel.state === 'CLOSED'
                    ? 'panel.signing.silent'
                    : 'panel.signing.waiting',
              )}
            </Tag>
          </li>
        ))}
      </ul>
      {page.hands
        .filter(({ dissent }) => dissent !== '')
        .map(({ code, dissent }) => (
          <section key={code}>
            <h3>{t('panel.signing.dissentOf', { code })}</h3>
            <TypedText text={dissent} />
          </section>
        ))}
      {page.panel.state === 'CLOSED' ? null : (
        <p className="hint">
          {page.mayStaySilent
            ? t('panel.signing.silence', { at: format.instant(page.silentFrom) })
            : t('panel.signing.unanimous')}
        </p>
      )}
    </>
  )
}

function Sign({ page }: { page: SigningPage }) {
  const t = useT()
  const form = useFormState('sign', { agrees: 'yes' })
  return (
    <PostForm form={form} label={t('panel.signing.sign')}>
      <input type="hidden" name="resultId" value={page.resultId} />
      <input type="hidden" name="recordSha256" value={page.recordSha256} />
      <RadioGroup
        form={form}
        name="agrees"
        label={t('panel.signing.question')}
        options={[
          { value: 'yes', label: t('panel.signing.yes') },
          ...(page.mayStaySilent
            ? [{ value: 'no', label: t('panel.signing.no'), hint: t('panel.signing.noHint') }]
            : []),
        ]}
      />
      {page.mayStaySilent ? (
        <TextArea form={form} name="dissent" label={t('panel.signing.dissent')} max={dissentMax} rows={3} optional />
      ) : null}
      <Submit>{t('panel.signing.sign')}</Submit>
    </PostForm>
  )
}

function CloseSilent({ version }: { version: number }) {
  const t = useT()
  const form = useFormState('closeSilent')
  return (
    <Sheet>
      <h2>{t('panel.signing.closeSilent')}</h2>
      <p>{t('panel.signing.closeSilentIntro')}</p>
      <ActionButton form={form} version={version}>
        {t('panel.signing.closeSilent')}
      </ActionButton>
    </Sheet>
  )
}

function Reopen({ version }: { version: number }) {
  const t = useT()
  const form = useFormState('reopen')
  return (
    <Sheet>
      <details open={form.wasRefused}>
        <summary>{t('panel.signing.reopen')}</summary>
        <p>{t('panel.signing.reopenIntro')}</p>
        <PostForm form={form} version={version}>
          <TextArea form={form} name="reason" label={t('panel.signing.reason')} max={correctionMax} rows={3} />
          <Submit grave>{t('panel.signing.reopen')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}

function Correct({ page }: { page: SigningPage }) {
  const t = useT()
  const td = useDynamicT()
  const form = useFormState('correct')
  return (
    <Sheet>
      <details open={form.wasRefused}>
        <summary>{t('panel.signing.correct')}</summary>
        <p>{t('panel.signing.correctIntro')}</p>
        <PostForm form={form} version={page.panel.version}>
          <RadioGroup
            form={form}
            name="kind"
            label={t('panel.signing.kind')}
            options={correctionKinds.map((value) => ({
              value,
              label: td(`award.correction.${value}`),
              hint: td(`panel.signing.kindHint.${value}`),
            }))}
          />
          <SelectField
            form={form}
            name="mark"
            label={t('panel.signing.mark')}
            hint={t('panel.signing.markHint')}
            placeholder={t('panel.signing.noMark')}
            optional
            options={page.marks.map(({ value, bid, judge, criterion, points }) => ({
              value,
              label: `${bid} · ${criterion} · ${judge ?? t('panel.signing.agreedValue')} · ${points}`,
            }))}
          />
          <TextField
            form={form}
            name="points"
            label={t('panel.signing.newPoints')}
            inputMode="decimal"
            className="short num"
            autoComplete="off"
            optional
          />
          <TextArea form={form} name="reason" label={t('panel.signing.reason')} max={correctionMax} rows={3} />
          <Submit>{t('panel.signing.correctSubmit')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}
