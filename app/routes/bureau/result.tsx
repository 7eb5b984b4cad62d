import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { awardForm, awardReasonsMax } from '#app/domain/award/schema.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { contractTerms } from '#app/http/contract-terms.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { awardProject } from '#app/services/award/award-project.server.ts'
import { readResultPage, type ResultPage } from '#app/services/award/queries/result-page.server.ts'
import { FlagList, HowComputed, JudgeTable, RankTable } from '#app/ui/award/result-tables.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { MoneyField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readResultPage(ctx, id)),
)

export const action = pageAction(
  { may: 'officer', params },
  {
    award: on(awardForm, async ({ ctx, params: { id: callId }, input }) => {
      const { reasons, amount, version } = input
      const outcome = await awardProject(ctx, {
        callId,
        version,
        reasons,
        grantedFen: amount,
        draftTerms: contractTerms,
      })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauResult(callId), 'award.toast.awarded', { projectNo: outcome.projectNo })
        : outcome
    }),
  },
)

export const meta = pageMeta<ResultPage>((t, { call }) => `${t('award.result.title')} · ${call.title}`)

export default function BureauResultPage() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const format = useFormat()
  const { call, result, project, publishedAt } = page
  const first = result.bids.find(({ rank }) => rank === 1)
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('award.result.back') },
        { to: paths.bureauCall(call.id), text: call.callNo },
      ]}
    >
      <Sheet>
        <h1>{t('award.result.title')}</h1>
        <p>
          <Typed>{call.title}</Typed>
        </p>
        <Figures
          items={[
            {
              label: t(publishedAt === null ? 'award.result.figures.first' : 'award.result.figures.winner'),
              value: <Typed>{first?.organization ?? '—'}</Typed>,
            },
            { label: t('award.result.figures.bids'), value: result.bids.length },
            { label: t('award.result.figures.judges'), value: result.judges.length },
            {
              label: t(publishedAt === null ? 'award.result.figures.closedAt' : 'award.result.figures.publishedAt'),
              value: format.dayOfInstant(publishedAt ?? page.closedAt),
            },
          ]}
        />
        {project === null ? null : (
          <p>
            <A to={paths.bureauProject(project.id)}>{t('award.result.project', { projectNo: project.projectNo })}</A>
            {' · '}
            <A to={paths.callResult(call.callNo)}>{t('award.result.publicTitle')}</A>
          </p>
        )}
        {publishedAt === null && !page.mayAward ? <p className="notice">{t('award.decide.waiting')}</p> : null}
      </Sheet>

      <Sheet labelledBy="ranks">
        <h2 id="ranks">{t('award.result.ranks')}</h2>
        <RankTable result={result} winnerId={publishedAt === null ? undefined : first?.id} />
        <HowComputed result={result} quorum={page.quorum} />
      </Sheet>
      <Sheet labelledBy="flags">
        <h2 id="flags">{t('award.result.flags')}</h2>
        <FlagList result={result} />
      </Sheet>
      <Sheet labelledBy="judges">
        <h2 id="judges">{t('award.result.judgeTotals')}</h2>
        <JudgeTable result={result} />
        <h3>{t('award.result.judgesNames')}</h3>
        <p>{t('award.result.judgesNamesIntro')}</p>
        <ul className="meta">
          {page.judges.map(({ code, name }) => (
            <li key={code}>
              {code} <Typed>{name}</Typed>
            </li>
          ))}
        </ul>
        {page.comments.length === 0 ? null : <Comments page={page} />}
      </Sheet>
      <Sheet>
        <h2>{t('award.result.hash')}</h2>
        <p className="hash">{result.hash}</p>
      </Sheet>
      {page.mayAward && page.winner !== null ? <Decide page={page} winner={page.winner} /> : null}
      {page.reasons === '' ? null : (
        <Sheet>
          <h2>{t('award.result.reasons')}</h2>
          <TypedText text={page.reasons} />
        </Sheet>
      )}
    </Page>
  )
}

function Comments({ page }: { page: ResultPage }) {
  const t = useT()
  return (
    <>
      <h3>{t('award.result.comments')}</h3>
      {page.result.bids.map((bid) => (
        <details key={bid.id}>
          <summary>
            <Typed>{bid.organization}</Typed>
          </summary>
          <ul>
            {page.comments
              .filter(({ bidId }) => bidId === bid.id)
              .map(({ judge, comment }) => (
                <li key={judge}>
                  {judge}: <Typed>{comment}</Typed>
                </li>
              ))}
          </ul>
        </details>
      ))}
    </>
  )
}

function Decide({ page, winner }: { page: ResultPage; winner: NonNullable<ResultPage['winner']> }) {
  const t = useT()
  const format = useFormat()
  const form = useFormState('award', {
    amount: winner.priceFen === null ? fenToYuanText(toFen(BigInt(winner.proposedFen))) : '',
  })
  return (
    <Sheet labelledBy="decide">
      <h2 id="decide">{t('award.decide.title')}</h2>
      <p>{t('award.decide.intro')}</p>
      <PostForm form={form} version={page.version}>
        <p>
          <strong>{t('award.decide.winner', { organization: winner.organization })}</strong>{' '}
          {winner.priceFen === null ? null : t('award.decide.amountIsPrice', { amount: format.money(winner.priceFen) })}
        </p>
        {winner.priceFen === null ? (
          <MoneyField
            form={form}
            name="amount"
            label={t('award.decide.amount')}
            hint={t('award.decide.amountHint', { ceiling: format.money(page.call.ceilingFen) })}
          />
        ) : null}
        <TextArea
          form={form}
          name="reasons"
          label={t('award.decide.reasons')}
          hint={t('award.decide.reasonsHint')}
          max={awardReasonsMax}
          rows={6}
        />
        <Submit>{t('award.decide.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}
