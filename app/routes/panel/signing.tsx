import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { closeForm, correctForm, reopenForm, signForm } from '#app/domain/panel/schema.ts'
import { refuse } from '#app/domain/shared/outcome.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { planNameIn } from '#app/http/plan-name.ts'
import { useT } from '#app/i18n/provider.tsx'
import { correctResult } from '#app/services/panel/correct-result.server.ts'
import { reopenScoring } from '#app/services/panel/freeze-result.server.ts'
import { readSigningPage, type SigningPage } from '#app/services/panel/queries/signing-page.server.ts'
import { closeSilent, signResult } from '#app/services/panel/sign-result.server.ts'
import { FlagList, HowComputed, JudgeTable, RankTable } from '#app/ui/award/result-tables.tsx'
import { ResultVersions } from '#app/ui/award/result-versions.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Hands } from '#app/ui/panel/hands.tsx'
import { CloseSilent, Correct, Reopen } from '#app/ui/panel/result-forms.tsx'
import { SignForm } from '#app/ui/panel/sign-form.tsx'
import { SignedMinutes } from '#app/ui/panel/signed-minutes.tsx'
import { Typed } from '#app/ui/typed.tsx'

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
        {page.elsewhere === 0 ? null : (
          <p className="notice">{t('panel.signing.elsewhere', { count: page.elsewhere })}</p>
        )}
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
      {page.minutes.length + page.otherMinutes === 0 ? null : <SignedMinutes page={page} />}
      <Sheet labelledBy="hands">
        <h2 id="hands">{t('panel.signing.hands')}</h2>
        <Hands page={page} />
        <h3>{t('award.result.hash')}</h3>
        <p className="hash">{page.recordSha256}</p>
        {page.may.sign ? <SignForm page={page} /> : null}
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
